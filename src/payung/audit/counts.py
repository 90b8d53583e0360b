"""How many of something an account has tried on a day."""

from __future__ import annotations

from datetime import date

from django.db import connection


def count_up(*, account: str, what: str, day: date, count: int) -> int:
    """Adds to the day's count and returns it; parallel tries wait for each other's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_dailycount AS c (account, what, day, count)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (account, what, day)"
            " DO UPDATE SET count = c.count + excluded.count RETURNING count",
            [account, what, day, count],
        )
        return int(cursor.fetchone()[0])
