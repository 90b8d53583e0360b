"""Paid months become the counts that the law asks for."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.law.jamsostek import load
from payung.law.jamsostek.membership import (
    LAPSED,
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
    amount_at_risk,
    gap_cost,
    membership_at,
    membership_columns,
    spells,
    with_arrears,
)

JUNE = Month.of(2025, 6)
ordinals = st.integers(min_value=JUNE.ordinal - 48, max_value=JUNE.ordinal + 12)
paid_lists = st.lists(ordinals, max_size=60)


def _paid(first: str, last: str) -> list[Month]:
    return list(Month.parse(first).through(Month.parse(last)))


def test_enrolled_in_june_and_dead_in_october_is_past_every_reading_of_the_wait():
    membership = membership_at(_paid("2025-06", "2025-12"), date(2025, 10, 3))
    assert (membership.paid_months, membership.membership_months) == (4, 3)
    assert membership.unpaid_months == 0


def test_months_after_the_death_and_the_month_of_death_add_no_paid_month():
    alone = membership_at(_paid("2025-06", "2025-08"), date(2025, 9, 1))
    later = membership_at(_paid("2025-06", "2026-02"), date(2025, 9, 1))
    assert alone.paid_months == later.paid_months == 3


def test_the_month_of_the_event_counts_as_unpaid_if_it_is():
    assert membership_at(_paid("2025-06", "2025-08"), date(2025, 9, 1)).unpaid_months == 1


def test_the_third_unpaid_month_is_the_last_that_saves():
    assert spells(_paid("2025-01", "2025-01"))[0].last_saving_month == Month.of(2025, 4)
    saved = spells([Month.of(2025, 1), Month.of(2025, 4)])
    lost = spells([Month.of(2025, 1), Month.of(2025, 5)])
    assert (len(saved), len(lost)) == (1, 2)


def test_serang_july_after_three_unpaid_months_is_a_first_registration():
    paid = [Month.of(2025, 3), Month.of(2025, 7)]
    membership = membership_at(paid, date(2025, 7, 20))
    assert membership.started == Month.of(2025, 7)
    assert (membership.paid_months, membership.membership_months) == (0, 0)
    assert membership.paid_months_total == 2


def test_an_event_in_the_fourth_unpaid_month_finds_no_member():
    paid = _paid("2024-01", "2024-12")
    assert membership_at(paid, date(2025, 3, 31)).active
    lapsed = membership_at(paid, date(2025, 4, 1))
    assert not lapsed.active
    assert lapsed.unpaid_months == LAPSED


def test_who_never_paid_before_the_event_is_no_member():
    membership = membership_at([Month.of(2025, 11)], date(2025, 10, 31))
    assert not membership.active
    assert membership.unpaid_months == LAPSED
    assert membership.paid_months_total == 0


def test_a_gap_costs_the_wait_and_the_scholarship_clock():
    cost = gap_cost(_paid("2023-01", "2024-12"), Month.of(2025, 4))
    assert cost is not None
    assert cost.full_from == Month.of(2025, 8)
    assert cost.scholarship_from == Month.of(2028, 4)
    assert cost.paid_months_lost == 24


def test_a_gap_that_can_still_be_closed_costs_nothing_yet():
    assert gap_cost(_paid("2023-01", "2024-12"), Month.of(2025, 3)) is None
    assert gap_cost([], Month.of(2025, 3)) is None


def test_a_death_within_the_wait_costs_the_family_32_million_and_nothing_before_the_rule():
    assert amount_at_risk(date(2025, 2, 24)) == 32_000_000
    assert amount_at_risk(date(2025, 2, 23)) == 0


def test_the_counts_that_membership_names_are_those_of_the_law():
    def value(name: str) -> int:
        found = load().parameters[name].at(date(2026, 1, 1))
        assert found is not None
        return found.value

    assert value("menunggak_maks_bulan") == UNPAID_MONTHS_TO_LAPSE
    assert value("jkm_tunggu_bulan") + 1 == PAID_MONTHS_FOR_FULL
    assert value("jkm_beasiswa_iur_bulan") == PAID_MONTHS_FOR_SCHOLARSHIP


@given(paid_lists, ordinals)
def test_after_a_gap_the_full_amount_is_certain_from_the_promised_month_on(paid, restart):
    months = [Month(n) for n in paid]
    cost = gap_cost(months, Month(restart))
    if cost is None:
        return
    kept = [m for m in months if m < cost.restart]
    unbroken = [*kept, *cost.restart.through(cost.scholarship_from)]
    at_full = membership_at(unbroken, cost.full_from.first_day)
    assert (at_full.paid_months, at_full.membership_months) == (4, 3)
    assert membership_at(unbroken, cost.full_from.back(1).last_day).paid_months == 3
    assert membership_at(unbroken, cost.scholarship_from.first_day).paid_months == 36


@given(st.lists(st.tuples(paid_lists, ordinals), min_size=1, max_size=20))
def test_columns_say_the_same_as_one_case_at_a_time(cases):
    rows = sorted((ix, month) for ix, (paid, _) in enumerate(cases) for month in paid)
    columns = membership_columns(
        np.array([ix for ix, _ in rows], dtype=np.int64),
        np.array([month for _, month in rows], dtype=np.int64),
        np.array([event for _, event in cases], dtype=np.int64),
    )
    for ix, (paid, event) in enumerate(cases):
        single = membership_at([Month(n) for n in paid], Month(event).first_day)
        for name, column in columns.items():
            assert column[ix] == getattr(single, name), name


@given(paid_lists, ordinals)
def test_one_more_paid_month_never_takes_a_count_away(paid, event):
    before = membership_at([Month(n) for n in paid], Month(event).first_day)
    after = membership_at([Month(n) for n in [*paid, event]], Month(event).first_day)
    assert after.paid_months_total >= before.paid_months_total
    assert after.unpaid_months == 0
    assert after.active


def test_arrears_that_are_processed_count_as_if_they_had_been_paid() -> None:
    june, event = Month.of(2025, 6), date(2026, 2, 9)
    paid = list(june.through(june + 3))
    found = with_arrears(paid, (), event)
    assert (found.paid_months, found.membership_months, found.unpaid_months) == (8, 7, 5)
    never = with_arrears((), june.through(june + 6), event)
    assert (never.paid_months, never.unpaid_months) == (8, LAPSED)
    assert with_arrears((), (), event) == membership_at((), event)
    assert with_arrears(paid, (), date(2025, 11, 2)) == membership_at(paid, date(2025, 11, 2))
