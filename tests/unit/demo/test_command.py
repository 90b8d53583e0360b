"""`payung demo` on a folder of an older version begins anew by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from payung.config.folder import MARK, claim_folder
from payung.demo import command
from payung.kernel.errors import BadInput

STORY = {"seed": 1, "password": "x", "figures": {"listed": 1}, "day": "2026-02-28"}


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A finished demonstration of before: it bears no mark."""
    (tmp_path / "demo.json").write_text(json.dumps(STORY))
    (tmp_path / "berkas").mkdir()
    return tmp_path


def test_a_story_of_this_version_is_kept(tmp_path: Path) -> None:
    claim_folder(tmp_path)
    (tmp_path / "demo.json").write_text(json.dumps(STORY))
    assert command._kept(tmp_path, 1, False) == STORY


def test_a_story_of_before_is_told_anew_and_its_folder_cleared(told: Path) -> None:
    assert command._kept(told, 1, False) is None
    command._begin_anew(told)
    assert not (told / "berkas").exists()
    claim_folder(told)  # and it may be used from now on
    assert (told / MARK).exists()


def test_what_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(BadInput, match="bukan contoh"):
        command._begin_anew(tmp_path)
    assert (tmp_path / "postgres").exists()
