"""Fewer people or fewer months, and what a pause costs."""

from __future__ import annotations

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.planning.scenario import (
    FULL_JKM_RP,
    FUNERAL_RP,
    Outlook,
    Plan,
    affordable,
    frontier,
    group_of,
    last_rupiah,
    outlook,
    pause_effect,
)

RATE_RP = 16_800
JANUARY, DECEMBER = Month.of(2026, 1), Month.of(2026, 12)
LAST_YEAR = tuple(Month.of(2025, 6).through(Month.of(2025, 12)))
PEOPLE = group_of([40] * 1000, [False] * 1000)


def year(months: int, first: Month = JANUARY, people: int = 1000) -> Outlook:
    plan = Plan(
        name=f"{months} bulan",
        people=people,
        months=tuple(first.through(first + (months - 1))),
        rate_rp=RATE_RP,
        paid_before=LAST_YEAR,
    )
    return outlook(plan, PEOPLE, JANUARY, DECEMBER)


def test_a_ceiling_buys_people_or_months() -> None:
    ceiling = 3_000 * 12 * RATE_RP
    assert affordable(ceiling, RATE_RP, people=3_000) == 12
    assert affordable(ceiling, RATE_RP, months=9) == 4_000
    with pytest.raises(BadInput):
        affordable(ceiling, RATE_RP)
    for people, months, left in frontier(ceiling, RATE_RP, 100_000):
        assert people * months * RATE_RP + left == ceiling
        assert 0 <= left < months * RATE_RP


def test_a_year_without_a_gap_keeps_everyone_in_full_cover() -> None:
    found = year(12)
    assert (found.lapses, found.uncovered_months, found.waiting_by_month) == (0, 0, ())
    assert found.sum_at_risk_rp == 1000 * FULL_JKM_RP
    assert found.benefit_lost_rp == 0
    assert found.cost_rp == 1000 * 12 * RATE_RP


def test_a_pause_from_january_to_march_lapses_nobody_but_april_starts_the_wait_anew() -> None:
    found = year(9, Month.of(2026, 4))
    assert found.lapses == 1000
    assert found.uncovered_months == 3 * 1000
    assert [month for month, _ in found.waiting_by_month] == list(
        Month.of(2026, 4).through(Month.of(2026, 7))
    )


def test_a_pause_of_two_months_keeps_the_membership_and_its_clock() -> None:
    found = year(10, Month.of(2026, 3))
    assert found.lapses == 0
    assert found.scholarship_from == Month.of(2026, 12) + 20


def test_what_a_restart_costs_is_named_and_a_restart_in_time_costs_nothing() -> None:
    assert pause_effect(LAST_YEAR, Month.of(2026, 3)) == {}
    cost = pause_effect(LAST_YEAR, Month.of(2026, 4))
    assert cost["waiting_until"] == Month.of(2026, 8)
    assert cost["paid_months_lost"] == 7
    assert cost["at_risk_rp"] == FULL_JKM_RP - FUNERAL_RP


def test_the_last_rupiah_goes_where_it_protects_most() -> None:
    plans = [year(12, people=750), year(9, Month.of(2026, 4))]
    assert last_rupiah(plans).people == 750
    with pytest.raises(BadInput):
        last_rupiah([])
