"""The spread of a plan agrees with what the life table expects."""

from __future__ import annotations

import numpy as np
import pytest

from payung.planning.montecarlo import simulate

MONTHLY = np.full(5_000, 0.002)
FLAT = np.full(12, 42_000_000)


def test_the_mean_is_what_the_chances_say_and_lies_within_the_interval() -> None:
    found = simulate(MONTHLY, FLAT, runs=400, seed=1)
    expected = 5_000 * (1 - (1 - 0.002) ** 12)
    assert found.deaths.mean == pytest.approx(expected, rel=0.01)
    assert found.deaths.low < expected < found.deaths.high
    assert found.benefit_rp.mean == pytest.approx(found.deaths.mean * 42_000_000)
    assert found.deaths_uncovered.high == 0


def test_deaths_fall_evenly_over_the_months_so_half_a_year_uncovered_is_half_the_deaths() -> None:
    half = np.where(np.arange(12) < 6, 0, 42_000_000)
    found = simulate(MONTHLY, half, runs=400, seed=2)
    assert found.deaths_uncovered.mean == pytest.approx(found.deaths.mean / 2, rel=0.05)


def test_benefits_may_differ_by_person() -> None:
    mixed = np.zeros((5_000, 12), dtype=np.int64)
    mixed[:2_500] = 10_000_000
    found = simulate(MONTHLY, mixed, runs=200, seed=3)
    assert found.deaths_uncovered.mean == pytest.approx(found.deaths.mean / 2, rel=0.05)


def test_the_same_seed_gives_the_same_figures() -> None:
    assert simulate(MONTHLY, FLAT, 64, 7) == simulate(MONTHLY, FLAT, 64, 7)
    assert simulate(MONTHLY, FLAT, 64, 7) != simulate(MONTHLY, FLAT, 64, 8)
