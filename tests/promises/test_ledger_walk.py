"""Promises 3, 4 and 5: money balances, replays change nothing, one public payer a month.

The short form walks four hundred steps; `PAYUNG_WALK_STEPS=1000000` with `-m long` walks on.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.ledger_walk import Ground, LedgerWalk, Unguarded

pytestmark = pytest.mark.django_db
STEPS_IN_A_WALK = 40


def walk(machine: type[LedgerWalk], steps: int) -> None:
    machine.ground = Ground.found()
    chosen = settings(
        max_examples=max(steps // STEPS_IN_A_WALK, 1),
        stateful_step_count=STEPS_IN_A_WALK,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_the_ledger_keeps_its_promises_on_a_random_walk() -> None:
    walk(LedgerWalk, 400)


def test_without_counting_first_the_walk_breaks_the_ceiling() -> None:
    with pytest.raises(AssertionError):
        walk(Unguarded, 4_000)


@pytest.mark.long
def test_the_long_walk() -> None:
    walk(LedgerWalk, int(os.environ.get("PAYUNG_WALK_STEPS", "1000000")))
