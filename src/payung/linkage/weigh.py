"""What depends on all rows together: how common a value is, and which keys are too common.

Frequencies are smoothed, so that a file of two rows does not take both names for ordinary ones.
"""

from __future__ import annotations

import polars as pl

SMOOTHING_ROWS = 5_000
LARGEST_BLOCK = 60
LARGEST_FAMILY = 12
HEAPED_DAYS = (101, 107, 701, 1231)


def weigh(table: pl.DataFrame) -> pl.DataFrame:
    """Adds `tf_…` to features and empties the keys that more than LARGEST_BLOCK rows share.

    A term frequency is the chance that another person has the value, between 1e-7 and 1.
    """
    rows = table.height
    keys = [c for c in table.columns if c.startswith("k_")]
    return table.with_columns(
        _frequency("nama_urut", rows, _expected_name("nama_n")).alias("tf_nama_urut"),
        _frequency("ibu_urut", rows, _expected_name("ibu_n")).alias("tf_ibu_urut"),
        _frequency("tgl", rows, _expected_date()).alias("tf_tgl"),
        pl.len().over("hp").alias("hp_n"),
        *[_unless_common(key) for key in keys],
    )


def _unless_common(key: str) -> pl.Expr:
    limit = LARGEST_FAMILY if key == "k_hp" else LARGEST_BLOCK
    return pl.when(pl.len().over(key) <= limit).then(key).alias(key)


def _frequency(column: str, rows: int, expected: pl.Expr) -> pl.Expr:
    """Counted share, drawn towards `expected` as far as the rows are few; null for null."""
    share = (pl.len().over(column) + SMOOTHING_ROWS * expected) / (rows + SMOOTHING_ROWS)
    return pl.when(pl.col(column).is_not_null()).then(share)


def _expected_name(words: str) -> pl.Expr:
    """One word is shared by one person in 2,000, two words by one in 40,000."""
    n = pl.col(words)
    return pl.when(n == 1).then(5e-4).when(n == 2).then(2.5e-5).otherwise(5e-6)


def _expected_date() -> pl.Expr:
    """One birthday in 17,000; the days that stand for an unknown one come 30 times as often."""
    heaped = (pl.col("tgl") % 10_000).is_in(HEAPED_DAYS)
    return pl.when(heaped).then(30 / 17_000).otherwise(1 / 17_000)
