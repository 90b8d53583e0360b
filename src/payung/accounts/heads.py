"""Heads of RT, many at once: from one sheet, with letters for all who have not come in yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from payung.accounts import codes, devices
from payung.accounts.models import Assignment, Invitation, Purpose, Role, User
from payung.accounts.names import free_username, free_usernames
from payung.accounts.opening import NewColleague
from payung.accounts.scope import Actor, business_action
from payung.accounts.selectors import in_force
from payung.areas.models import Area
from payung.areas.selectors import areas_of, place_name, within
from payung.areas.settling import keep_rts
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.sentence import say


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the sheet: who is head of which RT."""

    name: str
    rt: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class HeadsTakenIn:
    """What became of a sheet: new accounts, heads who were known, RT that were new."""

    invited: int
    known: int
    new_rts: int
    replaced: int


@dataclass(frozen=True, slots=True)
class WelcomeLetter:
    """What stands in a letter; the code is told here and nowhere else."""

    name: str
    username: str
    place: str
    kelurahan: str
    phone: str
    code: str


@business_action("accounts.invite_heads", Role.ADMIN)
def invite_heads(*, actor: Actor, heads: Sequence[Head], paper: str, on: date) -> HeadsTakenIn:
    """Accounts for the heads of a sheet, in a few statements.

    The head who is known by the same name stays; another name in his RT is his successor.
    """
    if not heads:
        raise BadInput(say("Tidak ada baris dengan nama dan RT. Periksa judul kolom."))
    if any(not actor.covers(head.rt) for head in heads):
        raise OutOfArea(say("Berkas memuat RT di luar wilayah Anda."))
    by_rt = {head.rt: head for head in heads}
    new_rts = keep_rts(by_rt, on)
    now_heads = in_force((Role.RT,), list(by_rt)).select_related("user")
    sitting = {now_head.area_id: now_head for now_head in now_heads}
    fresh = [h for h in by_rt.values() if h.rt not in sitting or not _same(sitting[h.rt], h)]
    gone = [sitting[head.rt] for head in fresh if head.rt in sitting]
    _end_all(actor, gone, paper)
    _store(actor, fresh, paper, on)
    taken = HeadsTakenIn(len(fresh), len(by_rt) - len(fresh), new_rts, len(gone))
    note(actor.area, invited=taken.invited, known=taken.known, rts=new_rts, paper=paper)
    return taken


@business_action("accounts.renew_head", Role.ADMIN, Role.VERIFIER)
def renew_head(*, actor: Actor, rt: str, newcomer: NewColleague, paper: str, on: date) -> User:
    """The kelurahan confirms a new head of RT: he comes in, the one before him ends at once."""
    if not actor.covers(rt) or area_kind(rt) is not AreaKind.RT:
        raise OutOfArea(say("RT ini tidak ada di wilayah Anda."))
    if not newcomer.name.strip() or not paper.strip():
        raise BadInput(say("Isi nama ketua RT dan nomor suratnya."))
    _end_all(actor, list(in_force((Role.RT,), [rt])), paper)
    user = User.objects.create_user(
        free_username(newcomer.name), None, full_name=newcomer.name.strip(),
        phone=settings.KEY_RING.seal(newcomer.phone.strip()), made_at=clock.now(),
    )  # fmt: skip
    user.assignments.create(
        role=Role.RT, area_id=rt, paper=paper.strip(), valid_from=on, made_by=actor.id,
        made_at=clock.now(),
    )  # fmt: skip
    note(f"user:{user.pk}", area=rt, paper=paper.strip())
    return user


@business_action("accounts.letters", Role.ADMIN, Role.VERIFIER)
def letters(*, actor: Actor, area: str) -> list[WelcomeLetter]:
    """New codes for the heads of RT in an area who have not come in; their older ones end."""
    if not actor.covers(area):
        raise OutOfArea(say("Wilayah ini tidak ada di wilayah Anda."))
    waiting = in_force((Role.RT,)).filter(**within(area), user__last_login=None)
    rows = list(waiting.select_related("user", "area__parent").order_by("area_id"))
    codes.open_codes().filter(user__in=[row.user_id for row in rows]).update(
        withdrawn_at=timezone.now()
    )
    made = [codes.unsaved(Purpose.ACCOUNT, row.user, actor.id) for row in rows]
    Invitation.objects.bulk_create(invitation for invitation, _code in made)
    phones = settings.KEY_RING.open_many([bytes(row.user.phone) for row in rows])
    note(area, letters=len(rows))
    return [
        WelcomeLetter(
            row.user.full_name, row.user.username, place_name(row.area),
            row.area.parent.name if row.area.parent else "", phone, code,
        )
        for row, (_invitation, code), phone in zip(rows, made, phones, strict=True)
    ]  # fmt: skip


def _same(sitting: Assignment, head: Head) -> bool:
    return sitting.user.full_name.casefold() == head.name.casefold()


def _end_all(actor: Actor, ended: Sequence[Assignment], paper: str) -> None:
    """Whoever was head before is so no more; his phone stands for nobody."""
    numbers = [assignment.pk for assignment in ended]
    Assignment.objects.filter(pk__in=numbers).update(
        ended_by=actor.id, ended_at=clock.now(), end_reason=f"Diganti: {paper}"[:160]
    )
    for_them = [assignment.user_id for assignment in ended]
    devices.live().filter(user__in=for_them).update(ended_at=timezone.now())
    codes.open_codes().filter(user__in=for_them).update(withdrawn_at=timezone.now())


def _store(actor: Actor, heads: Sequence[Head], paper: str, on: date) -> None:
    now, nobodys = clock.now(), make_password(None)
    phones = settings.KEY_RING.seal_many([head.phone for head in heads])
    names = free_usernames([head.name for head in heads])
    users = User.objects.bulk_create(
        User(
            username=username, full_name=head.name[:120], password=nobodys, phone=phone,
            made_at=now,
        )
        for head, username, phone in zip(heads, names, phones, strict=True)
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(
            user=user, role=Role.RT, area_id=head.rt, paper=paper[:160], valid_from=on,
            made_by=actor.id, made_at=now,
        )
        for user, head in zip(users, heads, strict=True)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many heads of RT a kelurahan has, and how many of them have come in."""

    area: Area
    heads: int
    came: int

    @property
    def name(self) -> str:
        return self.area.name

    @property
    def waiting(self) -> int:
        return self.heads - self.came


def arrivals(actor: Actor) -> list[Arrivals]:
    """By kelurahan, those with most who wait first; one statement for the heads."""
    rows = in_force((Role.RT,)).filter(**within(actor.area)).values_list(
        "area__parent_id", "user__last_login"
    )  # fmt: skip
    heads: dict[str, list[bool]] = {}
    for parent, login in rows:
        heads.setdefault(str(parent), []).append(login is not None)
    counted = [
        Arrivals(area, len(heads[area.code]), sum(heads[area.code])) for area in areas_of(heads)
    ]
    return sorted(counted, key=lambda one: (-one.waiting, one.area.code))
