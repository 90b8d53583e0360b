"""Moves, new jobs, marriages and schools: told by anybody, confirmed by another, then decided.

A confirmed move or job holds the months after it in the same transaction. To be covered twice is
legal, so nothing ends by itself: a person decides, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.elsewhere import at_home_of, note_where_told
from payung.claims.ground.holding import free_months
from payung.claims.ground.obligations import close_change_tasks, open_change_task
from payung.claims.ground.reporting import REPORTERS, refuse_impossible_day
from payung.claims.models import ChangeKind, ChangeState, LifeChange, Task, Teller
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.services import hold_after_death, withdraw_held
from payung.registry.fields import Sealed
from payung.registry.models import FactKind, Person
from payung.registry.people import kept_record
from payung.registry.services import (
    TOLD,
    add_fact,
    confirm_fact,
    get_person,
    lock_person,
    withdraw_fact,
)

_NAMES_SOMEBODY = {
    ChangeKind.MOVE: say("Tulis pindah ke mana."),
    ChangeKind.NEW_JOB: say("Tulis bekerja di mana."),
    ChangeKind.CIVIL_SERVANT: say("Tulis di instansi mana."),
    ChangeKind.CHILD_SCHOOL: say("Tulis nama anak dan sekolahnya sekarang."),
    ChangeKind.CHILD_MARRIAGE: say("Tulis nama anak dan apa yang terjadi."),
}
"""What the line must say beside the day, and how it is asked for."""


HOLD_DAYS = 60
"""How long months wait for a decision at most: fewer than the three that would lapse; our own."""


@dataclass(frozen=True, kw_only=True)
class ChangeReport:
    """One line about a change; `id` is made on the device, `corrects` names the one it mends."""

    id: UUID
    person_id: int
    kind: ChangeKind
    happened_on: date
    detail: str = ""
    teller: Teller = Teller.SELF
    told_by: str = ""
    to_area: str = ""
    corrects: UUID | None = None


@business_action("claims.report_change", *REPORTERS)
def report_change(*, actor: Actor, report: ChangeReport, today: date) -> LifeChange:
    """Notes a change in a life, to be confirmed by another.

    The same line again, or another about the same day, gives the change that is there; a line
    that was corrected is out, whichever of the two came first.
    """
    person = get_person(actor, kept_record(actor, report.person_id))
    refuse_impossible_day(report.happened_on, person, today)
    if report.kind in _NAMES_SOMEBODY and not (report.detail.strip() or report.to_area):
        raise BadInput(_NAMES_SOMEBODY[report.kind])
    with at_home_of(person, actor) as writer:
        change = _told(writer, report, person, today)
        note_where_told(actor, change)
    note(f"person:{person.pk}", change=change.pk, kind=report.kind.value)
    return change


def _told(actor: Actor, report: ChangeReport, person: Person, today: date) -> LifeChange:
    """The change that a report opens or joins."""
    lock_person(actor, person.pk)
    change = _known(report, person.pk)
    if change is not None:
        return change
    _take_place_of(actor, report)
    change = _new_change(actor, report, person)
    if change.state == ChangeState.REPORTED:
        besides = change.reported_by
        open_change_task(change, Task.CONFIRM_CHANGE, on=today, default=actor.id, besides=besides)
    return change


def _known(report: ChangeReport, person_id: int) -> LifeChange | None:
    lines = LifeChange.objects.filter(person=person_id)
    found = lines.filter(report_ids__contains=[str(report.id)]).first()
    if found is not None:
        if (found.kind, found.happened_on) != (report.kind, report.happened_on):
            raise Conflict(
                say("Laporan dengan nomor ini sudah ada dan isinya lain. Buat laporan baru.")
            )
        return found
    if LifeChange.objects.filter(corrects=report.id).exists():
        return None
    same = lines.exclude(state=ChangeState.WITHDRAWN).filter(
        kind=report.kind, happened_on=report.happened_on
    )
    if (found := same.first()) is not None:
        found.report_ids = [*found.report_ids, str(report.id)]
        found.save(update_fields=["report_ids"])
    return found


def _take_place_of(actor: Actor, report: ChangeReport) -> None:
    """The line that this one corrects is out; what somebody confirmed only he can undo."""
    if report.corrects is None:
        return
    mended = LifeChange.objects.filter(report_ids__contains=[str(report.corrects)])
    for change in mended.filter(state=ChangeState.REPORTED):
        _withdraw(actor, change, "Diperbaiki oleh laporan lain")


def _new_change(actor: Actor, report: ChangeReport, person: Person) -> LifeChange:
    mended = LifeChange.objects.filter(corrects=report.id).exists()
    return LifeChange.objects.create(
        id=report.id,
        person=person,
        kind=report.kind,
        state=ChangeState.WITHDRAWN if mended else ChangeState.REPORTED,
        happened_on=report.happened_on,
        detail=Sealed.of(report.detail.strip()[:120]),
        to_area_id=report.to_area or None,
        teller=report.teller,
        report_ids=[str(report.id)],
        corrects=report.corrects,
        reported_by=report.told_by or actor.id,
        reported_at=clock.now(),
        area_id=person.area_id,
    )


@business_action("claims.confirm_change", Role.OPERATOR, Role.VERIFIER)
def confirm_change(*, actor: Actor, change_id: UUID, today: date) -> LifeChange:
    """Another person than the reporter confirms; after a move or a job the months are held."""
    change = lock_change(change_id, ChangeState.REPORTED)
    if change.reported_by == actor.id:
        raise Conflict(
            say("Pelapor tidak boleh memastikan laporannya sendiri. Minta petugas lain.")
        )
    change.confirmed_by, change.state = actor.id, ChangeState.CONFIRMED
    close_change_tasks(actor, change)
    if change.holds:
        _hold(actor, change, today)
    else:
        open_change_task(change, Task.FAMILY_DATA, on=today, default=actor.id)
    change.save()
    _note(change)
    return change


def _hold(actor: Actor, change: LifeChange, today: date) -> None:
    """The life fact, the hold and the decision that is owed, all at once.

    Where no month is left to pay there is nothing to decide.
    """
    fact = add_fact(
        actor=actor,
        person_id=change.person_id,
        kind=FactKind(change.kind),
        happened_on=change.happened_on,
        source=TOLD,
    )
    confirm_fact(actor=actor, fact_id=fact.pk)
    change.fact = fact
    hold = hold_after_death(
        actor=actor,
        person_id=change.person_id,
        month=Month.containing(change.happened_on),
        cause=say("{what}, menunggu keputusan", what=change.get_kind_display()),
        document=document_of(change),
    )
    if hold.held:
        change.hold_ends_on = today + timedelta(days=HOLD_DAYS)
        open_change_task(change, Task.CHANGE_MONTHS, on=today, default=actor.id)
    else:
        change.state = ChangeState.SETTLED


@business_action("claims.decide_months", Role.OPERATOR)
def decide_months(*, actor: Actor, change_id: UUID, keeps_cover: bool, reason: str) -> None:
    """A person's decision whether the months after a move or a job go on; never automatic."""
    change = lock_change(change_id, ChangeState.CONFIRMED)
    if not change.holds:
        raise Conflict(say("Kabar ini tidak menahan bulan. Muat ulang halaman."))
    if not reason.strip():
        raise BadInput(say("Tulis alasan keputusan, misalnya dasar hukumnya."))
    change.keeps_cover, change.decision = keeps_cover, reason.strip()[:200]
    change.decided_by, change.state = actor.id, ChangeState.SETTLED
    change.save()
    months: dict[str, Any] = {
        "actor": actor, "person_id": change.person_id, "document": document_of(change),
    }  # fmt: skip
    cause = f"{change.get_kind_display()}: {change.decision}"[:160]
    if keeps_cover:
        free_months(**months, cause=cause)
    else:
        withdraw_held(**months, cause=cause, month=Month.containing(change.happened_on))
    close_change_tasks(actor, change)
    _note(change, keeps_cover=keeps_cover)


