"""Each child's payments by school year, and what each choice of two would pay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.children import Child, fits_age
from payung.law.jamsostek.inputs import STAGES
from payung.law.jamsostek.scholarship_plan import (
    STAGE_NAMES,
    End,
    choices,
    plans_of,
    spare_years,
)

EVENT = date(2025, 9, 1)


def _child(stage: str, birth: date | None = None, **more: object) -> Child:
    return Child(STAGES[stage], birth, **more)  # type: ignore[arg-type]


def test_a_pupil_is_planned_year_by_year_to_the_fifth_year_of_university():
    (plan,) = plans_of([_child("SMA2")], EVENT)
    assert [(y.label, y.stage, y.amount_rp) for y in plan.years] == [
        ("2025/2026", "SMA2", 3_000_000),
        ("2026/2027", "SMA3", 3_000_000),
        ("2027/2028", "PT1", 12_000_000),
        ("2028/2029", "PT2", 12_000_000),
        ("2029/2030", "PT3", 12_000_000),
        ("2030/2031", "PT4", 12_000_000),
        ("2031/2032", "PT5", 12_000_000),
    ]
    assert plan.end is End.GRADUATED


def test_an_event_before_july_belongs_to_the_school_year_begun_last_july():
    (plan,) = plans_of([_child("SD6")], date(2026, 6, 30))
    assert plan.years[0].label == "2025/2026"


def test_the_23rd_birthday_ends_the_plan():
    (plan,) = plans_of([_child("PT1", date(2005, 3, 15))], EVENT)
    assert [year.school_year for year in plan.years] == [2025, 2026, 2027]
    assert plan.end is End.AGE


@pytest.mark.parametrize(
    ("birth", "first"),
    [(None, 2026), (date(2023, 7, 1), 2027), (date(2023, 7, 2), 2028), (date(2019, 1, 1), 2026)],
)
def test_a_child_below_school_age_waits_for_school_and_the_start_is_an_estimate(birth, first):
    (plan,) = plans_of([_child("PRA", birth)], EVENT)
    assert plan.estimated
    assert (plan.years[0].school_year, plan.years[0].stage) == (first, "TK1")


def test_a_married_child_has_no_plan():
    (plan,) = plans_of([_child("PT1", married=True)], EVENT)
    assert (plan.years, plan.end) == ((), End.NO_RIGHT)


def test_a_working_child_is_planned_but_doubtful():
    (plan,) = plans_of([_child("PT1", working="ya")], EVENT)
    assert plan.doubtful
    assert plan.total_rp == 60_000_000


def test_of_three_children_every_pair_is_shown_the_best_first():
    found = choices([_child("PT5"), _child("SD1"), _child("SMA1")], EVENT)
    assert [(c.numbers, c.total_rp) for c in found] == [
        ((2, 3), 153_000_000),
        ((1, 2), 96_000_000),
        ((1, 3), 81_000_000),
    ]


def test_before_2_december_2019_one_child_was_paid_once():
    children = [_child("SD1"), _child("PT5")]
    plans = plans_of(children, date(2019, 12, 1))
    assert [plan.total_rp for plan in plans] == [12_000_000, 12_000_000]
    assert {plan.end for plan in plans} == {End.PAID_ONCE}
    assert [c.numbers for c in choices(children, date(2019, 12, 1))] == [(1,), (2,)]


def test_without_entitled_children_there_is_no_choice():
    assert choices([], EVENT) == []
    assert choices([_child("PT1", married=True)], EVENT) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(STAGES)),
            st.none() | st.dates(date(1999, 1, 1), date(2025, 1, 1)),
            st.booleans(),
        ),
        max_size=5,
    ),
    st.dates(date(2025, 3, 1), date(2026, 12, 31)),
)
def test_the_best_choice_is_what_the_rules_pay(rows, event):
    rows = [row for row in rows if row[1] is None or fits_age(STAGES[row[0]], row[1], event)]
    children = [_child(stage, birth, married=married) for stage, birth, married in rows]
    found = choices(children, event)
    case = {
        "program": "jkk",
        "event": "death",
        "event_date": event,
        "income": 1_000_000,
        "children": [
            {"stage": STAGE_NAMES[c.stage], "birth_date": c.birth_date, "married": c.married}
            for c in children
        ],
    }
    best = found[0].total_rp if found else 0
    assert assess(case).components["beasiswa"] == best


POOLED = """
beasiswa_tk_sd_gabung:
  values:
    - {from: 2025-01-01, value: 1, basis: PP82, confidence: derived, verified_by: S12}
"""


@pytest.mark.parametrize(
    ("stage", "tk_years", "spare"),
    [("SD1", 0, 2), ("SD1", 1, 1), ("SD1", 2, 0), ("SD6", 0, 2), ("TK2", 1, 0), ("SMP1", 0, 0)],
)
def test_pooling_tk_and_sd_leaves_the_years_of_a_skipped_tk_for_a_repeated_class(
    stage, tk_years, spare, tmp_path
):
    path = tmp_path / "gabung.yaml"
    path.write_text(POOLED, encoding="utf-8")
    law = load(path)
    assert spare_years(STAGES[stage], tk_years, EVENT, law) == spare
    assert spare_years(STAGES[stage], tk_years, EVENT) == 0
    assert plans_of([_child(stage)], EVENT, law) == plans_of([_child(stage)], EVENT)


def test_before_yearly_scholarships_nothing_could_be_pooled():
    assert spare_years(STAGES["SD1"], 0, date(2019, 12, 1)) == 0
