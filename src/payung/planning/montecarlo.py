"""The spread of a plan: many runs of who dies when, and what is then paid.

Each person dies at most once, so a run needs one draw a person: the month of the death comes from
the inverse of a geometric distribution. 20,000 people × 36 months × 1,000 runs is 20 million draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from payung.planning.mortality import Floats, Ints

_BLOCK = 32
_CUTS = (5.0, 50.0, 95.0)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the runs: the 5th, 50th and 95th percentile, and the mean."""

    low: float
    middle: float
    high: float
    mean: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """Deaths, deaths without any benefit, and benefit in rupiah over the whole span."""

    runs: int
    deaths: Spread
    deaths_uncovered: Spread
    benefit_rp: Spread


def simulate(monthly: Floats, benefit_rp: Ints, runs: int, seed: int) -> Simulated:
    """`monthly` is each person's chance to die in a month; `benefit_rp` what a death in each
    month of the span pays, one row for all people or one row a person (people × months).

    Reproducible: the same seed gives the same figures.
    """
    chance = np.random.default_rng(seed)
    months = benefit_rp.shape[-1]
    rate = -np.log1p(-monthly.astype(np.float32))
    dies_within = -np.expm1(-rate.astype(np.float64) * months)
    deaths, uncovered = np.zeros(runs), np.zeros(runs)
    paid = np.zeros(runs)
    for start in range(0, runs, _BLOCK):
        block = slice(start, min(start + _BLOCK, runs))
        run, person, month = _draw(chance, rate, dies_within, months, block.stop - start)
        amount = benefit_rp[month] if benefit_rp.ndim == 1 else benefit_rp[person, month]
        size = block.stop - start
        deaths[block] = np.bincount(run, minlength=size)
        uncovered[block] = np.bincount(run, weights=amount == 0, minlength=size)
        paid[block] = np.bincount(run, weights=amount, minlength=size)
    return Simulated(runs, _spread(deaths), _spread(uncovered), _spread(paid))


def _draw(
    chance: np.random.Generator, rate: Any, dies_within: Floats, months: int, runs: int
) -> tuple[Ints, Ints, Ints]:
    """Run, person and month of each death in a block of runs.

    One uniform number says whether the person dies within the span, and, among those who do,
    the same number is again uniform and says when.
    """
    drawn = chance.random((runs, len(rate)), dtype=np.float32)
    run, person = np.nonzero(drawn < dies_within.astype(np.float32))
    when = -np.log1p(-drawn[run, person].astype(np.float64)) / rate[person]
    month = np.minimum(when.astype(np.int64), months - 1)
    return run, person, month


def _spread(values: Floats) -> Spread:
    low, middle, high = np.percentile(values, _CUTS)
    return Spread(float(low), float(middle), float(high), float(values.mean()))
