"""Tells a scored pair's evidence in the words of an office."""

from __future__ import annotations

import polars as pl

from payung.linkage.comparisons import COMPARISONS


def told(scored: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Predictions as the contract writes them; `frame` gives the ids and the names as written."""
    ids = frame["id"]
    pairs = scored.select(
        pl.Series("a", ids.gather(scored["nomor_l"])),
        pl.Series("b", ids.gather(scored["nomor_r"])),
        pl.col("match_probability").round(6).alias("probability"),
        evidence(),
    )
    return (
        pairs.filter(pl.col("a") != pl.col("b"))
        .select(
            pl.min_horizontal("a", "b").alias("id_l"),
            pl.max_horizontal("a", "b").alias("id_r"),
            "probability",
            "evidence",
        )
        .sort("probability", "id_l", "id_r", descending=[True, False, False])
    )


def evidence() -> pl.Expr:
    """The evidence words of all comparisons, joined by commas."""
    parts = [
        pl.col(f"gamma_{comparison.name}").replace_strict(
            {number: level.evidence for level, number in comparison.numbered()},
            default="",
            return_dtype=pl.String,
        )
        for comparison in COMPARISONS
    ]
    return (
        pl.concat_list(parts)
        .list.eval(pl.element().filter(pl.element() != ""))
        .list.join(", ")
        .alias("evidence")
    )
