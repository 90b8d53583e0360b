"""Patterns of months count what counting month by month would."""

from __future__ import annotations

import pytest

from payung.insight.risk import LOOK_BACK, _jkm_at
from payung.insight.spells import (
    MOST_MONTHS,
    months_within,
    people_by_month,
    run_before,
    spells,
)
from payung.kernel.month import Month
from tests.apps.city import CITY, JUNE, City
from tests.apps.insight.test_pages import accept


@pytest.mark.django_db
def test_people_are_counted_once_a_month_whoever_pays(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.selectors import person_months

    city.started(5)
    first, last = JUNE.back(1), JUNE + 2
    with acting_as(city.operator):
        rows = person_months(city.operator)
        planned = spells(rows, first, last)
        accept(city)
        known = spells(rows, first, Month.of(2026, 2))
        with pytest.raises(ValueError, match="too many"):
            spells(rows, JUNE, JUNE + MOST_MONTHS)
    assert people_by_month(planned.assured, first, first.through(last)) == {
        first: 0, JUNE: 5, JUNE + 1: 5, JUNE + 2: 5,
    }  # fmt: skip
    assert planned.covered == {}
    assert months_within(known.covered, first, JUNE.through(last)) == (15, 5)
    december = Month.of(2025, 12)
    assert (known.without(JUNE, JUNE + 1), known.without(december, december + 1)) == (0, 5)


@pytest.mark.django_db
def test_who_lapses_is_one_number_on_both_pages(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.insight.coverage import counted
    from payung.insight.leader import first_gap, months_known

    city.started(4)
    accept(city)
    december = Month.of(2025, 12)
    with acting_as(city.operator) as actor:
        gap = first_gap(actor, months_known(actor, CITY, december), december)
        lapsing = counted(actor, december, ("lapsing",))["lapsing"][CITY]
    assert gap is not None and gap.people == lapsing == 4


def test_the_place_of_a_month_follows_from_its_day_for_thirty_years() -> None:
    for first in Month.of(2015, 1).through(Month.of(2044, 12)):
        for place in range(MOST_MONTHS):
            days = ((first + place).first_day - first.first_day).days
            assert (days * 96 + 1461) // 2922 == place


def test_a_run_ends_at_the_first_month_that_is_missing() -> None:
    assert [run_before(0b110111, place) for place in range(7)] == [0, 1, 2, 3, 0, 1, 2]


@pytest.mark.parametrize("month", ["2019-12", "2025-02", "2025-03", "2026-06"])
def test_months_beyond_the_look_back_change_no_benefit(month: str) -> None:
    at = Month.parse(month)
    assert len({_jkm_at(at, run) for run in (LOOK_BACK, LOOK_BACK + 1, 24, 36, 60)}) == 1
