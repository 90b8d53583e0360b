"""Links a few new rows with everyone already known, fast enough for an upload that waits.

The same comparisons and weights as the Splink settings, written as one DuckDB statement that
compares only pairs with a new row. Splink spends most of a second on making its statements; a
test holds both to the same pairs and probabilities.
"""

from __future__ import annotations

import re

import polars as pl

from payung.linkage.candidates import candidates
from payung.linkage.comparisons import COMPARISONS, Comparison, Level
from payung.linkage.engine import LOWEST_TOLD, numbered
from payung.linkage.evidence import WRITTEN, told
from payung.linkage.features import features
from payung.linkage.model import Weights, match_weight, prior, shipped_weights
from payung.linkage.weigh import sure_pairs

_FEATURE = re.compile(r"\b([a-z][a-z0-9_]*)_[lr]\b")


def link_new(
    new: pl.DataFrame,
    known: pl.DataFrame,
    *,
    known_features: pl.DataFrame | None = None,
    weights: Weights | None = None,
) -> pl.DataFrame:
    """Probable duplicates of the new rows among each other and among the known.

    `new` and `known` as for `link`; `known_features` is a kept `features(known)`, in the same
    order. Returns what `link` would say of all rows together, without the pairs of two known.
    """
    weights = weights or shipped_weights()
    kept = features(known) if known_features is None else known_features
    table = numbered(pl.concat([features(new), kept], how="vertical"))
    scored = _score(table, new.height, weights)
    return told(scored, pl.concat([_written(new), _written(known)]))


def _written(frame: pl.DataFrame) -> pl.DataFrame:
    """What a pair is told by: the ids and the names as written."""
    columns = ("id", *WRITTEN.values())
    return frame.select(
        pl.col(c).cast(pl.String) if c in frame.columns else pl.lit("").alias(c) for c in columns
    )


def _score(table: pl.DataFrame, new_rows: int, weights: Weights) -> pl.DataFrame:
    """Scores the pairs with a row below `new_rows` that could be told."""
    import duckdb

    first = prior(table.height, weights, sure_pairs(table))
    pairs = candidates(table, first, weights, new_rows)
    read = table.select(_columns())
    with duckdb.connect(":memory:") as connection:
        for name, number in (("kiri", "i"), ("kanan", "j")):
            connection.register(name, read[pairs[number]].to_arrow())
        return pl.DataFrame(connection.sql(statement(first, weights)).arrow())


def statement(first: float, weights: Weights) -> str:
    """The one statement: pairs side by side to levels, levels to a probability.

    `first` is the chance before any evidence.
    """
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
