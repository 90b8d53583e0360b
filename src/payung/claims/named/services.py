"""Reports by name: told, taken back, passed on, matched with a person, or answered without one.

The teller hears the same whoever he names: nothing here says whether the city knows somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.elsewhere import note_told_at
from payung.claims.ground.reporting import REPORTERS
from payung.claims.models import (
    Case,
    ChangeKind,
    EventKind,
    LifeChange,
    NamedKind,
    NamedReport,
    NamedState,
    ReportSource,
)
from payung.claims.named.selectors import OFFICES
from payung.claims.news.services import ChangeReport, report_change
from payung.claims.telling.services import Report, report
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.fields import Sealed


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """What the teller knows; `area` is the kelurahan where the person lives, if he knows it."""

    id: UUID
    kind: NamedKind
    name: str
    lives: str
    happened_on: date
    what: str = ""
    phone: str = ""
    area: str = ""


@business_action("claims.report_by_name", *REPORTERS)
def report_by_name(*, actor: Actor, line: NamedLine, today: date) -> NamedReport:
    """Keeps a report by name for the office; the same line again is the same report."""
    if line.happened_on > today:
        raise BadInput(say("Tanggal kejadian ada di masa depan. Periksa tanggalnya."))
    named, made = NamedReport.objects.get_or_create(
        id=line.id,
        defaults={
            "kind": line.kind,
            "name": Sealed.of(" ".join(line.name.split())[:120]),
            "lives": Sealed.of(line.lives.strip()[:200]),
            "what": Sealed.of(line.what.strip()[:500]),
            "phone": Sealed.of(line.phone.strip()[:20]),
            "happened_on": line.happened_on,
            "told_area_id": actor.area,
            "area_id": line.area or actor.area,
            "state": _first_state(line.area or actor.area),
            "reported_by": actor.id,
            "reported_at": clock.now(),
        },
    )
    note(f"named:{named.pk}", kind=line.kind.value, repeat=not made)
    return named


def _first_state(area: str) -> NamedState:
    """Of a place that nobody could name the city looks at once."""
    return NamedState.PASSED_ON if area_kind(area) is AreaKind.CITY else NamedState.WAITING


@business_action("claims.match_named", *OFFICES)
def match_named(*, actor: Actor, named_id: UUID, person_id: int, today: date) -> Case | LifeChange:
    """Says who was meant: the event is told in the teller's name, where he lives and where it
    was told."""
    named = _open(actor, named_id)
    made = _tell(actor, named, person_id, today)
    note_told_at(actor, made, str(named.told_area_id))
    if isinstance(made, Case):
        named.case = made
    else:
        named.change = made
    _answer(actor, named, say("Laporan Anda sudah diteruskan kepada yang mengurusnya."))
    note(f"named:{named.pk}", person=person_id)
    return made


def _tell(actor: Actor, named: NamedReport, person_id: int, today: date) -> Case | LifeChange:
    teller, what = named.reported_by, named.what.reveal()
    if named.kind == NamedKind.MOVE:
        moved = ChangeReport(
            id=named.pk, person_id=person_id, kind=ChangeKind.MOVE,
            happened_on=named.happened_on, detail=what or named.lives.reveal(), told_by=teller,
        )  # fmt: skip
        return report_change(actor=actor, report=moved, today=today)
    told = Report(
        id=named.pk, person_id=person_id, kind=EventKind(named.kind),
        happened_on=named.happened_on, chronology=what, teller_phone=named.phone.reveal(),
        source=ReportSource.NEIGHBOUR, told_by=teller,
    )  # fmt: skip
    return report(actor=actor, report=told, today=today)


@business_action("claims.pass_named_on", Role.VERIFIER)
def pass_named_on(*, actor: Actor, named_id: UUID) -> None:
    """The kelurahan doesn't know him; the city looks in all of its kelurahan."""
    named = _open(actor, named_id)
    named.state = NamedState.PASSED_ON
    named.save(update_fields=["state"])
    note(f"named:{named.pk}")


@business_action("claims.answer_named", *OFFICES)
def answer_named(*, actor: Actor, named_id: UUID, answer: str) -> None:
    """Closes a report by name without a person; the teller reads what the office says."""
    named = _open(actor, named_id)
    if not answer.strip():
        raise BadInput(say("Tulis jawaban untuk pelapor."))
    _answer(actor, named, answer.strip()[:200])
    note(f"named:{named.pk}")


@business_action("claims.withdraw_named", *REPORTERS)
def withdraw_named(*, actor: Actor, named_id: UUID) -> None:
    """The teller takes back what nobody has answered yet."""
    named = _locked(actor, named_id)
    if named.reported_by != actor.id or not named.is_open:
        raise Conflict(say("Laporan ini sudah dijawab. Hubungi kelurahan untuk mengubahnya."))
    named.state = NamedState.WITHDRAWN
    named.save(update_fields=["state"])
    note(f"named:{named.pk}")


def _answer(actor: Actor, named: NamedReport, answer: str) -> None:
    named.state, named.answer = NamedState.ANSWERED, answer
    named.answered_by, named.answered_at = actor.id, clock.now()
    named.save()


def _open(actor: Actor, named_id: UUID) -> NamedReport:
    named = _locked(actor, named_id)
    if not named.is_open:
        raise Conflict(say("Laporan ini sudah dijawab atau ditarik. Muat ulang halaman."))
    if named.reported_by == actor.id:
        raise Conflict(say("Pelapor tidak mencocokkan laporannya sendiri. Minta petugas lain."))
    return named


def _locked(actor: Actor, named_id: UUID) -> NamedReport:
    named_report = NamedReport.objects.select_for_update(of=("self",)).filter(pk=named_id).first()
    if named_report is None:
        raise BadInput(say("Laporan ini tidak ada di wilayah Anda."))
    return named_report
