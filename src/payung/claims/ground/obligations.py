"""Obligations: opened with an owner and an alarm, done once, each on exactly one to-do list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from payung.accounts.scope import Actor, business_action, require_scope
from payung.accounts.selectors import working_ids
from payung.areas.selectors import within
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.owners import Officers, caretaker
from payung.claims.models import Case, Event, LifeChange, Obligation, Program, Task
from payung.law.jamsostek.deadlines import WIB

if TYPE_CHECKING:
    from payung.law.jamsostek.deadlines import Deadline

ALARM_DAYS = 30
"""How long before a far deadline its owner is warned."""

OFFICE_DAYS = {
    Task.CONFIRM: 2,
    Task.CLASSIFY: 7,
    Task.UNPAID_DEATH_MONTH: 5,
    Task.PAPERS: 14,
    Task.CONFIRM_CHANGE: 3,
    Task.CHANGE_MONTHS: 5,
    Task.FAMILY_DATA: 14,
}
"""Own targets where no source names a term: alarm after so many days."""

_ABOUT = ("case__person", "case__event", "case__facts", "change__person")
"""What the words of a task are made from."""


def open_task(
    case: Case,
    task: Task,
    *,
    on: date,
    default: str,
    due: Deadline | None = None,
    subject: str = "",
    besides: str = "",
) -> None:
    """Opens an obligation; one that is open already takes the new deadline."""
    owner = Officers(case.area_id).for_task(task, besides=besides, default=default)
    limit = {"due": due.due if due else None, "basis": due.basis[:200] if due else ""}
    Obligation.objects.update_or_create(
        case=case,
        task=task,
        subject=subject,
        done_at=None,
        defaults=limit,
        create_defaults={
            "owner": owner,
            "opened_at": clock.now(),
            **limit,
            "alarm_on": _alarm(task, on, due),
            "area_id": case.area_id,
        },
    )


def open_change_task(
    change: LifeChange, task: Task, *, on: date, default: str, besides: str = ""
) -> None:
    """Opens what is owed after a change in a life; no source names a term for it."""
    owner = Officers(change.area_id).for_task(task, besides=besides, default=default)
    Obligation.objects.get_or_create(
        change=change,
        task=task,
        done_at=None,
        defaults={
            "owner": owner,
            "opened_at": clock.now(),
            "alarm_on": _alarm(task, on, None),
            "area_id": change.area_id,
        },
    )


def close_change_tasks(actor: Actor, change: LifeChange) -> None:
    """All that was owed after a change is done."""
    change.obligations.filter(done_at=None).update(done_at=clock.now(), done_by=actor.id)


def _alarm(task: Task, on: date, due: Deadline | None) -> date:
    if due is None or due.due is None:
        return on + timedelta(days=OFFICE_DAYS.get(task, ALARM_DAYS))
    last = due.due.date()
    return max(min(last, last - timedelta(days=ALARM_DAYS)), on)


def close_tasks(actor: Actor, case: Case, *tasks: Task, subject: str = "") -> None:
    """Marks obligations as done; without tasks all that are open."""
    rows = case.obligations.filter(done_at=None)
    if tasks:
        rows = rows.filter(task__in=tasks, subject=subject)
    rows.update(done_at=clock.now(), done_by=actor.id)


def claim_deadline(case: Case) -> Deadline:
    """Until when the right to claim lives, as far as any source says."""
    from payung.law.jamsostek.deadlines import Term, deadline

    term = Term.JKM_CLAIM if case.program == Program.JKM else Term.JKK_CLAIM
    return deadline(term, moment_of(case.event))


def first_report_deadline(case: Case) -> Deadline:
    from payung.law.jamsostek.deadlines import Term, deadline

    return deadline(Term.FIRST_REPORT, moment_of(case.event))


def moment_of(event: Event) -> datetime:
    """When it happened by the clock of WIB; an unknown hour counts from the day's beginning."""
    return datetime.combine(event.happened_on, event.happened_at or time.min, WIB)


def todo_list(actor: Actor) -> QuerySet[Obligation]:
    """The actor's open obligations, the most urgent first: by their term, else by their alarm.

    What belongs to an account that is no longer active goes to the first operator, so that every
    open one is on exactly one list.
    """
    require_scope(actor)
    mine = Q(owner=actor.id)
    if caretaker(actor.area) == actor.id:
        mine |= ~Q(owner__in=working_ids())
    obligations = Obligation.objects.filter(mine, done_at=None)
    urgent = Coalesce(TruncDate("due"), "alarm_on")
    return obligations.select_related(*_ABOUT).order_by(urgent.asc(nulls_last=True), "due", "pk")


@business_action("claims.sound_alarms")
def sound_alarms(*, actor: Actor, today: date) -> int:
    """The system marks whose alarm day has come; each alarm sounds once. Returns how many."""
    quiet = Obligation.objects.filter(done_at=None, alarmed_on=None, alarm_on__lte=today)
    sounded = quiet.update(alarmed_on=today)
    note("claims", day=today, sounded=sounded)
    return sounded


def late_tasks(actor: Actor, today: date) -> QuerySet[Obligation]:
    """Open obligations of everybody in the actor's area that are past their term, or their alarm.

    An overview for those who lead; each stays on the list of its owner.
    """
    area = require_scope(actor)
    over = Q(due__date__lt=today) | Q(due=None, alarm_on__lt=today)
    obligations = Obligation.objects.filter(over, done_at=None, **within(area))
    return obligations.select_related(*_ABOUT).order_by("alarm_on", "pk")
