"""`payung sample-lists`: one document, and a refusal that says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from payung.cli.main import main


def test_the_full_city_is_written_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample-lists", str(tmp_path), "--seed", "3", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["files"], said["rows"], said["seed"]) == (69, 15_000, 3)
    assert said["layouts"] >= 12
    assert len(list(tmp_path.iterdir())) == 70


def test_a_place_that_cannot_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "berkas"
    taken.write_text("bukan folder", encoding="utf-8")
    assert main(["sample-lists", str(taken)]) == 1
    assert "tidak dapat ditulis" in capsys.readouterr().err
