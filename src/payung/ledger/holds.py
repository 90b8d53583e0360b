"""What a death or a change does to the months after it: held, then withdrawn or released.

Parts of a business action of the rooms above, which writes the audit entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import ENDED_STATES, PAID_STATES, Entry, PersonMonth, State
from payung.ledger.posting import move_rows
from payung.ledger.selectors import person_months

_STILL_TO_PAY = (State.PLANNED, State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class PaidAfterDeath:
    """A month after the death that was already paid, per component: to be asked back."""

    month: Month
    payer: str
    component: str
    amount_rp: int


@dataclass(frozen=True, slots=True)
class Hold:
    """What became of the months after a death: how many rows are held, and which were paid."""

    held: int
    paid: list[PaidAfterDeath]


def hold_after_death(
    *, actor: Actor, person_id: int, month: Month, cause: str, document: str
) -> Hold:
    """Holds the months after `month`, the month of the death, whoever pays them.

    A repeat holds nothing more. The month of the death itself stays: it is owed.
    """
    after = person_months(actor).filter(person_id=person_id, month__gt=month)
    held = _move(actor, after.filter(state__in=_STILL_TO_PAY), State.HELD, cause, document)
    return Hold(held, _paid(after))


def hold_after_deaths(*, actor: Actor, ends: Mapping[int, Month], cause: str, document: str) -> int:
    """As `hold_after_death` for many, each with his month, all in one statement."""
    return _move(actor, _after(actor, ends, _STILL_TO_PAY), State.HELD, cause, document)


def _after(
    actor: Actor, ends: Mapping[int, Month], states: Sequence[State]
) -> QuerySet[PersonMonth]:
    by_month: dict[Month, list[int]] = {}
    for person, month in ends.items():
        by_month.setdefault(month, []).append(person)
    after = Q(pk__in=[])
    for month, people in by_month.items():
        after |= Q(person_id__in=people, month__gt=month)
    return person_months(actor).filter(after, state__in=states)


def release_hold(
    *, actor: Actor, person_id: int, cause: str, document: str, through: Month | None = None
) -> int:
    """Puts held months back to planned: the report was wrong; they follow in a later list.

    With `through` only those up to that month: something else still holds the later ones.
    """
    held = person_months(actor).filter(person_id=person_id, state=State.HELD)
    free = held if through is None else held.filter(month__lte=through)
    return _move(actor, free, State.PLANNED, cause, document)


def release_holds(
    *, actor: Actor, people: Mapping[int, Month | None], cause: str, document: str
) -> int:
    """As `release_hold` for many, each with the month up to which his are free; one statement."""
    held = person_months(actor).filter(state=State.HELD)
    alone = [person for person, through in people.items() if through is None]
    free = Q(person_id__in=alone)
    for month in {through for through in people.values() if through is not None}:
        same = [person for person, through in people.items() if through == month]
        free |= Q(person_id__in=same, month__lte=month)
    return _move(actor, held.filter(free), State.PLANNED, cause, document) if people else 0


def withdraw_held(*, actor: Actor, person_id: int, month: Month, cause: str, document: str) -> int:
    """Withdraws the held months after `month`: a death is confirmed, or cover was ended."""
    held = person_months(actor).filter(person_id=person_id, state=State.HELD, month__gt=month)
    return _move(actor, held, State.WITHDRAWN, cause, document)


def withdrawn_months(actor: Actor, person_id: int, withdrawn_by: str) -> QuerySet[PersonMonth]:
    """What the document `withdrawn_by` has withdrawn of a person, where nobody else pays by now."""
    gone = person_months(actor).filter(
        person_id=person_id,
        state=State.WITHDRAWN,
        entry__in=Entry.objects.filter(person_id=person_id, document=withdrawn_by).values("id"),
    )
    return unclaimed(actor, gone)


def unclaimed(actor: Actor, ended: QuerySet[PersonMonth]) -> QuerySet[PersonMonth]:
    """Of ended rows those whose month nobody else has by now."""
    same = person_months(actor).filter(
        person_id=OuterRef("person_id"),
        month=OuterRef("month"),
        segment=OuterRef("segment"),
        component=OuterRef("component"),
    )
    return ended.exclude(Exists(same.exclude(state__in=ENDED_STATES)))


def plan_again(*, actor: Actor, rows: QuerySet[PersonMonth], cause: str, document: str) -> int:
    """Plans ended months anew; the caller knows that place and rupiah are still there."""
    return _move(actor, rows, State.PLANNED, cause, document)


def _move(
    actor: Actor, rows: QuerySet[PersonMonth], state: State, cause: str, document: str
) -> int:
    return move_rows(actor=actor, rows=rows, state=state, cause=cause, document=document)


def _paid(after: QuerySet[PersonMonth]) -> list[PaidAfterDeath]:
    rows = after.filter(state__in=PAID_STATES).order_by("month", "component")
    columns = ("month", "payer__name", "component", "amount_rp")
    return [PaidAfterDeath(*row) for row in rows.values_list(*columns)]
