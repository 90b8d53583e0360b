"""What all reports of one event say together, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from payung.accounts.scope import Actor
from payung.claims.ground.holding import free_months
from payung.claims.ground.obligations import (
    claim_deadline,
    close_tasks,
    first_report_deadline,
    open_task,
)
from payung.claims.models import Case, CaseState, EventKind, EventReport, Obligation, Program, Task
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.selectors import paid_months_of
from payung.ledger.services import hold_after_death, withdraw_held
from payung.payments.lists.checks import let_go_before_deaths
from payung.programmes.ground.returning import plan_back
from payung.registry.services import mend_day_of_fact

_FILLED = ("happened_at", "place", "cause", "work_related", "traffic")
_EMPTY = (None, "", False)
_MENDED = "Tanggal diperbaiki"
_DAY_KNOWN = "Hari kematian diketahui"


def fold(reports: Iterable[EventReport]) -> dict[str, Any]:
    """The facts of an event: a corrected or taken back report is out, then weight decides.

    Between equals the lower id wins, which says nothing of their order of arrival. What the
    believed report leaves empty is taken from the next.
    """
    every = list(reports)
    lines = [line for line in every if not line.taken_back] or every
    corrected = {line.corrects for line in lines}
    standing = [line for line in lines if line.pk not in corrected] or lines
    ranked = sorted(standing, key=lambda line: (-line.source, line.pk.hex))
    facts = {name: _first(ranked, name) for name in _FILLED}
    return facts | {"happened_on": ranked[0].happened_on}


def _first(ranked: list[EventReport], name: str) -> Any:
    values = [getattr(line, name) for line in ranked]
    if name == "work_related":
        return next((value for value in values if value is not None), None)
    return next((value for value in values if value not in _EMPTY), values[-1])


def believed(actor: Actor, case: Case, today: date) -> bool:
    """Writes the folded facts to the event, its life fact, its holds and its deadlines.

    Returns whether anything changed that the entitlement rests on.
    """
    event = case.event
    facts = fold(event.reports.all())
    before = {name: getattr(event, name) for name in facts}
    new = not Obligation.objects.filter(case=case).exists()
    confirmed = case.state == CaseState.VERIFIED
    if before == facts and not new and not confirmed:
        return False
    for name, value in facts.items():
        setattr(event, name, value)
    event.save()
    _reclassify(case, before, new)
    if event.kind == EventKind.DEATH:
        hold_months(actor, case, Month.containing(before["happened_on"]), new=new)
        _months_to_decide(actor, case, today)
    _deadlines(case, actor, today, new)
    return True


def _reclassify(case: Case, before: dict[str, Any], new: bool) -> None:
    """JKK where the reports say work, JKM where they deny it; a person's ruling stays."""
    if case.facts.concluded_on or (not new and before["work_related"] == case.event.work_related):
        return
    ruled = case.event.work_related
    if case.event.kind == EventKind.ACCIDENT and not ruled:
        ruled = None  # a suspected accident stays one until a person concludes
    case.program = {True: Program.JKK, False: Program.JKM, None: Program.UNDECIDED}[ruled]
    case.save(update_fields=["program"])


def hold_months(actor: Actor, case: Case, before: Month, *, new: bool) -> None:
    """Holds exactly the months after the month of the believed death."""
    month = Month.containing(case.event.happened_on)
    document = f"kasus {case.pk}"
    if not new and month != before:
        if (fact := case.event.fact_id) is not None:
            mend_day_of_fact(actor=actor, fact_id=fact, happened_on=case.event.happened_on)
        if case.state == CaseState.REPORTED:
            free_months(actor, case.person_id, cause=_MENDED, document=document)
        else:
            plan_back(actor=actor, person_id=case.person_id, withdrawn_by=document, cause=_MENDED)
    let_go_before_deaths(actor=actor, through={case.person_id: month}, why=_DAY_KNOWN)
    facts: dict[str, Any] = {"actor": actor, "person_id": case.person_id, "month": month}
    hold_after_death(**facts, cause=say("Laporan kematian"), document=document)
    if case.state != CaseState.REPORTED:
        withdraw_held(**facts, cause=say("Kematian dipastikan kelurahan"), document=document)


def _months_to_decide(actor: Actor, case: Case, today: date) -> None:
    """An unpaid month of death, and months paid after it, go to a person."""
    month = Month.containing(case.event.happened_on)
    paid = paid_months_of(actor, case.person_id)
    undecided = {
        Task.UNPAID_DEATH_MONTH: bool(paid) and month not in paid,
        Task.REFUND: any(later > month for later in paid),
    }
    for task, needed in undecided.items():
        if needed:
            open_task(case, task, on=today, default=actor.id)
        else:
            close_tasks(actor, case, task)


def _deadlines(case: Case, actor: Actor, today: date, new: bool) -> None:
    if new and case.state == CaseState.REPORTED:
        open_task(case, Task.CONFIRM, on=today, default=actor.id, besides=case.reported_by)
    if new or case.obligations.filter(task=Task.CLAIM, done_at=None).exists():
        open_task(case, Task.CLAIM, on=today, default=actor.id, due=claim_deadline(case))
    if case.program != Program.JKM and not _done(case, Task.FIRST_REPORT):
        open_task(
            case, Task.FIRST_REPORT, on=today, default=actor.id, due=first_report_deadline(case)
        )
    else:
        close_tasks(actor, case, Task.FIRST_REPORT)
    if case.program == Program.UNDECIDED:
        open_task(case, Task.CLASSIFY, on=today, default=actor.id)
    else:
        close_tasks(actor, case, Task.CLASSIFY)


def _done(case: Case, task: Task) -> bool:
    return case.obligations.filter(task=task).exclude(done_at=None).exists()
