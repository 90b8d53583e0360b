"""Why months of a person are held: deaths that were told, moves and jobs that nobody decided on.

A held month stays so as long as one of them stands; taking one back frees what no other holds.
"""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import Actor
from payung.claims.models import HOLDING, Case, CaseState, ChangeState, EventKind, LifeChange
from payung.kernel.month import Month
from payung.ledger.services import release_hold
from payung.registry.deaths import when
from payung.registry.models import FactKind, FactState, LifeFact


def free_months(actor: Actor, person_id: int, *, cause: str, document: str) -> int:
    """Puts held months back to planned, except those that another event still holds."""
    return release_hold(
        actor=actor,
        person_id=person_id,
        cause=cause[:160],
        document=document,
        through=_still_held_after(person_id),
    )


def _still_held_after(person_id: int) -> Month | None:
    """The month after which something else still holds; None if nothing does."""
    deaths = Case.objects.exclude(state=CaseState.WITHDRAWN).filter(
        person=person_id, event__kind=EventKind.DEATH
    )
    changes = LifeChange.objects.filter(
        person=person_id, state=ChangeState.CONFIRMED, kind__in=HOLDING
    )
    told = LifeFact.objects.filter(person=person_id, kind=FactKind.DEATH)
    days: list[date] = [
        *(when(fact).last for fact in told.exclude(state=FactState.WITHDRAWN)),
        *deaths.values_list("event__happened_on", flat=True),
        *changes.values_list("happened_on", flat=True),
    ]
    return Month.containing(min(days)) if days else None
