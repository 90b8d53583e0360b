"""Finds the probable duplicates of a table of rows, in the process or on Spark."""

from __future__ import annotations

from typing import Literal

import polars as pl

from payung.linkage.candidates import candidates
from payung.linkage.evidence import told, written
from payung.linkage.features import features, traits
from payung.linkage.model import Weights, prior, shipped_weights
from payung.linkage.score import score
from payung.linkage.weigh import sure_pairs, weigh

Engine = Literal["duckdb", "spark"]
CLAIMED = 0.9


def link(
    frame: pl.DataFrame, engine: Engine = "duckdb", weights: Weights | None = None
) -> pl.DataFrame:
    """Probable duplicates among the rows of `frame` (columns of contract.md, all text).

    Returns `id_l, id_r, probability, evidence`, one row a pair, `id_l < id_r`, most probable
    first, none below 0.5. Rows that share an id are not paired with each other.
    """
    weights = weights or shipped_weights()
    if engine == "spark":
        from payung.linkage.splink import on_spark

        return told(on_spark(numbered(features(frame)), weights), frame)
    rows, table = written(frame), numbered(traits(frame).drop("id"))
    del frame  # a million rows of text; a caller who keeps none lets 200 MB go
    return told(found(table, weights), rows)


def found(table: pl.DataFrame, weights: Weights, new_rows: int | None = None) -> pl.DataFrame:
    """The pairs of at least 0.5 among weighed, numbered features, as `score` gives them.

    With `new_rows`, only pairs with a row below it.
    """
    first = prior(table.height, weights, sure_pairs(table))
    return score(table, candidates(table, first, weights, new_rows), first, weights)


def numbered(table: pl.DataFrame) -> pl.DataFrame:
    """Weighed features with the row number `nomor` that a pair is told by."""
    return weigh(table).with_row_index("nomor").cast({"nomor": pl.Int64})
