"""Promise 1, for lists: kill -9 at random moments; run again; nothing lost, doubled or half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
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
MOST_SECONDS = 1.2
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


def _start(kind: str, path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "promises" / "importing.py"), kind, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "siap\n"
    return child


def _kill_after(child: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    child.kill()
    child.wait()


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


def test_nothing_is_lost_doubled_or_half_after_kills(site: tuple[Any, Path]) -> None:
    owner, path = site
    moments, hit, finished = random.Random(SEED), 0, 0
    for _ in range(KILLS):
        child = _start("whole", path)
        _kill_after(child, moments.uniform(0, MOST_SECONDS))
        counts = _counts(owner)
        assert _is_whole(counts), counts
        hit += counts["verification_proposal"] == 0
        if counts["verification_proposal"]:
            finished += 1
            _clear(owner)
    last = _start("whole", path)
    assert last.wait() == 0
    assert _counts(owner) == dict.fromkeys(TABLES, ROWS)
    print(f"kills {KILLS}, before the end {hit}, after it {finished}, seed {SEED}: 0 faults")


def test_the_control_without_one_transaction_shows_the_fault(site: tuple[Any, Path]) -> None:
    owner, path = site
    child = _start("halves", path)
    for _ in range(200):
        time.sleep(0.05)
        if _counts(owner)["registry_person"]:
            break
    child.kill()
    child.wait()
    assert not _is_whole(_counts(owner))
    again = _start("whole", path)
    again.wait()
    assert _counts(owner)["verification_proposal"] == 0  # lost for good: nobody proposes them now
