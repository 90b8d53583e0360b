"""Promise 1, for list, answer and payment: kill -9 of the program or of its database session."""

from __future__ import annotations

import os
import random
import time
from typing import Any

import psycopg
import pytest

from tests.apps.city import DECEMBER, JUNE
from tests.promises.paying_world import (
    SEED,
    assert_complete,
    assert_whole,
    begin_anew,
    listed,
    plan_months,
    seconds_of_a_run,
    start,
    states,
)

KILLS = int(os.environ.get("PAYUNG_KILLS", "10"))


@pytest.fixture
def planned(owner_connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    plan_months()
    owner_connection.execute("SET payung.area = '15.71'")
    return owner_connection


def cut_its_session(owner: psycopg.Connection[Any]) -> None:
    """Ends the application's sessions in the database, as one that crashes alone would."""
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


def test_a_killed_payment_leaves_whole_steps_and_the_next_run_completes_it(
    planned: psycopg.Connection[Any],
) -> None:
    moments, month, unfinished = random.Random(SEED), JUNE, 0
    within = seconds_of_a_run(planned)
    for number in range(KILLS):
        child = start("whole", month)
        time.sleep(moments.uniform(0, within))
        if number % 2:
            cut_its_session(planned)
        child.kill()
        child.wait()
        assert_whole(planned, month)
        done = "dibukukan" in states(planned, month)
        unfinished += not done
        within *= 0.8 if done else 1.2  # about half of the kills come before the end
        if done and month == DECEMBER:  # the year is paid: look at it whole, then once more
            assert_complete(planned, month)
            begin_anew(planned)
        month = JUNE if done and month == DECEMBER else month + int(done)
    assert_complete(planned, month)
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
