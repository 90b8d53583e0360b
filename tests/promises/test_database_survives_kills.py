"""Promise 1, for the database: kill -9 of the whole server during list, answer and payment.

Short form 6 crashes, `PAYUNG_CRASHES` for more.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.apps.city import DECEMBER, JUNE
from tests.places import in_memory
from tests.promises.crash import CrashingServer
from tests.promises.paying_world import (
    COMPLETE,
    SEED,
    assert_complete,
    assert_whole,
    begin_anew,
    plan_months,
    seconds_of_a_run,
    start,
    states,
)

if TYPE_CHECKING:
    from tests.database import WorkerDatabase

CRASHES = int(os.environ.get("PAYUNG_CRASHES", "6"))


@pytest.fixture(scope="module")
def server(worker_database: WorkerDatabase, django_db_blocker: Any) -> Iterator[CrashingServer]:
    """A planned programme on a server that may crash; Django and children are pointed at it.

    In memory: a kill leaves what was written to files, be they on a disk or not.
    """
    from tests.database import WorkerDatabase as Database
    from tests.database import point_django_at

    with (
        django_db_blocker.unblock(),
        tempfile.TemporaryDirectory(dir=in_memory()) as name,
    ):
        crashing = CrashingServer(Path(name), worker_database)
        point_django_at(Database(crashing.cluster, "uji", ""))
        plan_months()
        _leave()
        yield crashing
        _leave()
        crashing.cluster.stop()
        point_django_at(worker_database)


def _leave() -> None:
    from django.db import connections

    connections.close_all()


def test_a_killed_server_loses_doubles_and_halves_nothing(server: CrashingServer) -> None:
    moments, month, unfinished = random.Random(SEED), JUNE, 0
    with server.owner() as owner:
        within = seconds_of_a_run(owner)
    for _ in range(CRASHES):
        child = start("whole", month)
        time.sleep(moments.uniform(0, within))
        server.kill()
        child.wait()
        server.restart()
        with server.owner() as owner:
            assert_whole(owner, month)
            done = states(owner, month) == COMPLETE
            unfinished += not done
            within *= 0.8 if done else 1.2  # about half of the kills come before the end
            if done and month == DECEMBER:
                assert_complete(owner, month)
                begin_anew(owner)
        month = JUNE if done and month == DECEMBER else month + int(done)
    with server.owner() as owner:
        assert_complete(owner, month)
    print(f"crashes {CRASHES}, before the end {unfinished}, seed {SEED}: 0 faults")


def test_what_was_accepted_is_there_after_a_crash_and_without_waiting_for_the_disk_it_is_not(
    server: CrashingServer,
) -> None:
    assert _lost_after_crash(server) == 0
    with psycopg.connect(server.cluster.admin_url, autocommit=True) as admin:
        admin.execute("ALTER DATABASE uji SET synchronous_commit = off")
        admin.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        admin.execute("SELECT pg_reload_conf()")
    assert _lost_after_crash(server) > 0  # the control: an answer was given, and is gone


def _lost_after_crash(server: CrashingServer) -> int:
    """Pays June, kills the server the moment the program says so; rows that are not posted."""
    with server.owner() as owner:
        begin_anew(owner)
    child = start("whole", JUNE)
    assert child.stdout is not None
    assert child.stdout.readline() == "selesai\n"
    server.kill()
    child.wait()
    server.restart()
    with server.owner() as owner:
        return COMPLETE["dibukukan"] - states(owner, JUNE).get("dibukukan", 0)
