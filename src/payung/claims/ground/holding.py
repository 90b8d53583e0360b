"""Why months of a person are held: deaths that were told, moves and jobs that nobody decided on.

A held month stays so as long as one of them stands; taking one back frees what no other holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.accounts.scope import Actor
from payung.claims.models import (
    HOLDING,
    Case,
    CaseState,
    ChangeState,
    DeathMatch,
    Event,
    EventKind,
    LifeChange,
    MatchState,
)
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ledger.services import release_holds
from payung.payments.lists.checks import let_go_before_deaths
from payung.registry.deaths import when
from payung.registry.selectors import deaths_of
from payung.registry.withdrawing import frees_people, keeps_facts

FROM_FACTS = "Jawaban Dukcapil"
"""The source of the lists that are made of the register's answers."""
_WHOLE_LIFE = Month.of(9999, 12)


def free_months(actor: Actor, person_id: int, *, cause: str, document: str) -> int:
    """Puts held months back to planned, except those that another event still holds."""
    return free_people(actor, [person_id], cause=cause, document=document)


def free_people(actor: Actor, people: Sequence[int], *, cause: str, document: str) -> int:
    """As `free_months` for many, in a fixed number of statements."""
    through = _still_held_after(actor, people)
    return release_holds(
        actor=actor,
        people={person: through.get(person) for person in people},
        cause=cause[:160],
        document=document[:80],
    )


def _still_held_after(actor: Actor, people: Sequence[int]) -> dict[int, Month]:
    """For each person the month after which something else still holds, if anything does."""
    deaths = Case.objects.exclude(state=CaseState.WITHDRAWN).filter(
        person__in=people, event__kind=EventKind.DEATH
    )
    changes = LifeChange.objects.filter(
        person__in=people, state=ChangeState.CONFIRMED, kind__in=HOLDING, to_area=None
    )
    days: list[tuple[int, date]] = [
        *((fact.person_id, when(fact).last) for fact in deaths_of(actor, people)),
        *deaths.values_list("person_id", "event__happened_on"),
        *changes.values_list("person_id", "happened_on"),
    ]
    through: dict[int, Month] = {}
    for person, day in days:
        month = Month.containing(day)
        through[person] = min(month, through.get(person, month))
    return through


def holds_months(actor: Actor, case: Case) -> bool:
    """Whether any month after the event is held or was withdrawn for it."""
    stopped = person_months(actor).filter(
        person_id=case.person_id, state__in=(State.HELD, State.WITHDRAWN)
    )
    return stopped.filter(month__gt=Month.containing(case.event.happened_on)).exists()


@keeps_facts
def with_a_case(facts: Sequence[int]) -> set[int]:
    """A death that has a case is judged there."""
    return set(Event.objects.filter(fact__in=facts).values_list("fact_id", flat=True))


@frees_people
def told_wrongly(actor: Actor, people: Sequence[int], why: str) -> None:
    """Who turns out not to be dead goes on, and his family is no longer sought for that answer."""
    waiting = dict.fromkeys(people, _WHOLE_LIFE)
    let_go_before_deaths(actor=actor, through=waiting, why=why)
    free_people(actor, people, cause=why, document="sumber ditarik")
    sought = DeathMatch.objects.filter(person__in=people, row__list__source=FROM_FACTS)
    sought.filter(state__in=(MatchState.OPEN, MatchState.NO_DAY)).update(
        state=MatchState.WITHDRAWN, decided_by=actor.id
    )
