"""From pairs of rows to probabilities, as one DuckDB statement made of the levels and weights.

It says what Splink would say with the same settings; a test holds both to the same pairs and
probabilities. Splink needs most of a second to make its statements and copies what it reads.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from payung.linkage.comparisons import COMPARISONS, Comparison, Level
from payung.linkage.model import Weights, match_weight

LOWEST_TOLD = 0.5
AT_ONCE = 200_000
_FEATURE = re.compile(r"\b([a-z][a-z0-9_]*)_[lr]\b")


def score(table: pl.DataFrame, pairs: pl.DataFrame, first: float, weights: Weights) -> pl.DataFrame:
    """The pairs `i`, `j` of rows of `table` (weighed features) that reach 0.5, scored.

    `first` is the chance before any evidence. Returns `nomor_l`, `nomor_r`, `match_probability`
    and a `gamma_…` per comparison.
    """
    import duckdb

    read = table.select(_columns())
    scored = []
    with duckdb.connect(":memory:") as connection:
        statement = _statement(first, weights)
        for part in pairs.iter_slices(AT_ONCE) if pairs.height else [pairs]:
            for name, number in (("kiri", "i"), ("kanan", "j")):
                connection.register(name, read[part[number]].to_arrow())
            # Not as a relation: that plans the statement, which is long, twice.
            scored.append(pl.DataFrame(connection.execute(statement).fetchnumpy()))
    return pl.concat(scored)


def _statement(first: float, weights: Weights) -> str:
    """Pairs side by side to levels, levels to a probability."""
    columns = ", ".join(f"l.{c} AS {c}_l, r.{c} AS {c}_r" for c in _columns())
    levels = ", ".join(f"{_case(c)} AS gamma_{c.name}" for c in COMPARISONS)
    points = " + ".join(_points(c, weights.levels[c.name]) for c in COMPARISONS)
    start = match_weight(first, 1 - first)
    return f"""
        WITH sifat AS (SELECT {columns} FROM kiri l POSITIONAL JOIN kanan r),
        tingkat AS (SELECT *, {levels} FROM sifat),
        bobot AS (SELECT *, CAST({start} AS DOUBLE) + {points} AS bobot FROM tingkat)
        SELECT nomor_l, nomor_r, 1 / (1 + power(CAST(2 AS DOUBLE), -bobot)) AS match_probability,
            {", ".join(f"gamma_{c.name}" for c in COMPARISONS)}
        FROM bobot WHERE bobot >= {match_weight(LOWEST_TOLD, 1 - LOWEST_TOLD)}
    """


@cache
def _columns() -> list[str]:
    """The features that any condition or frequency reads."""
    conditions = (level.sql for c in COMPARISONS for level in c.levels)
    read = {name for sql in conditions for name in _FEATURE.findall(sql)}
    frequencies = {f"tf_{c.frequency}" for c in COMPARISONS if c.frequency}
    return sorted(read | frequencies | {"nomor"})


def _case(comparison: Comparison) -> str:
    return "CASE " + " ".join(_when(lv, v) for lv, v in comparison.numbered()) + " END"


def _when(level: Level, value: int) -> str:
    return f"ELSE {value}" if level.is_else else f"WHEN {level.sql} THEN {value}"


def _points(comparison: Comparison, weights: dict[str, tuple[float, float]]) -> str:
    """The match weight of a comparison's outcome, by frequency where the level says so."""
    common = f"greatest(tf_{comparison.frequency}_l, tf_{comparison.frequency}_r)"
    cases = []
    for level, value in comparison.numbered():
        if level.name not in weights:
            points = "0"
        elif level.by_frequency:
            points = f"{match_weight(weights[level.name][0], 1)} - log2({common})"
        else:
            points = str(match_weight(*weights[level.name]))
        cases.append(f"WHEN {value} THEN CAST({points} AS DOUBLE)")
    return f"CASE gamma_{comparison.name} {' '.join(cases)} END"
