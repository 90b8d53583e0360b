"""Chance from a seed: independent streams by name, so that a new one never disturbs the others."""

from __future__ import annotations

import hashlib
import random

import numpy as np
import polars as pl


def _number(seed: int, names: tuple[str, ...]) -> int:
    text = "\x1f".join((str(seed), *names))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big")


def bulk_stream(seed: int, *names: str) -> np.random.Generator:
    """A stream for whole columns."""
    return np.random.Generator(np.random.PCG64(_number(seed, names)))


def cell_stream(seed: int, *names: str) -> random.Random:
    """A stream for single cells, where a numpy call costs more than the draw."""
    return random.Random(_number(seed, names))


def steady_uniform(keys: pl.Series, seed: int, purpose: str) -> pl.Series:
    """One number in [0, 1) per key that depends on seed, purpose and key alone.

    The same person gets the same number in every month, whoever else is in the frame.
    """
    numbers = [_number(seed, (purpose, str(key))) / 2**128 for key in keys]
    return pl.Series(purpose, numbers, dtype=pl.Float64)
