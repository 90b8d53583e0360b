"""Who on a list of deaths is among the known: exactly by NIK, then probably by all else.

Knows frames only; `unclaimed` brings them from the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

LEAST_PROBABILITY = 0.5
"""Below it a pair isn't shown to anybody; above it a person decides."""


def match_deaths(
    deaths: pl.DataFrame, known: pl.DataFrame, known_features: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Pairs of a death and a known person: columns death, person (ids as text), how, probability.

    Both frames have the linkage columns as text and an `id`. Only deaths whose NIK is unknown are
    compared by name, birth date, place and mother; `how` is `nik` or `mirip`.
    """
    import polars as pl

    exact = _exact(deaths, known)
    rest = deaths.join(exact, left_on="id", right_on="death", how="anti")
    probable = _probable(rest, known, known_features) if rest.height else exact.clear()
    return pl.concat([exact, probable.select(exact.columns)])


def _exact(deaths: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    numbered = deaths.select(death="id", nik="nik").filter(pl.col("nik").str.len_chars() == 16)
    people = known.select(person="id", nik="nik")
    return numbered.join(people, on="nik").select(
        "death", "person", how=pl.lit("nik"), probability=pl.lit(1.0)
    )


def _probable(
    rest: pl.DataFrame, known: pl.DataFrame, known_features: pl.DataFrame | None
) -> pl.DataFrame:
    """Pairs among those known who share at least one key with a death; the others can't match."""
    import polars as pl

    from payung.linkage.features import features
    from payung.linkage.new import link_new

    table = features(known) if known_features is None else known_features
    marked = rest.with_columns(id="d" + pl.col("id"))
    near = _sharing_a_key(features(marked), table)
    pairs = link_new(marked, known.filter(near), known_features=table.filter(near))
    two = pairs.filter(
        pl.col("id_l").str.starts_with("d") != pl.col("id_r").str.starts_with("d"),
        pl.col("probability") >= LEAST_PROBABILITY,
    )
    left = pl.col("id_l").str.starts_with("d")
    return two.select(
        death=pl.when(left).then("id_l").otherwise("id_r").str.slice(1),
        person=pl.when(left).then("id_r").otherwise("id_l"),
        how=pl.lit("mirip"),
        probability="probability",
    )


def _sharing_a_key(rest: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    import polars as pl

    keys = [name for name in known.columns if name.startswith("k_")]
    shares = [pl.col(name).is_in(rest[name].drop_nulls().unique().implode()) for name in keys]
    return known.select(pl.any_horizontal(shares).fill_null(value=False)).to_series()
