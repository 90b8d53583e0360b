"""The house stays as plain as it was made; `python -m tests.figures` prints it beside before."""

from __future__ import annotations

import pytest

from tests.figures import Figures, before, measure, table
from tests.repository import ROOT

LONGEST_FILE = 400
MEDIAN = 8
NINE_OF_TEN = 22
IMPORTS = 10.7
"""It was 10.5: the front page, the search and the first pages ask every room."""


@pytest.fixture(scope="module")
def now() -> Figures:
    return measure(ROOT)


def test_functions_and_files_are_short(now: Figures) -> None:
    assert now.function_median <= MEDIAN
    assert now.function_p90 <= NINE_OF_TEN
    assert now.longest_files[0][1] <= LONGEST_FILE


def test_modules_import_little_more_than_before(now: Figures) -> None:
    assert now.imports_per_module <= IMPORTS
    assert before().imports_per_module > IMPORTS - 0.3


def test_the_views_that_branch_most_branch_less_than_before(now: Figures) -> None:
    def branches(figures: Figures) -> int:
        return sum(count for _name, _lines, count in figures.ugliest_views)

    assert branches(now) < branches(before())


def test_both_stand_side_by_side(now: Figures) -> None:
    text = table(before(), now)
    assert "migrations" in text
    assert text.count("|") >= 10
