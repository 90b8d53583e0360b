"""A scholarship followed over the years: repeated and skipped classes, and what ends the right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.jamsostek.children import Child
from payung.law.jamsostek.inputs import STAGES
from payung.law.jamsostek.scholarship_course import course, level_of, still_due
from payung.law.jamsostek.scholarship_plan import plans_of

EVENT = date(2025, 9, 1)
MOST = {"TK": 2, "SD": 6, "SMP": 3, "SMA": 3, "PT": 5}
SCHOOLED = [name for name in STAGES if name != "PRA"]


def _stages(years) -> list[tuple[int, str]]:
    return [(year.school_year, year.stage) for year in years]


def test_without_news_the_course_is_the_plan():
    child = Child(STAGES["SMA1"], date(2010, 1, 1))
    assert course(child, EVENT, {}) == plans_of([child], EVENT)[0].years


def test_a_repeated_class_takes_its_year_from_the_end_of_the_level():
    found = course(Child(STAGES["SMP1"]), EVENT, {2026: "SMP1"})
    assert _stages(found)[:4] == [(2025, "SMP1"), (2026, "SMP1"), (2027, "SMP2"), (2029, "SMA1")]


def test_a_level_that_was_entered_late_has_a_year_to_spare():
    found = course(Child(STAGES["SD3"]), EVENT, {2026: "SD3"})
    assert [stage for _, stage in _stages(found)[:5]] == ["SD3", "SD3", "SD4", "SD5", "SD6"]


def test_a_skipped_class_brings_the_next_level_nearer():
    found = course(Child(STAGES["SD4"]), EVENT, {2026: "SD6"})
    assert _stages(found)[:3] == [(2025, "SD4"), (2026, "SD6"), (2027, "SMP1")]


def test_a_repeated_class_does_not_reach_beyond_the_23rd_birthday():
    child = Child(STAGES["PT2"], date(2005, 3, 15))
    assert _stages(course(child, EVENT, {2026: "PT2"})) == [
        (2025, "PT2"), (2026, "PT2"), (2027, "PT3"),
    ]  # fmt: skip


def test_what_was_paid_before_the_news_stays_as_it_was():
    child = Child(STAGES["SD5"])
    before = course(child, EVENT, {})[:2]
    assert course(child, EVENT, {2027: "SMP1"})[:2] == before


@pytest.mark.parametrize(("ended_on", "due"), [(date(2027, 7, 1), False), (date(2027, 7, 2), True)])
def test_the_year_that_runs_when_the_right_ends_still_counts(ended_on, due):
    assert still_due(2027, ended_on) is due


@given(
    stage=st.sampled_from(SCHOOLED),
    news=st.dictionaries(st.integers(2026, 2032), st.sampled_from(SCHOOLED), max_size=4),
    birth=st.none() | st.dates(date(2003, 1, 1), date(2020, 1, 1)),
)
def test_no_year_is_planned_twice_and_no_level_pays_more_years_than_it_has(stage, news, birth):
    years = course(Child(STAGES[stage], birth), EVENT, news)
    numbers = [year.school_year for year in years]
    levels = [level_of(year.stage) for year in years]
    assert numbers == sorted(set(numbers))
    assert all(levels.count(level) <= most for level, most in MOST.items())
    assert all(birth is None or year < birth.year + 24 for year in numbers)
