"""One wrong clock stops no deadline: neither one that runs ahead nor one that lies behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.jobs import daily

TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)
WRONG = date(2036, 1, 1)


@pytest.fixture
def worked(db: None, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days that one room's work was called for; yesterday was worked."""
    from tests.apps.city import City

    City()
    days: list[date] = []
    monkeypatch.setattr(daily, "autodiscover_modules", lambda _name: None)
    monkeypatch.setattr(daily, "_works", {"uji": lambda _actor, day: days.append(day)})
    daily.run_days(TODAY - DAY)
    days.clear()
    return days


def test_a_clock_ten_years_ahead_marks_no_day_and_says_so(
    worked: list[date], caplog: pytest.LogCaptureFixture
) -> None:
    assert daily.run_days(WRONG) == 0
    assert "2036-01-01" in caplog.text
    assert daily.run_days(TODAY) == 1
    assert worked == [TODAY]


def test_the_control_that_believes_it_lets_days_go_by_without_their_work(
    worked: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "_is_believable", lambda today: True)
    monkeypatch.setattr(daily, "_forget_days_to_come", lambda today: None)
    daily.run_days(WRONG)
    worked.clear()
    for number in range(3):
        daily.run_days(TODAY + number * DAY)
    assert worked == []


def test_days_that_a_clock_slightly_ahead_has_marked_are_worked_when_they_come(
    worked: list[date],
) -> None:
    daily.run_days(TODAY + 9 * DAY)
    worked.clear()
    for number in range(3):
        daily.run_days(TODAY + number * DAY)
    assert worked == [TODAY + DAY, TODAY + 2 * DAY]  # today was due, and was done


def test_a_clock_that_lies_years_behind_takes_nothing_back(worked: list[date]) -> None:
    assert daily.run_days(date(2020, 1, 1)) == 0
    assert daily.run_days(TODAY) == 1


def test_a_long_standstill_is_made_up_for_once_a_person_says_that_the_date_is_right(
    worked: list[date],
) -> None:
    later = TODAY + timedelta(days=60)
    assert daily.run_days(later) == 0
    assert daily.unworked_days(later) == 60
    assert daily.run_days(later, catch_up=True) == 61
    assert daily.unworked_days(later) == 0
