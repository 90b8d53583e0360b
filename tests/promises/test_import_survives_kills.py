"""Promise 1, for lists: kill -9 at random moments; run again; nothing lost, doubled or half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from payung.accounts.models import Role, User
from tests.apps.city import City
from tests.apps.intake.test_path import people_csv

ROOT = Path(__file__).resolve().parents[2]
ROWS = 150
SEED = 20251231
KILLS = int(os.environ.get("PAYUNG_KILLS", "30"))
BEYOND_THE_END = 1.25
"""Moments reach a little beyond the length of an undisturbed import, so that some come too late."""
TABLES = ("intake_row", "registry_person", "verification_proposal")


@pytest.fixture
def site(owner_connection: psycopg.Connection[Any], tmp_path: Path) -> tuple[Any, Path]:
    """A city with one operator, and a list of `ROWS` people on disk."""
    City()
    User.objects.create_user(
        "uji", "kata sandi uji", full_name="Uji", role=Role.OPERATOR, area_id="15.71"
    )
    path = tmp_path / "daftar.csv"
    path.write_bytes(people_csv(ROWS))
    owner_connection.execute("SET payung.area = '15.71'")
    return owner_connection, path


class Nest:
    """The process that forks the imports; at most one of them lives."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "promises" / "importing.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        )

    def start(self, kind: str, path: Path) -> int:
        """Begins an import; its process id, as soon as it is about to do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{kind} {path}\n")
        self.process.stdin.flush()
        word, pid = self._line().split()
        assert word == "siap"
        return int(pid)

    def end(self) -> int:
        """Waits for the import; how it ended, 0 if by itself and without an error."""
        word, status = self._line().split()
        assert word == "akhir"
        return int(status)

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):  # it may have ended a moment ago
            os.kill(pid, signal.SIGKILL)
        self.end()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


@pytest.fixture
def nest(site: tuple[Any, Path]) -> Iterator[Nest]:
    nest = Nest()
    yield nest
    nest.process.stdin.close()  # type: ignore[union-attr]
    nest.process.wait()


def _counts(owner: psycopg.Connection[Any]) -> dict[str, int]:
    return {t: owner.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}  # type: ignore[index]


def _is_whole(counts: dict[str, int]) -> bool:
    """Each stage is there for all rows or for none."""
    people, proposals = counts["registry_person"], counts["verification_proposal"]
    return counts["intake_row"] in (0, ROWS) and (people, proposals) in ((0, 0), (ROWS, ROWS))


def _clear(owner: psycopg.Connection[Any]) -> None:
    owner.execute(
        "TRUNCATE intake_upload, intake_row, intake_rowfinding, verification_proposal,"
        " verification_doublepair, registry_personarea, registry_person, registry_matchkey CASCADE"
    )


def _seconds_of_one(nest: Nest, path: Path) -> float:
    """How long an import takes that nobody kills, on this machine now."""
    nest.start("whole", path)
    begun = time.perf_counter()
    assert nest.end() == 0
    return time.perf_counter() - begun


def test_nothing_is_lost_doubled_or_half_after_kills(site: tuple[Any, Path], nest: Nest) -> None:
    owner, path = site
    moments, hit, finished = random.Random(SEED), 0, 0
    longest = _seconds_of_one(nest, path) * BEYOND_THE_END
    _clear(owner)
    for _ in range(KILLS):
        child = nest.start("whole", path)
        time.sleep(moments.uniform(0, longest))
        nest.kill(child)
        counts = _counts(owner)
        assert _is_whole(counts), counts
        hit += counts["verification_proposal"] == 0
        if counts["verification_proposal"]:
            finished += 1
            _clear(owner)
    nest.start("whole", path)
    assert nest.end() == 0
    assert _counts(owner) == dict.fromkeys(TABLES, ROWS)
    print(f"kills {KILLS}, before the end {hit}, after it {finished}, seed {SEED}: 0 faults")


def test_the_control_without_one_transaction_shows_the_fault(
    site: tuple[Any, Path], nest: Nest
) -> None:
    owner, path = site
    child = nest.start("halves", path)
    for _ in range(200):
        time.sleep(0.05)
        if _counts(owner)["registry_person"]:
            break
    nest.kill(child)
    assert not _is_whole(_counts(owner))
    nest.start("whole", path)
    nest.end()
    assert _counts(owner)["verification_proposal"] == 0  # lost for good: nobody proposes them now
