"""One million typed cases for the law's benchmarks: dates mixed row by row over all regimes."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from payung.law.jamsostek.inputs import EVENTS, PROGRAMS, SEGMENTS, STAGES

SEED = 20261122


def typed_cases(rows: int, seed: int = SEED) -> dict[str, Any]:
    """Columns as they come out of Arrow: numbers, days, dictionary-encoded texts."""
    chance = np.random.default_rng(seed)

    def number(high: int, step: int = 1) -> Any:
        return chance.integers(0, high, rows) * step

    program = number(2)
    event = np.where(program == 0, 0, number(len(EVENTS)))
    owing = chance.random(rows) < 0.1
    stages = list(STAGES)
    families = [*stages, *(f"{one};{other}" for one in stages for other in stages)]
    return {
        "program": _words(list(PROGRAMS), program),
        "event": _words(list(EVENTS), event),
        "event_date": np.datetime64("2015-07-01") + number(4000).astype("timedelta64[D]"),
        "segment": _words(list(SEGMENTS), number(len(SEGMENTS))),
        "income": number(40, 100_000) + 1_000_000,
        "paid_months": number(80),
        "membership_months": number(80),
        "unpaid_months": np.where(owing, number(5), 0),
        "other_membership": number(2),
        "children": _words(families, number(len(families))),
        "disability_percent": _words(["5", "4.5", "33", "70"], number(4)),
        "incapacity_months": number(20),
        "medical_cost": number(1000, 50_000),
        "transport_land": number(100, 80_000),
    }


def _words(texts: list[str], codes: Any) -> pl.Series:
    return pl.Series(texts).gather(codes).cast(pl.Enum(texts))
