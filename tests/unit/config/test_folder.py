"""A data folder belongs to the version that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.config.folder import FORMAT, MARK, claim_folder, is_ours
from payung.kernel.errors import OldData


def test_a_new_folder_is_marked_and_opens_again(tmp_path: Path) -> None:
    claim_folder(tmp_path / "data")
    claim_folder(tmp_path / "data")
    assert is_ours(tmp_path / "data")


@pytest.mark.parametrize("left", ["postgres", "berkas"])
def test_a_folder_of_before_is_refused_with_a_sentence(tmp_path: Path, left: str) -> None:
    (tmp_path / left).mkdir()
    with pytest.raises(OldData, match="versi Payung yang lain"):
        claim_folder(tmp_path)
    assert not (tmp_path / MARK).exists()


def test_a_folder_of_a_later_version_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(f"{FORMAT + 1}\n")
    with pytest.raises(OldData):
        claim_folder(tmp_path)
