"""Tells a scored pair's evidence in the words of an office."""

from __future__ import annotations

import polars as pl

from payung.linkage.comparisons import COMPARISONS, Comparison

WRITTEN = {"nama": "nama", "ibu": "nama_ibu"}


def told(scored: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Predictions as the contract writes them; `frame` gives ids and names as they were written.

    `scored` has `nomor_l` and `nomor_r`, row numbers of `frame`, `match_probability` and a
    `gamma_…` per comparison. Rows that share an id are not paired with each other.
    """
    sides = {s: frame[scored[f"nomor_{s}"]] for s in "lr"}
    pairs = scored.with_columns(
        **{f"id_{s}": rows["id"].cast(pl.String) for s, rows in sides.items()},
        **{f"sama_{name}": _as_written(sides, column) for name, column in WRITTEN.items()},
    ).filter(pl.col("id_l") != pl.col("id_r"))
    return pairs.select(
        pl.min_horizontal("id_l", "id_r").alias("id_l"),
        pl.max_horizontal("id_l", "id_r").alias("id_r"),
        pl.col("match_probability").round(6).alias("probability"),
        _evidence(),
    ).sort("probability", "id_l", "id_r", descending=[True, False, False])


def _as_written(sides: dict[str, pl.DataFrame], column: str) -> pl.Series:
    """Whether both rows write the same words, whatever their order, case and points."""
    if column not in sides["l"].columns:
        return pl.repeat(True, sides["l"].height, eager=True)
    left, right = (
        rows[column]
        .cast(pl.String)
        .str.to_lowercase()
        .str.replace_all(r"[^\p{L} ]", "")
        .str.split(" ")
        .list.sort()
        .list.join(" ")
        for rows in sides.values()
    )
    return (left == right).fill_null(True)


def _evidence() -> pl.Expr:
    """The evidence words of all comparisons, joined by commas."""
    words = pl.concat_list([_words(comparison) for comparison in COMPARISONS])
    kept = words.list.eval(pl.element().filter(pl.element() != ""))
    return kept.list.join(", ").alias("evidence")


def _words(comparison: Comparison) -> pl.Expr:
    level = pl.col(f"gamma_{comparison.name}")
    numbered = comparison.numbered()
    words = level.replace_strict(
        {number: lv.evidence for lv, number in numbered}, default="", return_dtype=pl.String
    )
    if comparison.name not in WRITTEN:
        return words
    same, number = numbered[1]
    only_sounds = (level == number) & ~pl.col(f"sama_{comparison.name}")
    return pl.when(only_sounds).then(pl.lit(f"{same.evidence} bunyinya")).otherwise(words)
