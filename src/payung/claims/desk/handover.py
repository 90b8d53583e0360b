"""Cases and tasks pass from one officer to another, so that none is nobody's when he leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from payung.accounts.models import Role, User
from payung.accounts.scope import Actor, business_action, require_scope
from payung.accounts.selectors import ASSIGNED, last_assignment, working, working_ids
from payung.areas.selectors import within
from payung.audit.services import note
from payung.claims.ground.owners import ROLE_OF_TASK, Officers
from payung.claims.ground.stages import TURN
from payung.claims.models import Case, CaseState, Obligation, Task
from payung.kernel.area import lineage
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say

_ENDED = (CaseState.CLOSED, CaseState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer answers for: open tasks and cases whose turn is his."""

    owner: str
    tasks: int
    cases: int


def loads(actor: Actor) -> list[Load]:
    """All who answer for something in the actor's area, those with most first."""
    area = require_scope(actor)
    tasks = _counted(_open_tasks(area))
    cases = _counted(_open_cases(area))
    found = [Load(who, tasks.get(who, 0), cases.get(who, 0)) for who in {*tasks, *cases}]
    return sorted(found, key=lambda load: (-load.tasks, -load.cases, load.owner))


def _counted(rows: QuerySet[Obligation] | QuerySet[Case]) -> dict[str, int]:
    counted = rows.order_by().values_list("owner").annotate(n=Count("pk"))
    return dict(counted)


def _open_tasks(area: str) -> QuerySet[Obligation]:
    return Obligation.objects.filter(done_at=None, **within(area))


def _open_cases(area: str) -> QuerySet[Case]:
    return Case.objects.exclude(state__in=_ENDED).filter(**within(area))


def successors(actor: Actor, leaving: str) -> list[User]:
    """Who can take over: active, of the same role or an operator, for the whole of the area."""
    held = last_assignment(_number(leaving))  # what a successor must cover
    roles = {Role.OPERATOR, Role(held.role)} if held else {Role.OPERATOR}
    able = working(roles, lineage(held.area_id if held else actor.area))
    others = able.exclude(pk=_number(leaving)).prefetch_related(ASSIGNED)
    return list(others.order_by("full_name"))


@business_action("claims.hand_over", Role.OPERATOR)
def hand_over(*, actor: Actor, leaving: str, to: int) -> Load:
    """Gives all that one officer answers for to another; what is done stays under his name.

    What the successor reported himself he can't confirm: that goes to the next one able to.
    """
    able = [f"user:{user.pk}" for user in successors(actor, leaving)]
    heir = f"user:{to}"
    if heir not in able:
        raise BadInput(say("Penerima harus aktif dan berperan sama di wilayah itu."))
    others = [one for one in able if one != heir] or [actor.id]
    tasks, cases = _open_tasks(actor.area), _open_cases(actor.area)
    own = tasks.filter(owner=leaving, task=Task.CONFIRM, case__reported_by=heir)
    own |= tasks.filter(owner=leaving, task=Task.CONFIRM_CHANGE, change__reported_by=heir)
    told = own.update(owner=others[0])
    moved = Load(
        heir,
        told + tasks.filter(owner=leaving).update(owner=heir),
        cases.filter(owner=leaving).update(owner=heir),
    )
    if not moved.tasks and not moved.cases:
        raise Conflict(say("Tidak ada tugas atau kasus untuk diserahkan. Muat ulang halaman."))
    note(leaving, to=heir, tasks=moved.tasks, cases=moved.cases)
    return moved


@business_action("claims.take_over_from_the_gone")
def take_over_from_the_gone(*, actor: Actor) -> int:
    """The system's own hand-over: what accounts that no longer work still answer for.

    Each goes to the nearest officer of its role, else to an operator; returns how many did.
    """
    active = working_ids()
    tasks = list(_open_tasks(actor.area).exclude(owner__in=active).select_related("case", "change"))
    cases = list(_open_cases(actor.area).exclude(owner__in=active))
    _to_the_next(tasks)
    officers: dict[str, Officers] = {}
    for case in cases:
        near = officers.setdefault(case.area_id, Officers(case.area_id))
        role = TURN.get(CaseState(case.state), Role.COMPANION)
        case.owner = near.of(role, besides=_besides_of_case(case), default=case.owner)
    Case.objects.bulk_update(cases, ["owner"])
    note("claims", tasks=len(tasks), cases=len(cases))
    return len(tasks) + len(cases)


def _to_the_next(tasks: Sequence[Obligation]) -> None:
    officers: dict[str, Officers] = {}
    for task in tasks:
        near = officers.setdefault(task.area_id, Officers(task.area_id))
        role = ROLE_OF_TASK.get(Task(task.task), Role.COMPANION)
        task.owner = near.of(role, besides=_reporter_of(task), default=task.owner)
    Obligation.objects.bulk_update(tasks, ["owner"])


def _reporter_of(task: Obligation) -> str:
    """Who told it may not confirm it; all else he may do."""
    if task.task == Task.CONFIRM and task.case:
        return task.case.reported_by
    if task.task == Task.CONFIRM_CHANGE and task.change:
        return task.change.reported_by
    return ""


def _besides_of_case(case: Case) -> str:
    return case.reported_by if case.state == CaseState.REPORTED else ""


def _number(owner: str) -> int:
    digits = owner.removeprefix("user:")
    return int(digits) if digits.isdigit() else 0
