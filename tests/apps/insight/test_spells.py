"""Patterns of months count what counting month by month would."""

from __future__ import annotations

import pytest

from payung.insight.risk import LOOK_BACK, _jkm_at
from payung.insight.spells import MOST_MONTHS, patterns, people_by_month, run_before
from payung.kernel.month import Month
from tests.apps.city import JUNE, City


@pytest.mark.django_db
def test_people_are_counted_once_a_month_whoever_pays(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.selectors import person_months

    city.started(5)
    last = JUNE + 2
    with acting_as(city.operator):
        rows = person_months(city.operator)
        assert people_by_month(patterns(rows, JUNE.back(1), last), JUNE.back(1), last) == {
            JUNE.back(1): 0, JUNE: 5, JUNE + 1: 5, JUNE + 2: 5,
        }  # fmt: skip
        with pytest.raises(ValueError, match="too many"):
            patterns(rows, JUNE, JUNE + MOST_MONTHS)


def test_a_run_ends_at_the_first_month_that_is_missing() -> None:
    assert [run_before(0b110111, place) for place in range(7)] == [0, 1, 2, 3, 0, 1, 2]


@pytest.mark.parametrize("month", ["2019-12", "2025-02", "2025-03", "2026-06"])
def test_months_beyond_the_look_back_change_no_benefit(month: str) -> None:
    at = Month.parse(month)
    assert len({_jkm_at(at, run) for run in (LOOK_BACK, LOOK_BACK + 1, 24, 36, 60)}) == 1
