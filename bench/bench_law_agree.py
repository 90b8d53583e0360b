"""One million random cases: reading of one case = columns = SQL, and how many differ.

Takes minutes; runs by name only (`./payung bench law-agree`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from bench.harness import Benchmark

ROWS = 1_000_000
CHUNK = 50_000
SEED = 20261122


def run(rows: int = ROWS) -> list[Benchmark]:
    """The number of cases in which any amount, status, reason or basis differs."""
    differing = sum(_differing(SEED + start, min(CHUNK, rows - start))
                    for start in range(0, rows, CHUNK))  # fmt: skip
    return [
        Benchmark(
            name="law.agree",
            what=f"kasus yang berbeda antara satu kasus, kolom, dan SQL ({rows} kasus acak)",
            value=differing,
            unit="kasus",
            better="lower",
            goal=0,
        )
    ]


def _differing(seed: int, rows: int) -> int:
    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefit_columns import assess_columns, prepare, two_dates

    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "law"))
    from random_cases import random_cases  # type: ignore[import-not-found]

    law = load()
    cases = list(random_cases(rows, seed, spoiled=0.02))
    given = {name: [case[name] for case in cases] for name in cases[0]}
    columns = assess_columns(given, law)
    names = (*law.amounts, "reasons", "basis")
    wrong = np.zeros(rows, bool)
    for number, case in enumerate(cases):
        wrong[number] = _one(case, names) != [columns[name][number] for name in names]
    read = prepare(given, law)
    good = read.refusal == 0
    good[two_dates(read, law)] = False  # read one by one, no part of the SELECT
    for name, found in _sql(law, read, law.amounts).items():
        wrong |= good & (found != columns[name])
    return int(wrong.sum())


def _one(case: dict[str, str], names: tuple[str, ...]) -> list[Any]:
    """The reading of one case, in the form of the columns."""
    from payung.law.jamsostek.benefits import EMPTY, InvalidCase, assess

    try:
        found = assess(case)
    except InvalidCase as refusal:
        texts = {"reasons": refusal.code, "basis": ""}
        return [texts.get(name, EMPTY) for name in names]
    row: dict[str, Any] = dict(found.components)
    row |= {"reasons": ";".join(found.reasons), "basis": ";".join(found.basis)}
    for name in names:
        if name not in row:
            row[name] = EMPTY if getattr(found, name) is None else getattr(found, name)
    return [row[name] for name in names]


def _sql(law: Any, read: Any, wanted: tuple[str, ...]) -> dict[str, Any]:
    """The reading by DuckDB, with the notes and the basis under the columns' names."""
    from payung.law.engine.columns import BASIS, NOTES
    from payung.law.engine.sql import select

    zeros = np.zeros(read.size, np.int64)
    facts = {name: read.facts.get(name, zeros).astype(np.int64) for name in law.benefits.inputs}
    frame = pl.DataFrame({"case_id": np.arange(read.size), "event_date": read.days, **facts})
    query = f"{select(law.benefits, 'kasus', wanted)} ORDER BY case_id"
    with duckdb.connect() as connection:
        connection.register("kasus", frame)
        found = connection.execute(query).fetchnumpy()
    renamed = {NOTES: "reasons", BASIS: "basis"}
    return {renamed.get(name, name): np.asarray(found[name]) for name in (*wanted, *renamed)}
