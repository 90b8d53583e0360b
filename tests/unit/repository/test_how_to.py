"""What a how-to names is there: files as they are written, relative ones somewhere in the tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.repository import ROOT

HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
_FILE = re.compile(r"`((?:src|tests|docs|requirements)/[^`\s]+)`")


@pytest.mark.parametrize("path", HOW_TO, ids=lambda path: path.stem)
def test_a_how_to_names_files_that_are_there(path: Path) -> None:
    named = _FILE.findall(path.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
