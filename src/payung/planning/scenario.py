"""Fewer people or fewer months: what a ceiling buys, and what a pause costs, side by side.

Expected figures by the life table; `montecarlo` gives the spread around them. All money is whole
rupiah; people are columns of age and sex, so that a city of 20,000 is one array operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.law.jamsostek.membership import (
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
    gap_cost,
    spells,
)
from payung.planning.mortality import Flags, Floats, Ints, life_table, monthly_probability

FULL_JKM_RP = 42_000_000
FUNERAL_RP = 10_000_000
DEFAULT_FACTOR = 1.4


@dataclass(frozen=True, slots=True)
class Group:
    """The people whom scenarios cover: ages in completed years and whether each is a woman."""

    ages: Ints
    female: Flags

    def __len__(self) -> int:
        return len(self.ages)

    def monthly_deaths(self, factor: float) -> Floats:
        """Each person's chance to die within one month."""
        return monthly_probability(life_table().annual_qx_of(self.ages, self.female), factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One scenario: how many people, which months are paid, what one month of one person costs.

    `paid_before` are months that these people already have, so that a waiting period that is
    over is not counted again.
    """

    name: str
    people: int
    months: tuple[Month, ...]
    rate_rp: int
    paid_before: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a scenario does from `first` to `last`; expected values are for the whole group."""

    name: str
    people: int
    person_months: int
    cost_rp: int
    lapses: int
    waiting_by_month: tuple[tuple[Month, int], ...]
    uncovered_months: int
    deaths: float
    deaths_uncovered: float
    benefit_expected_rp: int
    benefit_lost_rp: int
    sum_at_risk_rp: int
    scholarship_from: Month | None


def affordable(ceiling_rp: int, rate_rp: int, *, people: int = 0, months: int = 0) -> int:
    """How many months for `people`, or how many people for `months`, the ceiling pays."""
    if (people > 0) == (months > 0):
        raise BadInput("Isi jumlah orang atau jumlah bulan, salah satu saja.")
    return ceiling_rp // (rate_rp * (people or months))


def frontier(ceiling_rp: int, rate_rp: int, most_people: int) -> list[tuple[int, int, int]]:
    """For each number of months from 12 down to 1: people, months, and the rupiah left over."""
    found = []
    for months in range(12, 0, -1):
        people = min(affordable(ceiling_rp, rate_rp, months=months), most_people)
        found.append((people, months, ceiling_rp - people * months * rate_rp))
    return found


def outlook(
    plan: Plan, group: Group, first: Month, last: Month, factor: float = DEFAULT_FACTOR
) -> Outlook:
    """The expected course of one scenario over the months from `first` to `last`.

    JKM alone: full benefit after the waiting period, the funeral within it, nothing while
    inactive. An unpaid month before the lapse counts as uncovered, since nobody can promise it.
    """
    span = list(first.through(last))
    states = benefit_by_month(plan, first, last)
    chance = float(group.monthly_deaths(factor)[: plan.people].sum())
    paid = sum(month in set(plan.months) for month in span)
    expected = sum(chance * amount for amount in states)
    lapses = _lapses(plan, last)
    return Outlook(
        name=plan.name,
        people=plan.people,
        person_months=plan.people * paid,
        cost_rp=plan.people * paid * plan.rate_rp,
        lapses=lapses * plan.people,
        waiting_by_month=tuple(
            (month, plan.people) for month, s in zip(span, states, strict=True) if s == FUNERAL_RP
        ),
        uncovered_months=plan.people * states.count(0),
        deaths=chance * len(span),
        deaths_uncovered=chance * states.count(0),
        benefit_expected_rp=round(expected),
        benefit_lost_rp=round(chance * FULL_JKM_RP * len(span) - expected),
        sum_at_risk_rp=plan.people * states[-1],
        scholarship_from=_scholarship_from(plan),
    )


def benefit_by_month(plan: Plan, first: Month, last: Month) -> list[int]:
    """The JKM that a death in each month of the span pays, in rupiah."""
    return [_state(plan, month) for month in first.through(last)]


def last_rupiah(plans: Sequence[Outlook]) -> Outlook:
    """The scenario that protects most for its money: expected benefit, then people."""
    if not plans:
        raise BadInput("Tidak ada skenario untuk dibandingkan.")
    return max(plans, key=lambda found: (found.benefit_expected_rp, found.people))


def _state(plan: Plan, month: Month) -> int:
    """The JKM of a death in `month`: 0, the funeral, or all of it."""
    paid = {*plan.paid_before, *plan.months}
    if month not in paid:
        return 0
    length = 0
    while month.back(length + 1) in paid:
        length += 1
    return FULL_JKM_RP if length >= PAID_MONTHS_FOR_FULL else FUNERAL_RP


def _lapses(plan: Plan, last: Month) -> int:
    """How often each membership ends for want of payment before `last`."""
    found = spells(_months(plan))
    ended = sum(last - spell.last > UNPAID_MONTHS_TO_LAPSE for spell in found[-1:])
    return max(len(found) - 1, 0) + ended


def _scholarship_from(plan: Plan) -> Month | None:
    """From when a death opens the scholarship if the plan goes on after its last month."""
    months = _months(plan)
    if not months:
        return None
    spell = spells(months)[-1]
    return spell.last + max(PAID_MONTHS_FOR_SCHOLARSHIP - spell.paid_months + 1, 0)


def pause_effect(paid: Iterable[Month], restart: Month) -> dict[str, Any]:
    """What a restart in `restart` costs one person; empty if it costs nothing."""
    cost = gap_cost(paid, restart)
    if cost is None:
        return {}
    return {
        "waiting_until": cost.full_from,
        "scholarship_from": cost.scholarship_from,
        "paid_months_lost": cost.paid_months_lost,
        "at_risk_rp": FULL_JKM_RP - FUNERAL_RP,
    }


def _months(plan: Plan) -> list[Month]:
    return sorted({*plan.paid_before, *plan.months})


def group_of(ages: Sequence[int], female: Sequence[bool]) -> Group:
    """A group from plain values."""
    return Group(np.asarray(ages, dtype=np.int64), np.asarray(female, dtype=bool))
