"""The sum at risk: what JKM would owe if each covered person died in each covered month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months


def sum_at_risk_by_month(
    actor: Actor, schemes: Sequence[str] | None, months: Sequence[Month]
) -> dict[Month, int]:
    """Rupiah per month: each covered person at the JKM due for a death on the month's last day.

    Of the programmes `schemes`, or of all; by the law in force with its waiting condition, and
    where it is open, the higher amount.
    """
    runs = _runs(actor, schemes, months)
    return {
        month: sum(
            people * _jkm_at(month, run) for (at, run), people in runs.items() if at == month
        )
        for month in months
    }


def sum_at_risk(actor: Actor, schemes: Sequence[str] | None, month: Month) -> int:
    """The same of one month. It is a stock: months are never added up."""
    return sum_at_risk_by_month(actor, schemes, [month])[month]


def _runs(
    actor: Actor, schemes: Sequence[str] | None, months: Sequence[Month]
) -> Counter[tuple[Month, int]]:
    """How many people are covered in a month after a given number of covered months in a row."""
    rows = person_months(actor).filter(component="jkm", state__in=COVERED_STATES)
    chosen = rows if schemes is None else rows.filter(scheme__in=schemes)
    covered = chosen.order_by().values("person_id", "month").distinct()
    inner, parameters = covered.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT month, run, count(*) FROM (
                SELECT month, row_number() OVER (PARTITION BY person_id, start ORDER BY month) - 1
                    AS run
                FROM (
                    SELECT person_id, month, month - interval '1 month'
                        * row_number() OVER (PARTITION BY person_id ORDER BY month) AS start
                    FROM ({inner}) AS covered
                ) AS spells
            ) AS runs
            WHERE month BETWEEN %s AND %s GROUP BY month, run
            """,
            [*parameters, months[0].first_day, months[-1].first_day],
        )
        return Counter({(Month.containing(day), run): n for day, run, n in cursor.fetchall()})


def _jkm_at(month: Month, run: int) -> int:
    """JKM of a death on the month's last day after `run` covered months before it."""
    from payung.law.jamsostek.questions import jkm_of

    return jkm_of(month.last_day, paid_before=run).total_high
