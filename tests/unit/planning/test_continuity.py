"""How long a membership holds, what saves it, and who closes a gap."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.law.jamsostek.membership import LAPSED, gap_cost, membership_at
from payung.planning.continuity import (
    GapKind,
    MembershipStanding,
    PossiblePayer,
    clock,
    gap_kind,
    horizon_counts,
    last_saving_day,
    propose_handover,
    rescue,
)

JUNE, DECEMBER = Month.of(2025, 6), Month.of(2025, 12)
JANUARY, MARCH, APRIL = Month.of(2026, 1), Month.of(2026, 3), Month.of(2026, 4)
SINCE_JUNE = list(JUNE.through(DECEMBER))
months = st.lists(st.integers(24_300, 24_340).map(Month), min_size=1, max_size=12)
days = st.dates(date(2025, 1, 1), date(2028, 6, 30))


def test_the_last_day_is_the_end_of_the_third_unpaid_month_less_the_days_of_posting() -> None:
    assert last_saving_day(DECEMBER, 10) == date(2026, 3, 21)
    assert last_saving_day(DECEMBER, 0) == date(2026, 3, 31)


def test_who_paid_from_june_to_december_has_seven_months_in_a_row_in_february() -> None:
    found = clock(SINCE_JUNE, date(2026, 2, 1), 6)
    assert found is not None
    assert (found.standing, found.in_a_row, found.unpaid) == (MembershipStanding.UNPAID, 7, 2)
    assert found.full_from == Month.of(2025, 10)
    assert found.scholarship_from == DECEMBER + 30
    assert (found.lapses_after, found.last_day) == (MARCH, date(2026, 3, 25))


def test_who_has_never_paid_has_no_clock() -> None:
    assert clock([], date(2026, 2, 1), 6) is None


@given(months, days)
def test_a_payment_that_is_set_going_by_the_last_day_saves_and_one_a_month_later_does_not(
    paid: list[Month], on: date
) -> None:
    found = clock(paid, on, 6)
    assert found is not None
    posted = Month.containing(found.last_day + timedelta(days=6))
    assert gap_cost(paid, posted) is None
    lost = gap_cost(paid, posted + 1)
    assert lost is not None
    assert (found.standing is MembershipStanding.LAPSED) == (found.unpaid >= LAPSED)


@given(months)
def test_the_full_amount_is_certain_from_the_month_that_the_clock_names(paid: list[Month]) -> None:
    last = max(paid)
    found = clock(paid, last.first_day, 6)
    assert found is not None
    unbroken = [*paid, *last.through(found.full_from)]
    assert membership_at(unbroken, found.full_from.first_day).paid_months >= 4


@given(st.integers(24_300, 24_340).map(Month), days, st.integers(0, 40))
def test_the_proposed_arrears_close_every_hole_or_say_that_it_is_too_late(
    last: Month, on: date, posting_days: int
) -> None:
    found = rescue(last, on, posting_days)
    posted = Month.containing(on + timedelta(days=posting_days))
    if found.new_spell:
        assert gap_cost([last], posted) is not None
        assert found.months == (posted,)
    else:
        assert set(found.months) == set((last + 1).through(posted))
        assert not found.months or on <= last_saving_day(last, posting_days)
    assert found.cost_rp(16_800) == len(found.months) * 16_800


def test_the_city_goes_on_until_the_rt_money_comes() -> None:
    payers = [PossiblePayer("rt", APRIL, 16_800), PossiblePayer("apbd", JANUARY, 16_800)]
    found = propose_handover(JANUARY, MARCH, payers, 6)
    assert found is not None
    assert (found.payer, found.cost_rp, found.arrears) == ("apbd", 3 * 16_800, False)
    assert found.months == tuple(JANUARY.through(MARCH))
    assert found.pay_by == date(2026, 3, 25)


def test_who_can_pay_in_the_third_month_saves_by_arrears_and_later_nobody_does() -> None:
    late = propose_handover(JANUARY, MARCH, [PossiblePayer("apbd", MARCH, 16_800)], 6)
    assert late is not None and late.arrears
    assert propose_handover(JANUARY, MARCH, [PossiblePayer("rt", APRIL, 16_800)], 6) is None
    donor = propose_handover(JANUARY, MARCH, [PossiblePayer("csr", None, 8_400)], 6)
    assert donor is not None and donor.cost_rp == 3 * 8_400


def test_a_gap_is_named_by_what_stands_around_it() -> None:
    assert gap_kind(JANUARY, "apbd", "rt", cut=False) is GapKind.RT_MONEY
    assert gap_kind(JANUARY, "apbd", "apbd", cut=False) is GapKind.YEAR_START
    assert gap_kind(JUNE, "apbd", "apbd", cut=False) is GapKind.PAUSE
    assert gap_kind(JUNE, "apbd", "provinsi", cut=False) is GapKind.HANDOVER
    assert gap_kind(JUNE, "apbd", "", cut=True) is GapKind.CUT
    assert gap_kind(JUNE, "apbd", "", cut=False) is GapKind.OPEN


def test_who_is_past_his_day_counts_in_every_horizon() -> None:
    assert horizon_counts([-3, 5, 20, 60, 61], (7, 30, 60)) == [2, 3, 4]
