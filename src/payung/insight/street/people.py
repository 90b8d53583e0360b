"""The people of a street: until which month each is paid for, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.audit.clock import today
from payung.insight.street.bridge import bridge_message, bridge_words
from payung.insight.street.fate import ProposalFate, told_proposals
from payung.kernel.month import Month
from payung.ledger.continuity import Alarm, alarms
from payung.ledger.cover import CoverUntil, cover_of
from payung.payments.ground.selectors import posting_days
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts_of_records, one_person, persons
from payung.ui.format import write_date, write_month
from payung.ui.parts import Words

T = TypeVar("T")
AHEAD_DAYS = 60
"""So long before the last saving day a person is among those who need attention."""
_LIFE: Mapping[str, Words] = {
    FactKind.DEATH: gettext_lazy("Dilaporkan meninggal."),
    FactKind.MOVE: gettext_lazy("Dilaporkan pindah; kota yang memutuskan."),
    FactKind.NEW_JOB: gettext_lazy("Dilaporkan mendapat pekerjaan; kota yang memutuskan."),
    FactKind.CIVIL_SERVANT: gettext_lazy("Dilaporkan menjadi ASN; kota yang memutuskan."),
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One person as the street's list shows him; `why` is empty where nothing stands in the way."""

    name: str
    href: str
    until: Month | None
    payer: str
    why: str
    is_covered: bool
    bridge: str = ""
    bridge_link: str = ""

    @property
    def until_words(self) -> str:
        return write_month(self.until) if self.until else _("belum ada")


def neighbours(actor: Actor) -> list[Neighbour]:
    """Everybody of the actor's area who has a month or a proposal, those in trouble first."""
    now = Month.containing(today())
    names = dict(persons(actor).values_list("pk", "name"))
    together = one_person(actor)
    records = {pk: together.get(pk, {pk}) for pk in names}
    cover = cover_of(actor, [record for group in records.values() for record in group])
    life = _life(actor)
    days = posting_days(actor)
    near = {alarm.person_id: alarm for alarm in alarms(actor, today(), AHEAD_DAYS, days)}
    proposed = told_proposals(actor)
    people = [
        _neighbour(
            pk, names[pk], _longest(cover, group), _first(life, group), _first(near, group),
            _first(proposed, group), now, days,
        )
        for pk, group in records.items()
        if any(record in cover or record in proposed for record in group)
    ]  # fmt: skip
    return sorted(people, key=lambda person: (not person.why, person.name))


def _longest(cover: Mapping[int, CoverUntil], group: Iterable[int]) -> CoverUntil:
    covers = [cover[record] for record in group if record in cover]
    return max(
        covers, key=lambda cover_until: cover_until.paid_to or Month(0), default=CoverUntil()
    )


def _first(by_record: Mapping[int, T], group: Iterable[int]) -> T | None:
    return next((by_record[record] for record in sorted(group) if record in by_record), None)


def _life(actor: Actor) -> dict[int, str]:
    """The gravest thing that was told of each; a death before all else."""
    rows = facts_of_records(actor).exclude(state=FactState.WITHDRAWN)
    gravest: dict[int, str] = {}
    for person, kind in rows.values_list("person_id", "kind").order_by("pk"):
        if gravest.get(person) != FactKind.DEATH:
            gravest[person] = kind
    return gravest


def _neighbour(
    pk: int,
    name: str,
    cover: CoverUntil,
    life: str | None,
    near: Alarm | None,
    proposed: ProposalFate | None,
    now: Month,
    days: int,
) -> Neighbour:
    covered = bool(cover.paid_to and cover.paid_to >= now)
    why = _in_the_way(cover, life, near, proposed, now)
    alive = near is not None and life is None and not cover.held
    bridge = bridge_words(near, today(), days) if near and alive else ""
    return Neighbour(
        name,
        reverse("person", args=[pk]),
        cover.paid_to,
        cover.payer,
        why,
        covered and life != FactKind.DEATH,
        bridge,
        bridge_message(bridge) if bridge else "",
    )


def _in_the_way(
    cover: CoverUntil,
    life: str | None,
    near: Alarm | None,
    proposed: ProposalFate | None,
    now: Month,
) -> str:
    if life and life in _LIFE:
        return str(_LIFE[life])
    if cover.held:
        return _("Bulannya ditahan, menunggu keputusan kota.")
    if near is not None:
        return _("Perlindungan berhenti bila iurannya tidak dibayar sebelum %(day)s.") % {
            "day": write_date(near.last_day)
        }
    if cover.paid_to is None and cover.rejected:
        return _("BPJS belum bisa mendaftarkan. Tanyakan kelurahan: mungkin NIK atau nama berbeda.")
    if cover.paid_to is None and cover.planned_to is None:
        return proposed.words if proposed else _("Belum ada bulan yang dibayar.")
    if (cover.paid_to or Month(0)) < now:
        if cover.planned_to and cover.planned_to >= now:
            return _("Iuran bulan ini direncanakan, belum dibayar.")
        return _("Iurannya sudah tidak dibayar lagi.")
    return ""
