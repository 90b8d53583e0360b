"""What a death would pay, also while its day is unknown: the least and most of all its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from payung.accounts.scope import Actor
from payung.claims.entitlement.columns import due_of_persons
from payung.kernel.month import Month
from payung.ledger.selectors import first_paid_months
from payung.registry.deaths import When

DUE = {
    "month_paid": "month_paid",
    "status": "status",
    "total_low": "low_rp",
    "total_high": "high_rp",
}
"""What is told of each death, and the columns of a match that hold it."""


def due_of_deaths(
    actor: Actor, persons: Sequence[int], deaths: Sequence[When]
) -> list[dict[str, Any]]:
    """For each death `ever` (whether the person was ever covered) and the names of `DUE`.

    Between bounds every month counts with its first and its last day; `month_paid` is None where
    only some of the months are paid, `status` undecided where the law says different things.
    """
    open_ended = [p for p, death in zip(persons, deaths, strict=True) if death.first is None]
    began = first_paid_months(actor, open_ended) if open_ended else {}
    tried = [
        (place, person, day)
        for place, (person, death) in enumerate(zip(persons, deaths, strict=True))
        for day in _days(death, began.get(person))
    ]
    columns = due_of_persons([person for _, person, _ in tried], [day for *_, day in tried])
    by_place: list[list[int]] = [[] for _ in persons]
    for row, (place, *_) in enumerate(tried):
        by_place[place].append(row)
    return [
        {
            "ever": any(bool(columns["ever"][row]) for row in rows),
            "month_paid": _same([bool(columns["month_paid"][row]) for row in rows]),
            "status": _same([str(columns["status"][row]) for row in rows]) or "needs_decision",
            "total_low": min(int(columns["total_low"][row]) for row in rows),
            "total_high": max(int(columns["total_high"][row]) for row in rows),
        }
        for rows in by_place
    ]


def _days(death: When, began: Month | None) -> Iterator[date]:
    """The days that can make a difference: the ends of each month between the bounds."""
    if death.day is not None:
        yield death.day
        return
    first = death.first or (began.first_day if began else death.last) - timedelta(days=1)
    first = min(first, death.last)
    for month in Month.containing(first).through(Month.containing(death.last)):
        yield max(first, month.first_day)
        yield min(death.last, (month + 1).first_day - timedelta(days=1))


def _same(values: Sequence[Any]) -> Any:
    """The one value of all, None where they differ."""
    return values[0] if len(set(values)) == 1 else None
