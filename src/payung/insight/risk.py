"""The sum at risk: what JKM would owe if each covered person died in each covered month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months


def sum_at_risk_by_month(
    actor: Actor | None, schemes: Sequence[str], months: Sequence[Month]
) -> dict[Month, int]:
    """Rupiah per month: each covered person at the JKM due for a death on the month's last day.

    By the law in force with its waiting condition; where it is open, the higher amount.
    """
    runs = _runs(actor, schemes, months)
    return {
        month: sum(
            people * _jkm_at(month, run) for (at, run), people in runs.items() if at == month
        )
        for month in months
    }


def sum_at_risk(actor: Actor | None, schemes: Sequence[str], months: Sequence[Month]) -> int:
    """The same over all months."""
    return sum(sum_at_risk_by_month(actor, schemes, months).values())


def _runs(
    actor: Actor | None, schemes: Sequence[str], months: Sequence[Month]
) -> Counter[tuple[Month, int]]:
    """How many people are covered in a month after a given number of covered months in a row."""
    rows = (
        person_months(actor)
        .filter(scheme__in=schemes, component="jkm", state__in=COVERED_STATES)
        .order_by("person_id", "month")
        .values_list("person_id", "month")
        .distinct()
    )
    found: Counter[tuple[Month, int]] = Counter()
    before: tuple[int, Month] | None = None
    run = 0
    for person, month in rows.iterator():
        run = run + 1 if before == (person, month.back(1)) else 0
        before = (person, month)
        if months[0] <= month <= months[-1]:
            found[month, run] += 1
    return found


def _jkm_at(month: Month, run: int) -> int:
    from payung.law.jamsostek.benefits import assess

    found = assess(
        {
            "case_id": "",
            "program": "jkm",
            "event": "death",
            "event_date": month.last_day.isoformat(),
            "segment": "bpu",
            "income": 1_000_000,
            "paid_months": run,
            "membership_months": max(run - 1, 0),
            "paid_months_total": run + 1,
        }
    )
    return found.total_high
