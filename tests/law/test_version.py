"""The version moves with every text that can change an answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from payung.law.jamsostek.law import HERE, texts_of, version_of

ENGINE = HERE.parent / "engine"


@pytest.mark.parametrize("text", texts_of(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_byte_in_any_text_of_the_law_moves_the_version(text: Path, tmp_path: Path) -> None:
    copy = tmp_path / "law" / HERE.name
    shutil.copytree(HERE, copy)
    shutil.copytree(ENGINE, copy.parent / ENGINE.name)
    before = version_of(copy)
    changed = copy.parent / text.relative_to(HERE.parent)
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert version_of(copy) != before


def test_every_table_and_reader_is_among_the_texts() -> None:
    names = {path.name for path in texts_of()}
    assert {
        "membership.py", "disability_schedule.yaml", "heirs.yaml", "deadlines.yaml",
        "scholarship_plan.py", "case_reader.py", "column_reader.py", "children.py", "table.py",
    } <= names  # fmt: skip
