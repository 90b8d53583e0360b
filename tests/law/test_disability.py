"""The schedule of disability: sides, ranges, and rows that nobody has checked."""

from __future__ import annotations

import pytest

from payung.kernel.errors import BadInput
from payung.law.jamsostek.benefits import assess
from payung.law.jamsostek.disability import degree_of, schedule


def test_the_working_hand_counts_more_and_is_reversed_for_the_left_handed() -> None:
    assert degree_of([("lengan_bahu", "kanan")]).low_permille == 400
    assert degree_of([("lengan_bahu", "kiri")]).low_permille == 350
    assert degree_of([("lengan_bahu", "kiri")], left_handed=True).low_permille == 400


def test_losses_add_up_and_name_the_rows_to_confirm() -> None:
    degree = degree_of([("ruas_telunjuk", "kanan"), ("satu_mata", "")])
    assert (degree.low_permille, degree.percent) == (395, "39.5")
    assert degree.unverified == ("ruas_telunjuk",)


def test_a_range_keeps_both_ends() -> None:
    degree = degree_of([("kulit_kepala", "")])
    assert (degree.low_permille, degree.high_permille) == (100, 300)


def test_a_degree_is_what_a_case_takes() -> None:
    case = {
        "program": "jkk",
        "event": "partial_disability",
        "event_date": "2025-10-31",
        "income": 1_000_000,
        "disability_percent": degree_of([("ruas_telunjuk", "kanan")]).percent,
    }
    assert assess(case).components["cacat"] == 3_600_000


def test_an_unknown_row_or_a_missing_side_is_refused() -> None:
    with pytest.raises(BadInput):
        degree_of([("sayap", "kiri")])
    with pytest.raises(BadInput):
        degree_of([("telunjuk", "")])


def test_no_row_passes_total_disability() -> None:
    assert all(0 < loss.permille <= loss.permille_max <= 700 for loss in schedule().values())
    assert sum(loss.verified for loss in schedule().values()) == 16
