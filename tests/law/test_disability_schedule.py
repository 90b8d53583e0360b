"""The annex's rows give the percentage, and say whether anybody has checked it."""

from decimal import Decimal

import pytest

from payung.kernel.errors import BadInput
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.disability_schedule import Side, percent_of, schedule


def test_head_and_shoulder_rows_are_verified_and_the_rest_is_marked():
    verified = [row.id for row in schedule().values() if row.verified]
    assert verified[0] == "kedua_mata"
    assert verified[-1] == "lengan_bahu_lain"
    assert (len(verified), len(schedule())) == (17, 46)


def test_every_row_is_below_a_total_disability():
    assert all(0 < row.least <= row.most <= 700 for row in schedule().values())


def test_the_working_arm_is_worth_more_than_the_other():
    dominant = [row for row in schedule().values() if row.side is Side.DOMINANT]
    assert len(dominant) == 8
    for row in dominant:
        other = schedule()[row.id.removesuffix("_dominan") + "_lain"]
        assert (other.side, other.label) == (Side.OTHER, row.label)
        assert other.most < row.most


@pytest.mark.parametrize(
    ("row", "steps", "percent"),
    [
        ("satu_mata", 1, "35"),
        ("ruas_telunjuk_dominan", 1, "4.5"),
        ("dengar_satu_10db", 3, "9"),
        ("efisiensi_penglihatan", 2, "14"),
    ],
)
def test_a_row_gives_its_percent_and_the_rules_pay_by_it(row, steps, percent):
    found = percent_of(row, steps=steps)
    assert found == Decimal(percent)
    case = {
        "program": "jkk",
        "event": "partial_disability",
        "event_date": "2025-09-01",
        "income": 1_000_000,
        "disability_percent": str(found),
    }
    assert assess(case).components["cacat"] == int(found * 800_000)


def test_the_doctor_sets_a_percent_within_the_range():
    assert percent_of("kulit_kepala", set_by_doctor=Decimal("12.5")) == Decimal("12.5")
    for wrong in (None, Decimal("9.9"), Decimal("30.1")):
        with pytest.raises(BadInput, match="dokter menetapkan"):
            percent_of("kulit_kepala", set_by_doctor=wrong)


@pytest.mark.parametrize(
    ("row", "steps"), [("hati", 1), ("satu_mata", 2), ("satu_mata", 0), ("lapang_pandang", 15)]
)
def test_what_the_annex_does_not_know_is_refused(row, steps):
    with pytest.raises(BadInput, match="tidak"):
        percent_of(row, steps=steps)
