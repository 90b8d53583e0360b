"""Tells a scored pair's evidence in the words of an office."""

from __future__ import annotations

import polars as pl

from payung.linkage.comparisons import COMPARISONS, Comparison

WRITTEN = {"nama": "nama", "ibu": "nama_ibu"}


def written(frame: pl.DataFrame) -> pl.DataFrame:
    """What a pair is told by: the ids and the names as written."""
    columns = ("id", *WRITTEN.values())
    return frame.select(
        pl.col(c).cast(pl.String) if c in frame.columns else pl.lit("").alias(c) for c in columns
    )


def told(scored: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Predictions as the contract writes them; `frame` gives ids and names as they were written.

    `scored` has `nomor_l` and `nomor_r`, row numbers of `frame`, `match_probability` and a
    `gamma_…` per comparison. Rows that share an id are not paired with each other.
    """
    written = frame.select(
        pl.col(c).cast(pl.String) if c in frame.columns else pl.lit("").alias(c)
        for c in ("id", *WRITTEN.values())
    )
    sides = {s: written[scored[f"nomor_{s}"]] for s in "lr"}
    pairs = scored.with_columns(
        **{f"id_{s}": rows["id"] for s, rows in sides.items()},
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
    both = pl.DataFrame({side: rows[column] for side, rows in sides.items()})
    differ = both.select((pl.col("l") != pl.col("r")).fill_null(False)).to_series()
    words = both.filter(differ).select(
        pl.all()
        .str.to_lowercase()
        .str.replace_all(r"[^\p{L} ]", "")
        .str.split(" ")
        .list.sort()
        .list.join(" ")
    )
    same = (words["l"] == words["r"]).fill_null(True)
    return (~differ).scatter(differ.arg_true(), same)


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
