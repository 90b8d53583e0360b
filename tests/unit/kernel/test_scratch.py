"""Working copies of people's data do not outlive the process that needed them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from payung.kernel import scratch
from payung.kernel.scratch import scratch_folder

_HOLDER = """
import sys
from payung.kernel import scratch
scratch._MEMORY = scratch.Path(sys.argv[1])
with scratch.scratch_folder(0) as folder:
    (folder / "daftar.csv").write_text("nik,nama")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(scratch, "_MEMORY", tmp_path)
    return tmp_path


@contextmanager
def holder(memory: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with a file in a folder of its own."""
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(memory)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    yield child, Path(child.stdout.readline().strip())
    child.kill()
    child.communicate()


def test_a_folder_is_its_users_alone_and_gone_after_use(memory: Path) -> None:
    with scratch_folder(0) as folder:
        assert folder.parent == memory and folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()


def test_what_a_killed_process_left_is_gone_at_the_next_use(memory: Path) -> None:
    with holder(memory) as (child, left):
        child.kill()
        child.wait()
        assert (left / "daftar.csv").exists()
        with scratch_folder(0):
            assert not left.exists()


def test_what_a_living_process_holds_stays(memory: Path) -> None:
    with holder(memory) as (_child, held):
        with scratch_folder(0):
            pass
        assert (held / "daftar.csv").exists()


def test_without_room_in_memory_the_disk_serves(memory: Path) -> None:
    with scratch_folder(2**60) as folder:
        assert folder.parent != memory
