"""The months of many people at once: a bit a month, counted by pattern in one hashed pass.

Counting distinct people month by month sorts the whole ledger; most people share few patterns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payung.kernel.month import Month
from payung.ledger.models import ASSURED_STATES, COVERED_STATES

MOST_MONTHS = 60
"""How many months a pattern holds; beyond that the number would overflow."""


@dataclass(frozen=True, slots=True)
class Spells:
    """Patterns of a span: who is covered, and who is covered or at least planned.

    `found` counts people by both patterns; bit 0 is `first`. Read once, it answers every question
    about these people and months.
    """

    first: Month
    found: Counter[tuple[int, int]]

    @property
    def covered(self) -> Counter[int]:
        return self._by(0)

    @property
    def assured(self) -> Counter[int]:
        return self._by(1)

    def _by(self, side: int) -> Counter[int]:
        sums = Counter[int]()
        for both, people in self.found.items():
            if both[side]:
                sums[both[side]] += people
        return sums

    def without(self, month: Month, later: Month) -> int:
        """Covered in a month, neither covered nor planned in a later one."""
        now, then = 1 << (month - self.first), 1 << (later - self.first)
        return sum(
            people
            for (covered, assured), people in self.found.items()
            if covered & now and not assured & then
        )


def spells(rows: QuerySet[Any, Any], first: Month, last: Month) -> Spells:
    """Of the months of JKM among these rows, in one statement.

    48 months have 1,461 days: whole numbers tell the place of a month, where parts of a date are
    slow to take out of each row (a test holds every month of thirty years to it).
    """
    if last - first >= MOST_MONTHS:
        raise ValueError(f"{first} to {last} are too many months")
    chosen = rows.filter(
        component="jkm", month__gte=first, month__lte=last, state__in=ASSURED_STATES
    )
    inner, parameters = (
        chosen.order_by().values("person_id", "month", "state").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT covered, assured, count(*) FROM (
                SELECT person_id, bit_or(CASE WHEN state = ANY(%s) THEN bit ELSE 0 END) AS covered,
                    bit_or(bit) AS assured
                FROM (
                    SELECT person_id, state,
                        1::bigint << (((month - %s::date) * 96 + 1461) / 2922) AS bit
                    FROM ({inner}) AS r
                ) AS bits GROUP BY person_id
            ) AS p GROUP BY covered, assured
            """,
            [[state.value for state in COVERED_STATES], first.first_day, *parameters],
        )
        rows_found = cursor.fetchall()
    return Spells(first, Counter({(int(c), int(a)): people for c, a, people in rows_found}))


def people_by_month(found: Counter[int], start: Month, span: Iterable[Month]) -> dict[Month, int]:
    """How many people have each month of a span; bit 0 of the patterns is `start`."""
    return {
        month: sum(people for months, people in found.items() if months >> (month - start) & 1)
        for month in span
    }


def months_within(found: Counter[int], start: Month, span: Iterable[Month]) -> tuple[int, int]:
    """How many months of a span these people have together, and how many of them have any."""
    mask = sum(1 << (month - start) for month in span)
    counted = [(months & mask, people) for months, people in found.items()]
    every = sum(months.bit_count() * people for months, people in counted)
    return every, sum(people for months, people in counted if months)


def run_before(months: int, place: int) -> int:
    """How many months in a row are set just before a place."""
    run = 0
    while place - run > 0 and months >> (place - run - 1) & 1:
        run += 1
    return run
