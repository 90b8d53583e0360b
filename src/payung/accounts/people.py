"""The city's administrator brings people in, moves them, and lets them go; each by himself alone.

Who administers never acts on his own account, and gives a code only to its owner's hand: what he
hands over opens nothing that he could see himself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from payung.accounts import codes, devices
from payung.accounts.models import Assignment, Purpose, Role, Tenure, User
from payung.accounts.names import free_username
from payung.accounts.opening import NewColleague
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import find_area
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.sentence import say


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """What somebody is to do: which role, where, from when to when, by which paper."""

    role: Role
    area: str
    valid_from: date
    valid_to: date | None = None
    tenure: Tenure = Tenure.OWN
    paper: str = ""


@business_action("accounts.invite", Role.ADMIN)
def invite(*, actor: Actor, newcomer: NewColleague, assigned: Assigned) -> User:
    """A new account with its first assignment; its owner comes in by a code of its own."""
    if not newcomer.name.strip():
        raise BadInput(say("Isi nama orangnya."))
    _refuse(actor, assigned)
    user = User.objects.create_user(
        free_username(newcomer.username or newcomer.name), None,
        full_name=newcomer.name.strip(), email=newcomer.email.strip(),
        phone=settings.KEY_RING.seal(newcomer.phone.strip()), made_at=clock.now(),
    )  # fmt: skip
    made = _assign(actor, user, assigned)
    note(f"user:{user.pk}", assignment=made.pk, role=made.role, area=made.area_id)
    return user


@business_action("accounts.assign", Role.ADMIN)
def assign(*, actor: Actor, user_id: int, assigned: Assigned) -> Assignment:
    """One more assignment of a person; the others stay as they are."""
    user = somebody_else(actor, user_id)
    _refuse(actor, assigned)
    made = _assign(actor, user, assigned)
    note(f"user:{user.pk}", assignment=made.pk, role=made.role, area=made.area_id, paper=made.paper)
    return made


@business_action("accounts.end_assignment", Role.ADMIN)
def end_assignment(*, actor: Actor, user_id: int, assignment_id: int, reason: str) -> Assignment:
    """Ends one assignment now: what it allowed is gone with the next request."""
    user = somebody_else(actor, user_id)
    ended = _end(actor, user.assignments.filter(pk=assignment_id).first(), reason)
    note(f"user:{user.pk}", assignment=ended.pk, role=ended.role, area=ended.area_id)
    return ended


@business_action("accounts.disable", Role.ADMIN)
def disable(*, actor: Actor, user_id: int, reason: str) -> User:
    """Closes an account at once, with its devices and codes; what it did stays under its name."""
    user = somebody_else(actor, user_id)
    if not user.is_active:
        raise Conflict(say("Akun ini sudah nonaktif."))
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    devices.end_all(user)
    codes.withdraw(user)
    note(f"user:{user.pk}", reason=reason.strip())
    return user


@business_action("accounts.enable", Role.ADMIN)
def enable(*, actor: Actor, user_id: int, reason: str) -> User:
    """Opens a closed account again; its owner needs a new code."""
    user = somebody_else(actor, user_id)
    if user.is_active:
        raise Conflict(say("Akun ini masih aktif."))
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    note(f"user:{user.pk}", reason=reason.strip())
    return user


@business_action("accounts.sign_out", Role.ADMIN)
def sign_out(*, actor: Actor, user_id: int, reason: str) -> User:
    """Ends all sessions of somebody else at once; his password stays."""
    user = somebody_else(actor, user_id)
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    note(f"user:{user.pk}", devices=devices.end_all(user), reason=reason.strip())
    return user


@business_action("accounts.new_code", Role.ADMIN)
def new_code(*, actor: Actor, user_id: int) -> str:
    """A one-time code for somebody else: his first way in, or a new password.

    The old password no longer works and known devices are strangers again: who asks for a new one
    has lost the old, or somebody else has it.
    """
    user = somebody_else(actor, user_id)
    if not user.is_active:
        raise Conflict(say("Akun ini sudah nonaktif."))
    purpose = Purpose.PASSWORD if user.last_login else Purpose.ACCOUNT
    user.set_unusable_password()
    user.save(update_fields=["password"])
    devices.end_all(user)
    code = codes.give(purpose, user, actor.id)
    note(f"user:{user.pk}", purpose=purpose.value)
    return code


def somebody_else(actor: Actor, user_id: int) -> User:
    """An account that works or worked in the actor's area, and isn't his own."""
    if actor.id == f"user:{user_id}":
        raise NotAllowed(say("Akun sendiri diurus administrator lain."))
    user = User.objects.select_for_update().filter(pk=user_id).first()
    areas = user.assignments.values_list("area_id", flat=True) if user else ()
    if user is None or not any(actor.covers(area) for area in areas):
        raise OutOfArea(say("Akun ini tidak ada di wilayah Anda."))
    return user


def _refuse(actor: Actor, assigned: Assigned) -> None:
    """What no assignment may be; the database holds the shape, this says it in words."""
    if not actor.covers(assigned.area) or find_area(assigned.area) is None:
        raise OutOfArea(say("Wilayah ini tidak ada di wilayah Anda."))
    if assigned.role == Role.SYSTEM:
        raise BadInput(say("Peran ini tidak diberikan kepada orang."))
    if assigned.valid_to is not None and assigned.valid_to < assigned.valid_from:
        raise BadInput(say("Penugasan harus berakhir sesudah mulai."))
    needs_paper = assigned.tenure != Tenure.OWN
    if needs_paper and (assigned.valid_to is None or not assigned.paper.strip()):
        raise BadInput(say("Plt. dan Plh. butuh tanggal akhir dan nomor surat perintah."))
    if assigned.role == Role.BPJS and assigned.valid_to is None:
        raise BadInput(say("Undangan petugas BPJS butuh tanggal akhir."))


def _assign(actor: Actor, user: User, assigned: Assigned) -> Assignment:
    try:
        with transaction.atomic():
            return user.assignments.create(
                role=assigned.role, area_id=assigned.area, tenure=assigned.tenure,
                paper=assigned.paper.strip(), valid_from=assigned.valid_from,
                valid_to=assigned.valid_to, made_by=actor.id, made_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as refusal:
        raise Conflict(say("Penugasan yang sama masih berlaku. Akhiri dulu.")) from refusal


def _end(actor: Actor, assignment: Assignment | None, reason: str) -> Assignment:
    if assignment is None or assignment.ended_at is not None:
        raise Conflict(say("Penugasan ini sudah berakhir. Muat ulang halaman."))
    if not reason.strip():
        raise BadInput(say("Isi alasannya."))
    assignment.ended_by, assignment.ended_at = actor.id, clock.now()
    assignment.end_reason = reason.strip()
    assignment.save(update_fields=["ended_by", "ended_at", "end_reason"])
    return assignment


def open_accounts(lines: Iterable[tuple[str, str, Role, str]], password: str) -> list[User]:
    """Accounts (username, name, role, area) of a made-up city, all with one password.

    It is hashed once: the slow hash would cost a second each.
    """
    secret = make_password(password)
    made = [
        User.objects.create_user(username, None, full_name=name, role=role, area_id=area)
        for username, name, role, area in lines
    ]
    User.objects.filter(pk__in=[user.pk for user in made]).update(password=secret)
    return made
