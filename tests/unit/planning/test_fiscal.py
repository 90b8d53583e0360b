"""The fiscal calendar: usual dates, an office's own dates, and the months that can be paid."""

from __future__ import annotations

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.planning.fiscal import fiscal_year, payers_with_calendar, steps_of


@pytest.mark.parametrize("source", payers_with_calendar())
def test_the_dates_of_a_calendar_follow_each_other(source: str) -> None:
    found = fiscal_year(source, 2026)
    assert found is not None
    days = [m.day for m in found.milestones]
    assert days == sorted(days)
    assert found.day_of(found.opening_step) and found.day_of(found.closing_step)
    assert found.unconfirmed == len(days)


def test_money_of_the_city_reaches_january_and_that_of_the_rt_only_april() -> None:
    city, rt = fiscal_year("apbd", 2026), fiscal_year("rt", 2026)
    assert city and rt
    assert city.earliest_month(6) == Month.of(2026, 1)
    assert rt.earliest_month(6) == Month.of(2026, 4)
    assert city.latest_month() == Month.of(2026, 12)
    assert city.change_month(6) == Month.of(2026, 10)
    assert rt.change_month(6) is None


def test_a_late_spd_of_the_office_moves_the_first_month() -> None:
    found = fiscal_year("apbd", 2026, {"spd": date(2026, 3, 28)})
    assert found is not None
    assert found.earliest_month(6) == Month.of(2026, 4)
    assert found.unconfirmed == len(found.milestones) - 1


def test_money_without_a_calendar_has_none() -> None:
    assert fiscal_year("csr", 2026) is None
    assert steps_of("csr") == ()
