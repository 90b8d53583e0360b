"""Deadlines to the hour, to the working day, to the year."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.errors import BadInput
from payung.law.jamsostek.data import read_yaml
from payung.law.jamsostek.deadlines import (
    WIB,
    Term,
    deadline,
    holidays_of,
    late_payment,
    payment_term,
    school_year_of,
    school_year_start,
    working_days_after,
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WIB)


def test_the_first_report_is_due_48_hours_after_the_very_hour():
    due = deadline(Term.FIRST_REPORT, at(2025, 12, 31, 14, 30)).due
    assert due == at(2026, 1, 2, 14, 30)


def test_the_second_report_runs_from_the_doctors_word():
    found = deadline(Term.SECOND_REPORT, at(2026, 2, 28, 8, 0))
    assert found.due == at(2026, 3, 2, 8, 0)
    assert "dokter" in found.counts_from


def test_bpjs_has_three_working_days_and_a_weekend_is_none():
    assert deadline(Term.PAYMENT, at(2025, 10, 2, 16)).due == at(2025, 10, 7, 23, 59)


def test_holidays_and_collective_leave_push_the_payment_back():
    lebaran = holidays_of([2026])
    assert {date(2026, 3, 20), date(2026, 3, 19)} <= lebaran
    due = deadline(Term.PAYMENT, at(2026, 3, 17, 9), lebaran).due
    assert due == at(2026, 3, 27, 23, 59)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 10))
def test_a_working_day_is_never_a_weekend_and_comes_in_order(start, days):
    end = working_days_after(start, days, ())
    assert end.weekday() < 5
    assert end > working_days_after(start, days - 1, ())


@pytest.mark.parametrize(
    ("accident", "last_day"),
    [
        (at(2019, 12, 1), date(2021, 11, 30)),
        (at(2019, 12, 2), date(2024, 12, 1)),
        (at(2024, 2, 29), date(2029, 2, 28)),
        (at(2020, 2, 28), date(2025, 2, 27)),
    ],
)
def test_a_jkk_claim_expires_by_the_rule_of_the_accidents_day_and_is_derived(accident, last_day):
    found = deadline(Term.JKK_CLAIM, accident)
    assert found.due is not None
    assert found.due.date() == last_day
    assert found.confidence == "derived"


def test_no_source_names_when_a_jkm_claim_expires():
    found = deadline(Term.JKM_CLAIM, at(2026, 1, 5))
    assert found.due is None
    assert found.confidence == "derived"


def test_the_scholarship_is_filed_within_its_school_year():
    assert school_year_of(date(2026, 6, 30)) == 2025
    assert school_year_of(date(2026, 7, 1)) == 2026
    filing = deadline(Term.SCHOLARSHIP_FILING, school_year_start(2026))
    backpay = deadline(Term.SCHOLARSHIP_BACKPAY, school_year_start(2026))
    assert filing.due == at(2027, 6, 30, 23, 59)
    assert backpay.due == at(2029, 6, 30, 23, 59)


def test_a_late_payment_costs_one_percent_a_day():
    due = date(2025, 10, 7)
    assert late_payment("jkk", 42_000_000, due, due).owed_rp == 0
    late = late_payment("jkk", 42_000_000, due, date(2025, 10, 9))
    assert (late.owed_rp, late.days, late.percent, late.sure) == (840_000, 2, 2, True)
    assert late_payment("jkk", 42_000_000, due, date(2025, 10, 1)).owed_rp == 0


def test_for_jkm_one_percent_a_day_is_not_made_sure():
    late = late_payment("jkm", 42_000_000, date(2025, 10, 7), date(2025, 10, 8))
    assert (late.owed_rp, late.sure) == (420_000, False)


def test_jkk_is_paid_within_seven_working_days():
    assert payment_term("jkm") is Term.PAYMENT
    assert deadline(payment_term("jkk"), at(2025, 10, 2, 16)).due == at(2025, 10, 13, 23, 59)


@pytest.mark.parametrize("term", list(Term))
def test_every_term_names_its_basis_or_where_it_was_read_and_refuses_a_day_before_the_law(term):
    versions = read_yaml("deadlines.yaml")["deadlines"][term]["values"]
    assert all(one["basis"] or one["read_in"] for one in versions)
    with pytest.raises(BadInput, match="belum ada aturan"):
        deadline(term, at(2015, 6, 30))
