"""Runs every sourced case and every worked example; a case without a source is refused."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from payung.cli.main import main
from tests.law.sourced import CASES, ROOT, failures

CASE_KEYS = {"name", "source", "in", "out"}


@pytest.mark.parametrize(("subject", "case"), [pytest.param(s, c, id=i) for i, s, c in CASES])
def test_the_case_comes_out_as_its_source_says(subject: str, case: dict[str, Any]) -> None:
    assert set(case) == CASE_KEYS, "a case has a name, a source, what goes in, what comes out"
    assert str(case["source"] or "").strip(), "a case names its source"
    assert failures(subject, case) == []


def test_the_command_for_many_cases_answers_each_of_them_alike(tmp_path: Path) -> None:
    texts = [
        case
        for _, subject, case in CASES
        if subject == "manfaat" and not isinstance(case["in"].get("children"), list)
    ]
    columns = sorted({column for case in texts for column in case["in"]})
    with (tmp_path / "in.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(case["in"] for case in texts)
    assert main(["law", "batch", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(texts) > 250
    wrong = [
        f"{case['name']}: {name} is {row[name]!r}, not {expected!r}"
        for case, row in zip(texts, rows, strict=True)
        for name, expected in case["out"].items()
        if name in row and row[name] != ("" if expected is None else str(expected))
    ]
    assert wrong == []


def test_no_two_cases_share_a_name_and_every_page_has_its_example() -> None:
    names = [name for name, _, _ in CASES]
    assert len(names) == len(set(names)) >= 150
    pages = {path.name for path in (ROOT / "docs/law").glob("*.md")} - {"README.md"}
    assert pages <= {name.split(":")[0] for name in names}
