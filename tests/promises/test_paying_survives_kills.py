"""Promise 1, for list, answer and payment: kill -9 of the program or of its database session."""

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

from payung.kernel.month import Month
from tests.apps.city import DECEMBER, JUNE, City

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 200
REJECTED = 3
SEED = 20250601
KILLS = int(os.environ.get("PAYUNG_KILLS", "10"))
MOST_SECONDS = 0.8
EVERYONE = PEOPLE * 2  # two components


@pytest.fixture
def planned(owner_connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """A signed programme whose June is not yet listed."""
    City().started(PEOPLE)
    City().finance  # noqa: B018 - makes the user
    owner_connection.execute("SET payung.area = '15.71'")
    return owner_connection


def start(kind: str, month: Month) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [
            sys.executable,
            str(ROOT / "tests" / "promises" / "paying.py"),
            kind,
            str(PEOPLE),
            str(month),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "siap\n"
    return child


def cut_its_session(owner: psycopg.Connection[Any]) -> None:
    """Ends the application's sessions in the database, as a crash of the server would."""
    with psycopg.connect(_admin_url(), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'payung_app' AND datname = %s",
            [owner.info.dbname],
        )


def _admin_url() -> str:
    from payung.config.embedded import ensure_cluster
    from tests.database import CLUSTER

    return ensure_cluster(CLUSTER, durable=False).admin_url


def states(owner: psycopg.Connection[Any], month: Month) -> dict[str, int]:
    rows = owner.execute(
        "SELECT state, count(*) FROM ledger_personmonth WHERE month = %s GROUP BY state",
        [month.first_day],
    )
    return dict(rows.fetchall())


def one(owner: psycopg.Connection[Any], question: str, *values: Any) -> int:
    [(found,)] = owner.execute(question, values).fetchall()
    return int(found)


def listed(owner: psycopg.Connection[Any], month: Month, only: str = "true") -> int:
    question = (
        "SELECT count(*) FROM payments_listrow r JOIN payments_paymentlist l ON l.id = r.list_id"
        f" WHERE l.month = %s AND {only}"
    )
    return one(owner, question, month.first_day)


def assert_whole(owner: psycopg.Connection[Any], month: Month) -> None:
    """Every act is there for all people or for none, and ledger, list and papers agree."""
    found = states(owner, month)
    rows, answered = listed(owner, month), listed(owner, month, "r.accepted IS NOT NULL")
    assert rows in (0, PEOPLE) and answered in (0, PEOPLE), (rows, answered)
    rest, gone = EVERYONE - 2 * REJECTED, {"rejected": 2 * REJECTED}
    legal: list[dict[str, int]] = [{"planned": EVERYONE}, {"submitted": EVERYONE}]
    legal += [gone | {state: rest} for state in ("accepted", "paid", "posted")]
    assert found in legal, found
    assert ("planned" in found) == (rows == 0)
    papers = owner.execute(
        "SELECT d.kind FROM payments_moneydocument d JOIN payments_paymentlist l"
        " ON l.id = d.list_id WHERE l.month = %s",
        [month.first_day],
    ).fetchall()
    assert (("sp2d",) in papers) == ("paid" in found or "posted" in found)
    assert (("dibukukan",) in papers) == ("posted" in found)
    assert one(owner, _OUT_OF_STEP) == 0


_OUT_OF_STEP = """
    SELECT count(*) FROM ledger_personmonth m JOIN ledger_entry e ON e.id = m.entry
    WHERE e.state <> m.state OR e.person_id <> m.person_id
"""


def test_a_killed_payment_leaves_whole_steps_and_the_next_run_completes_it(
    planned: psycopg.Connection[Any],
) -> None:
    moments, month, unfinished = random.Random(SEED), JUNE, 0
    for number in range(KILLS):
        child = start("whole", month)
        time.sleep(moments.uniform(0, MOST_SECONDS))
        if number % 2:
            cut_its_session(planned)
        child.kill()
        child.wait()
        assert_whole(planned, month)
        done = "posted" in states(planned, month)
        unfinished += not done
        month += int(done and month < DECEMBER)
    for last in JUNE.through(month):
        assert start("whole", last).wait() == 0
        complete = {"rejected": 2 * REJECTED, "posted": EVERYONE - 2 * REJECTED}
        assert states(planned, last) == complete
    months = month - JUNE + 1
    assert one(planned, "SELECT count(*) FROM payments_moneydocument") == 6 * months
    entries = one(planned, "SELECT count(*) FROM ledger_entry WHERE state <> 'planned'")
    assert entries == months * (EVERYONE * 2 + (EVERYONE - 2 * REJECTED) * 2)  # each move once
    print(f"kills {KILLS}, before the end {unfinished}, seed {SEED}: 0 faults")


def test_the_control_without_one_transaction_shows_the_fault(
    planned: psycopg.Connection[Any],
) -> None:
    child = start("halves", JUNE)
    for _ in range(200):
        time.sleep(0.05)
        if listed(planned, JUNE):
            break
    child.kill()
    child.wait()
    with pytest.raises(AssertionError):
        assert_whole(planned, JUNE)