@business_action("claims.family_brought_up_to_date", Role.OPERATOR, Role.VERIFIER, Role.COMPANION)
def family_brought_up_to_date(*, actor: Actor, change_id: UUID, note: str) -> None:
    """The family's data follow the change; who did it says where."""
    change = lock_change(change_id, ChangeState.CONFIRMED)
    if change.holds:
        raise Conflict(say("Kabar ini menunggu keputusan bulan. Muat ulang halaman."))
    if not note.strip():
        raise BadInput(say("Tulis apa yang diperbarui."))
    change.decision, change.decided_by = note.strip()[:200], actor.id
    change.state = ChangeState.SETTLED
    change.save()
    close_change_tasks(actor, change)
    _note(change)


@business_action("claims.withdraw_change", Role.OPERATOR, Role.VERIFIER, Role.RT)
def withdraw_change(*, actor: Actor, change_id: UUID, reason: str) -> None:
    """Takes back a mistaken report; what it held is free again."""
    change = lock_change(change_id, ChangeState.REPORTED, ChangeState.CONFIRMED)
    if not reason.strip():
        raise BadInput(say("Tulis alasan laporan ditarik."))
    if actor.role == Role.RT and change.reported_by != actor.id:
        raise BadInput(say("Laporan ini dibuat orang lain. Minta kelurahan menariknya."))
    if actor.role == Role.RT and change.state == ChangeState.CONFIRMED:
        raise BadInput(say("Laporan ini sudah dipastikan. Minta kelurahan menariknya."))
    _withdraw(actor, change, reason)
    _note(change, reason=reason)


def _withdraw(actor: Actor, change: LifeChange, reason: str) -> None:
    was_holding = change.state == ChangeState.CONFIRMED and change.holds
    change.state, change.decision = ChangeState.WITHDRAWN, reason.strip()[:200]
    change.decided_by = actor.id
    change.save()
    if change.fact_id is not None:
        withdraw_fact(actor=actor, fact_id=change.fact_id)
    if was_holding:
        free_months(
            actor,
            change.person_id,
            cause=say("Laporan ditarik: {reason}", reason=reason),
            document=document_of(change),
        )
    close_change_tasks(actor, change)


def document_of(change: LifeChange) -> str:
    """How the ledger names this change."""
    return f"kabar {str(change.pk)[:8]}"


def lock_change(change_id: UUID, *states: ChangeState) -> LifeChange:
    """The change for an act; refused in another state."""
    found = LifeChange.objects.select_for_update(of=("self",)).filter(pk=change_id).first()
    if found is None:
        raise BadInput(say("Kabar ini tidak ada di wilayah Anda."))
    if found.state not in states:
        state = ChangeState(found.state)
        raise Conflict(say("Kabar ini sudah berstatus {state}. Muat ulang halaman.", state=state))
    return found


def _note(change: LifeChange, **facts: object) -> None:
    note(f"person:{change.person_id}", change=change.pk, **facts)
