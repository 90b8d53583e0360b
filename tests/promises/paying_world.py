"""What the promises of paying look at: a process that pays a month, and whether it left halves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from payung.kernel.month import Month
from tests.apps.city import JUNE, City

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 200
REJECTED = 3
SEED = 20250601
EVERYONE = PEOPLE * 2  # two components
COMPLETE = {"ditolak": 2 * REJECTED, "dibukukan": EVERYONE - 2 * REJECTED}

_OUT_OF_STEP = """
    SELECT count(*) FROM ledger_personmonth m JOIN ledger_entry e ON e.id = m.entry
    WHERE e.state <> m.state OR e.person_id <> m.person_id
"""
_ANEW = """
    TRUNCATE payments_paymentlist CASCADE;
    DELETE FROM ledger_entry WHERE state <> 'direncanakan';
    UPDATE ledger_personmonth m SET state = 'direncanakan', entry = e.id FROM ledger_entry e
    WHERE (e.person_id, e.month, e.component, e.scheme)
        = (m.person_id, m.month, m.component, m.scheme);
"""


def plan_months() -> None:
    """A signed programme whose June is not yet listed, and who works on its money."""
    city = City()
    city.started(PEOPLE)
    city.finance  # noqa: B018 - makes the user
    city.verifier_of_spp  # noqa: B018 - makes the user


def start(kind: str, month: Month) -> subprocess.Popen[str]:
    """`paying.py` on the database that the environment names, ready to be killed."""
    script = str(ROOT / "tests" / "promises" / "paying.py")
    child = subprocess.Popen(
        [sys.executable, script, kind, str(PEOPLE), str(month)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "siap\n"
    return child


def seconds_of_a_run(owner: psycopg.Connection[Any]) -> float:
    """How long it takes on this machine to pay a month; the run is taken back."""
    child = start("whole", JUNE)
    began = time.perf_counter()
    assert child.stdout is not None
    assert child.stdout.readline() == "selesai\n"
    seconds = time.perf_counter() - began
    assert child.wait() == 0
    begin_anew(owner)
    return seconds


def begin_anew(owner: psycopg.Connection[Any]) -> None:
    """Takes all lists back, as if nobody had paid yet."""
    owner.execute(_ANEW)


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
    rest, gone = EVERYONE - 2 * REJECTED, {"ditolak": 2 * REJECTED}
    legal: list[dict[str, int]] = [{"direncanakan": EVERYONE}, {"diajukan": EVERYONE}]
    legal += [gone | {state: rest} for state in ("diterima", "dibayar", "dibukukan")]
    assert found in legal, found
    assert ("direncanakan" in found) == (rows == 0)
    papers = owner.execute(
        "SELECT d.kind FROM payments_moneydocument d JOIN payments_paymentlist l"
        " ON l.id = d.list_id WHERE l.month = %s",
        [month.first_day],
    ).fetchall()
    assert (("sp2d",) in papers) == ("dibayar" in found or "dibukukan" in found)
    assert (("dibukukan",) in papers) == ("dibukukan" in found)
    assert one(owner, _OUT_OF_STEP) == 0


def assert_complete(owner: psycopg.Connection[Any], last: Month) -> None:
    """After a further run each month from June to `last` is paid once, every move noted once."""
    from payung.payments.models import MoneyKind

    for month in JUNE.through(last):
        assert start("whole", month).wait() == 0
        assert states(owner, month) == COMPLETE
    months = last - JUNE + 1
    papers = one(owner, "SELECT count(*) FROM payments_moneydocument")
    assert papers == len(MoneyKind) * months
    moves = one(owner, "SELECT count(*) FROM ledger_entry WHERE state <> 'direncanakan'")
    assert moves == months * (EVERYONE * 2 + (EVERYONE - 2 * REJECTED) * 2)
