"""Reports of events, and the cases that they open in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import record
from payung.claims.entitlement import predict
from payung.claims.models import Case, CaseState, Event, EventKind
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.ledger.services import hold_after_death, release_hold, withdraw_after_confirmed_death
from payung.registry.models import FactKind, FactState, LifeFact
from payung.registry.services import add_fact, get_person

REPORTERS = (Role.OPERATOR, Role.VERIFIER, Role.RT, Role.BPJS, Role.COMPANION)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One line about an event; `id` is made on the reporter's device.

    `details` are facts for the law in the names of `law batch` (children, medical_cost …).
    """

    id: UUID
    person_id: int
    kind: EventKind
    happened_on: date
    place: str = ""
    cause: str = ""
    work_related: bool | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@business_action(*REPORTERS)
def report(*, actor: Actor, report: Report, today: date) -> Case:
    """Notes an event and opens its case; a death holds the months after the month of death.

    The same report again, and a second report of one death, give the case that is there.
    """
    person = get_person(actor, report.person_id)
    if report.happened_on > today:
        raise BadInput("Tanggal kejadian ada di masa depan. Periksa tanggalnya.")
    if person.birth_date and report.happened_on < person.birth_date:
        raise BadInput("Tanggal kejadian sebelum tanggal lahir. Periksa tanggalnya.")
    known = _known_case(report)
    case = known or _open_case(actor, report, str(person.area_id))
    if known is None:
        predict(actor, case, report.details)
    record(
        actor=actor.id,
        action="claims.report",
        subject=f"case:{case.pk}",
        facts={"event": report.id, "kind": report.kind.value, "repeat": known is not None},
    )
    return case


def _known_case(report: Report) -> Case | None:
    cases = Case.objects.exclude(state=CaseState.WITHDRAWN)
    same = cases.filter(event=report.id).first()
    if same is None and report.kind == EventKind.DEATH:
        same = cases.filter(person=report.person_id, event__kind=EventKind.DEATH).first()
    return same


def _open_case(actor: Actor, report: Report, area: str) -> Case:
    event = Event.objects.create(
        id=report.id,
        person_id=report.person_id,
        kind=report.kind,
        happened_on=report.happened_on,
        place=report.place[:120],
        cause=report.cause[:120],
        work_related=report.work_related,
        reported_by=actor.id,
        reported_at=timezone.now(),
        fact=_death(actor, report),
        area_id=area,
    )
    at_work = report.kind == EventKind.ACCIDENT or bool(report.work_related)
    return Case.objects.create(
        person_id=report.person_id,
        event=event,
        program="jkk" if at_work else "jkm",
        owner=actor.id,
        opened_at=timezone.now(),
        area_id=area,
    )


def _death(actor: Actor, report: Report) -> LifeFact | None:
    if report.kind != EventKind.DEATH:
        return None
    fact = add_fact(
        actor=actor,
        person_id=report.person_id,
        kind=FactKind.DEATH,
        happened_on=report.happened_on,
        source="laporan",
    )
    hold_after_death(
        actor=actor,
        person_id=report.person_id,
        month=Month.containing(report.happened_on),
        cause="Laporan kematian",
        document=f"laporan {report.id}",
    )
    return fact


@business_action(Role.OPERATOR, Role.VERIFIER)
def confirm_death(*, actor: Actor, case_id: int) -> None:
    """The kelurahan confirms a death: the held months are withdrawn for good."""
    case = _reported(case_id)
    if case.event.fact_id is None:
        raise BadInput("Laporan ini bukan laporan kematian.")
    LifeFact.objects.filter(pk=case.event.fact_id).update(state=FactState.CONFIRMED)
    withdraw_after_confirmed_death(
        actor=actor,
        person_id=case.person_id,
        month=Month.containing(case.event.happened_on),
        cause="Kematian dipastikan kelurahan",
        document=f"kasus {case.pk}",
    )
    _to(case, CaseState.VERIFIED)
    record(actor=actor.id, action="claims.confirm_death", subject=f"case:{case.pk}", facts={})


@business_action(Role.OPERATOR, Role.VERIFIER, Role.RT)
def withdraw_report(*, actor: Actor, case_id: int, reason: str) -> None:
    """Takes back a mistaken report: the hold is released and the case closed as withdrawn."""
    case = _reported(case_id)
    if case.event.fact_id is not None:
        LifeFact.objects.filter(pk=case.event.fact_id).update(state=FactState.WITHDRAWN)
        release_hold(
            actor=actor,
            person_id=case.person_id,
            cause=f"Laporan ditarik: {reason}"[:160],
            document=f"kasus {case.pk}",
        )
    _to(case, CaseState.WITHDRAWN)
    record(
        actor=actor.id,
        action="claims.withdraw_report",
        subject=f"case:{case.pk}",
        facts={"reason": reason},
    )


def _reported(case_id: int) -> Case:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("event")
        .filter(pk=case_id)
        .first()
    )
    if case is None or case.state != CaseState.REPORTED:
        raise Conflict("Laporan ini sudah diproses. Muat ulang halaman.")
    return case


def _to(case: Case, state: CaseState) -> None:
    case.state = state
    case.save(update_fields=["state"])
