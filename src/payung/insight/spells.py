"""The months of many people at once: a bit a month, counted by pattern in one hashed pass.

Counting distinct people month by month sorts the whole ledger; most people share few patterns.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payung.kernel.month import Month

MOST_MONTHS = 60
"""How many months a pattern holds; beyond that the number would overflow."""


def patterns(rows: QuerySet[Any, Any], first: Month, last: Month) -> Counter[int]:
    """Pattern → people: bit 0 is `first`; set where a person has one of the rows in that month."""
    if last - first >= MOST_MONTHS:
        raise ValueError(f"{first} to {last} are too many months")
    chosen = rows.filter(month__gte=first, month__lte=last).order_by().values("person_id", "month")
    inner, parameters = chosen.query.sql_with_params()
    start = first.year * 12 + first.number
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT months, count(*) FROM (
                SELECT person_id, bit_or(1::bigint << (
                    (extract(year FROM month) * 12 + extract(month FROM month))::int - {start}
                )) AS months
                FROM ({inner}) AS r GROUP BY person_id
            ) AS p GROUP BY months
            """,
            parameters,
        )
        return Counter({int(months): people for months, people in cursor.fetchall()})


def people_by_month(found: Counter[int], first: Month, last: Month) -> dict[Month, int]:
    """How many people have each month."""
    return {
        month: sum(people for months, people in found.items() if months >> (month - first) & 1)
        for month in first.through(last)
    }


def run_before(months: int, place: int) -> int:
    """How many months in a row are set just before a place."""
    run = 0
    while place - run > 0 and months >> (place - run - 1) & 1:
        run += 1
    return run
