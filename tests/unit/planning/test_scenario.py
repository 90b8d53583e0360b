"""Fewer people or fewer months, and what a pause costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.planning.scenario import (
    FULL_JKM_RP,
    FUNERAL_RP,
    Plan,
    ScenarioOutlook,
    affordable,
    group_of,
    last_rupiah,
    last_rupiah_ways,
    outlook,
)

RATE_RP = 16_800
JANUARY, DECEMBER = Month.of(2026, 1), Month.of(2026, 12)
LAST_YEAR = tuple(Month.of(2025, 6).through(Month.of(2025, 12)))
PEOPLE = group_of([40] * 1000, [False] * 1000)


def year(months: int, first: Month = JANUARY, people: int = 1000) -> ScenarioOutlook:
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


def test_who_finds_no_place_lapses_and_dies_uncovered() -> None:
    whole, cut = year(12), year(12, people=750)
    assert (cut.dropped, cut.lapses, cut.uncovered_months) == (250, 250, 250 * 12)
    assert cut.deaths == pytest.approx(whole.deaths)
    assert cut.deaths_uncovered == pytest.approx(whole.deaths / 4)
    assert cut.benefit_expected_rp + cut.benefit_lost_rp == pytest.approx(
        whole.benefit_expected_rp, rel=1e-6
    )


def test_newcomers_wait_four_months_beside_those_who_do_not() -> None:
    found = year(12, people=1_200)
    assert [people for _, people in found.waiting_by_month] == [200] * 4
    assert [people for _, people in found.full_by_month] == [1_000] * 4 + [1_200] * 8
    assert found.waiting_months == 800


def test_a_month_that_closes_a_fatal_gap_is_worth_more_than_another_person() -> None:
    plan = Plan(
        name="9 bulan", people=1000, months=tuple(Month.of(2026, 4).through(DECEMBER)),
        rate_rp=RATE_RP, paid_before=LAST_YEAR,
    )  # fmt: skip
    best, other = last_rupiah_ways(plan, PEOPLE, JANUARY, DECEMBER)
    assert (best.kind, other.kind) == ("bulan", "orang")
    assert best.cost_rp == 1000 * RATE_RP and other.cost_rp == 9 * RATE_RP
    full = replace(plan, people=750, months=tuple(JANUARY.through(DECEMBER)))
    [only] = last_rupiah_ways(full, PEOPLE, JANUARY, DECEMBER)
    assert only.kind == "orang" and only.gain_per_million_rp > other.gain_per_million_rp


def test_the_amounts_are_those_of_the_law() -> None:
    from payung.law.jamsostek.benefits import assess

    case = {"program": "jkm", "event": "death", "event_date": date(2026, 1, 1)}
    full = assess(case | {"paid_months": 4, "membership_months": 4})
    within = assess(case | {"paid_months": 0, "membership_months": 0})
    assert (full.total, within.total) == (FULL_JKM_RP, FUNERAL_RP)


def test_the_last_rupiah_goes_where_it_protects_most() -> None:
    plans = [year(12, people=750), year(9, Month.of(2026, 4))]
    assert last_rupiah(plans).people == 750
    with pytest.raises(BadInput):
        last_rupiah([])
