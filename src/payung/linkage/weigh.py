"""What depends on all rows together: how common a value is, and which keys are too common.

Frequencies are smoothed, so that a file of two rows does not take both names for ordinary ones.
"""

from __future__ import annotations

import polars as pl

SMOOTHING_ROWS = 5_000
LARGEST_BLOCK = 60
LARGEST_FAMILY = 12
RARE_WORD = 5e-4
WORDS_ATTRACT = 4.0
RAREST_NAME = 2e-6
RAREST_MOTHER = 5e-5
FREQUENCIES = ("nama_urut", "ibu_urut", "tgl")
HEAPED_DAYS = (101, 107, 701, 1231)


def weigh(table: pl.DataFrame) -> pl.DataFrame:
    """Adds `hp_n` and the `tf_…` to features, and empties the keys that too many rows share.

    A term frequency is the chance that another person has the value, above 0 and up to 1.
    """
    keys = [c for c in table.columns if c.startswith("k_")]
    return table.with_columns(
        _name_frequency(table, "nama", RAREST_NAME),
        _name_frequency(table, "ibu", RAREST_MOTHER),
        _frequency("tgl", table.height, _expected_date()).alias("tf_tgl"),
        pl.len().over("hp").cast(pl.Int64).alias("hp_n"),
        *[_unless_common(key) for key in keys],
    )


def term_frequencies(weighed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Per compared column its distinct values with their `tf_…`, as Splink looks them up."""
    return {
        column: weighed.select(column, f"tf_{column}").drop_nulls().unique(column)
        for column in FREQUENCIES
    }


def _unless_common(key: str) -> pl.Expr:
    limit = LARGEST_FAMILY if key == "k_hp" else LARGEST_BLOCK
    return pl.when(pl.len().over(key) <= limit).then(key).alias(key)


def _frequency(column: str, rows: int, expected: pl.Expr) -> pl.Expr:
    """Share of others with the value, drawn towards `expected` as far as the rows are few.

    Two rows are left out of the count: they are the pair in question.
    """
    others = (pl.len().over(column).cast(pl.Float64) - 2).clip(0)
    share = (others + SMOOTHING_ROWS * expected) / (rows + SMOOTHING_ROWS)
    return pl.when(pl.col(column).is_not_null()).then(share)


def _name_frequency(table: pl.DataFrame, prefix: str, rarest: float) -> pl.Series:
    """A name is expected as often as its words together, and never more seldom than `rarest`."""
    words = [c for c in table.columns if c.startswith(f"{prefix}_s")]
    counts = pl.concat([table[c].drop_nulls().alias("word") for c in words]).value_counts()
    share = (pl.col("count").cast(pl.Float64) - 2).clip(0) + SMOOTHING_ROWS * RARE_WORD
    shares = counts.select("word", p=share / (table.height + SMOOTHING_ROWS))
    expected = pl.lit(1 / WORDS_ATTRACT)
    joined = table.select(f"{prefix}_urut", *words)
    for word in words:
        found = shares.rename({"word": word, "p": f"p_{word}"})
        joined = joined.join(found, on=word, how="left", maintain_order="left")
        expected = expected * (WORDS_ATTRACT * pl.col(f"p_{word}")).fill_null(1.0)
    frequency = _frequency(f"{prefix}_urut", table.height, expected).clip(rarest, 1.0)
    return joined.select(frequency.alias(f"tf_{prefix}_urut")).to_series()


def _expected_date() -> pl.Expr:
    """One birthday in 17,000; the days that stand for an unknown one come 30 times as often."""
    heaped = (pl.col("tgl") % 10_000).is_in(HEAPED_DAYS)
    return pl.when(heaped).then(30 / 17_000).otherwise(1 / 17_000)
