"""The sum at risk: what JKM would owe if each covered person died in each covered month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from payung.accounts.scope import Actor
from payung.insight.spells import Spells, run_before, spells
from payung.kernel.month import Month
from payung.ledger.selectors import person_months

LOOK_BACK = 12
"""Covered months in a row beyond this change nothing in what JKM owes."""


def sum_at_risk_by_month(
    actor: Actor, schemes: Sequence[str] | None, months: Sequence[Month]
) -> dict[Month, int]:
    """Rupiah per month: each covered person at the JKM due for a death on the month's last day.

    Of the programmes `schemes`, or of all; by the law in force with its waiting condition, and
    where it is open, the higher amount.
    """
    rows = person_months(actor)
    chosen = rows if schemes is None else rows.filter(scheme__in=schemes)
    found = spells(chosen, months[0].back(LOOK_BACK), months[-1])
    return {month: at_risk(found, month) for month in months}


def at_risk(known: Spells, month: Month) -> int:
    """The same of one month, out of months that were read already, from `LOOK_BACK` before it."""
    runs, place = Counter[int](), month - known.first
    for covered, people in known.covered.items():
        if covered >> place & 1:
            runs[min(run_before(covered, place), LOOK_BACK)] += people
    return sum(people * _jkm_at(month, run) for run, people in runs.items())


def sum_at_risk(actor: Actor, schemes: Sequence[str] | None, month: Month) -> int:
    """The same of one month. It is a stock: months are never added up."""
    return sum_at_risk_by_month(actor, schemes, [month])[month]


def _jkm_at(month: Month, run: int) -> int:
    """JKM of a death on the month's last day after `run` covered months before it."""
    from payung.law.jamsostek.questions import jkm_of

    return jkm_of(month.last_day, paid_before=run).total_high
