"""What depends on all rows together: how common a value is, and which keys are too common.

Frequencies are smoothed, so that a file of two rows does not take both names for ordinary ones.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

from payung.kernel.names import fold
from payung.linkage.words import MISTYPED_WORDS, word_number

SMOOTHING_ROWS = 5_000
LARGEST_BLOCK = 60
LARGEST_FAMILY = 12
RARE_WORD = 5e-4
WORDS_ATTRACT = 4.0
RAREST_NAME = 2e-6
RAREST_MOTHER = 5e-5
FREQUENCIES = ("nama_urut", "ibu_urut", "tgl")
REAL_NAME_ROWS = 4
REAL_NAME_SHARE = 2e-5
SLIP_SHARE = 0.05
RARE_KELURAHAN = 2.2e-3
RARE_RT = 2.2e-4
HEAPED_DAYS = (101, 107, 701, 1231)


def weigh(table: pl.DataFrame) -> pl.DataFrame:
    """Adds what the rows say about each other.

    `tf_…` is the chance above 0 that another person has the value; `hp_n` the rows of a phone;
    `kel_jarang` and `rt_jarang` say that few live there; `nama_r` and `ibu_r` hold a bit for each
    word that is a name of its own.
    """
    return table.select(pl.exclude("^(nama|ibu)_e.$")).with_columns(
        *_words(table, "nama", RAREST_NAME),
        *_words(table, "ibu", RAREST_MOTHER),
        _frequency("tgl", table.height, _expected_date()).alias("tf_tgl"),
        pl.len().over("hp").cast(pl.Int32).alias("hp_n"),
        _rare(["kel"], table.height, RARE_KELURAHAN, 1 / 400).alias("kel_jarang"),
        _rare(["kel", "rt"], table.height, RARE_RT, 1 / 4_000).alias("rt_jarang"),
    )


def sure_pairs(table: pl.DataFrame) -> int:
    """How many pairs of rows have one name and one birth date: they are hardly two persons."""
    same = table.select("nama_urut", "tgl").drop_nulls().group_by("nama_urut", "tgl").len()
    return int(same.select((pl.col("len") * (pl.col("len") - 1) // 2).sum()).item())


def term_frequencies(weighed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Per compared column its distinct values with their `tf_…`, as Splink looks them up."""
    return {
        column: weighed.select(column, f"tf_{column}").drop_nulls().unique(column)
        for column in FREQUENCIES
    }


def largest_block(key: str) -> int:
    """How many rows may share a key; one that more share says nothing."""
    return LARGEST_FAMILY if key == "k_hp" else LARGEST_BLOCK


def without_common_keys(table: pl.DataFrame) -> pl.DataFrame:
    """The table with those keys emptied that too many rows share."""
    keys = [c for c in table.columns if c.startswith("k_")]
    return table.with_columns(
        pl.when(pl.len().over(key) <= largest_block(key)).then(key).alias(key) for key in keys
    )


def _frequency(column: str, rows: int, expected: pl.Expr) -> pl.Expr:
    """Share of others with the value, drawn towards `expected` as far as the rows are few.

    Two rows are left out of the count: they are the pair in question.
    """
    others = (pl.len().over(column).cast(pl.Float64) - 2).clip(0)
    share = (others + SMOOTHING_ROWS * expected) / (rows + SMOOTHING_ROWS)
    return pl.when(pl.col(column).is_not_null()).then(share)


def _rare(place: list[str], rows: int, limit: float, expected: float) -> pl.Expr:
    """Whether fewer live there than `limit`; a short list must show it."""
    others = (pl.len().over(place).cast(pl.Float64) - 2).clip(0)
    return (others + SMOOTHING_ROWS * expected) / (rows + SMOOTHING_ROWS) < limit


