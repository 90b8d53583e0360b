"""Promises 3, 4 and 5: money balances, replays change nothing, one public payer a month.

The short form walks four hundred steps. The long form, `-m long`, walks a million
(`PAYUNG_WALK_STEPS`) in a hundred parts, each from its own seeds, so that `-n` can share them out.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.ledger_walk import Ground, LedgerWalk, Unguarded

pytestmark = pytest.mark.django_db
STEPS_IN_A_WALK = 40
WALKS_FROM_A_SEED = 50
PARTS = 100
_WALKING = settings(
    stateful_step_count=STEPS_IN_A_WALK + 1,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def walk(machine: type[LedgerWalk], steps: int, part: int = 0) -> int:
    """Walks from seed after seed until `steps` acts were checked; returns how many were.

    They are counted, since hypothesis counts setting out as a step and breaks some walks off.
    """
    machine.ground, checked, number = Ground.found(), 0, part * 1_000_000
    while checked < steps:
        walks = min(WALKS_FROM_A_SEED, (steps - checked) // STEPS_IN_A_WALK + 1)
        chosen = settings(_WALKING, max_examples=walks)
        machine.checked = 0
        run_state_machine_as_test(seed(number)(machine), settings=chosen)
        checked, number = checked + machine.checked, number + 1
    return checked


def test_the_ledger_keeps_its_promises_on_a_random_walk() -> None:
    walk(LedgerWalk, 400)


def test_without_counting_first_the_walk_breaks_the_ceiling() -> None:
    with pytest.raises(AssertionError):
        walk(Unguarded, 4_000)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_the_long_walk(part: int) -> None:
    wanted = int(os.environ.get("PAYUNG_WALK_STEPS", "1000000")) // PARTS
    print(f"part {part}: {walk(LedgerWalk, wanted, part)} steps")