def _words(table: pl.DataFrame, prefix: str, rarest: float) -> list[pl.Series]:
    """The name's frequency, which of its words are names of their own, and their letters.

    A name is expected as often as its words together, and never more seldom than `rarest`.
    """
    places = [c.removeprefix(f"{prefix}_e") for c in table.columns if c.startswith(f"{prefix}_e")]
    words = _vocabulary(table, prefix, places)
    expected, real = pl.lit(1 / WORDS_ATTRACT), pl.lit(0, dtype=pl.Int64)
    joined = table.select(f"{prefix}_urut", *[f"{prefix}_e{n}" for n in places])
    for n in places:
        found = words.rename(lambda c, n=n: f"{c}{n}")  # type: ignore[misc]
        joined = joined.join(
            found, left_on=f"{prefix}_e{n}", right_on=f"e{n}", how="left", maintain_order="left"
        )
        expected = expected * (WORDS_ATTRACT * pl.col(f"p{n}")).fill_null(1.0)
        if int(n) <= MISTYPED_WORDS:
            real = real + pl.col(f"real{n}").fill_null(False).cast(pl.Int64) * 2 ** (int(n) - 1)
    frequency = _frequency(f"{prefix}_urut", table.height, expected).clip(rarest, 1.0)
    return joined.select(
        frequency.alias(f"tf_{prefix}_urut"),
        real.cast(pl.Int8).alias(f"{prefix}_r"),
        *[pl.col(f"s{n}").alias(f"{prefix}_s{n}") for n in places],
    ).get_columns()


def _vocabulary(table: pl.DataFrame, prefix: str, places: list[str]) -> pl.DataFrame:
    """The distinct words `e`: their share `p`, whether they are `real` names, their letters `s`.

    Letters in any order stand for the word, unless two real names have the same ("Rian", "Rina").
    """
    none = pl.lit(None, dtype=pl.String)
    pieces = [
        table.select(
            e=f"{prefix}_e{n}",
            s=f"{prefix}_s{n}",
            w=f"{prefix}_w{n}" if int(n) <= MISTYPED_WORDS else none,
        )
        for n in places
    ]
    words = pl.concat(pieces).filter(pl.col("e").is_not_null())
    counts = words.group_by("e").agg(pl.first("s"), pl.col("w").drop_nulls().first(), n=pl.len())
    share = (pl.col("n").cast(pl.Float64) - 2).clip(0) + SMOOTHING_ROWS * RARE_WORD
    real = pl.col("n") >= REAL_NAME_ROWS + REAL_NAME_SHARE * table.height
    own = real & ~pl.col("e").is_in(_slips_of_others(counts.filter(real)).implode())
    return counts.with_columns(
        p=share / (table.height + SMOOTHING_ROWS),
        real=own | pl.col("e").is_in(_common_names()),
    ).select(
        "e",
        "p",
        "real",
        s=pl.when(pl.col("real").sum().over("s") > 1).then("e").otherwise("s"),
    )


def _slips_of_others(words: pl.DataFrame) -> pl.Series:
    """Words `e` that are far rarer than one that differs by a letter: a frequent slip of it.

    Two words are a letter apart where they are the same after one letter of each, or of one, is
    left out.
    """
    spelt = words.select("e", "n", pl.col("w").fill_null(""))
    longest = int(spelt["w"].str.len_bytes().max() or 0)  # type: ignore[arg-type]
    left_out = [
        spelt.filter(pl.col("w").str.len_bytes() > place).with_columns(
            w=pl.col("w").str.slice(0, place) + pl.col("w").str.slice(place + 1)
        )
        for place in range(longest)
    ]
    near = pl.concat([spelt, *left_out])
    common = near.group_by("w").agg(most=pl.col("n").max())
    rare = near.join(common, on="w").filter(pl.col("n") < SLIP_SHARE * pl.col("most"))
    return rare["e"].unique()


@cache
def _common_names() -> list[int]:
    import yaml

    text = files("payung.linkage").joinpath("common_names.yaml").read_text("utf-8")
    return sorted({word_number(fold(name)) for name in yaml.safe_load(text)["names"].split()})


def _expected_date() -> pl.Expr:
    """One birthday in 17,000; the days that stand for an unknown one come 30 times as often."""
    heaped = (pl.col("tgl") % 10_000).is_in(HEAPED_DAYS)
    return pl.when(heaped).then(30 / 17_000).otherwise(1 / 17_000)
