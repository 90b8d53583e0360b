"""Runs the Splink model over a table of rows, on DuckDB in the process or on Spark."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, Literal

import polars as pl

from payung.kernel.errors import ConfigError
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say
from payung.linkage.candidates import candidates
from payung.linkage.comparisons import COMPARISONS
from payung.linkage.evidence import told
from payung.linkage.features import KEYS, features
from payung.linkage.model import Weights, prior, shipped_weights, splink_settings
from payung.linkage.weigh import sure_pairs, term_frequencies, weigh

Engine = Literal["duckdb", "spark"]
LOWEST_TOLD = 0.5
CLAIMED = 0.9


def link(
    frame: pl.DataFrame, engine: Engine = "duckdb", weights: Weights | None = None
) -> pl.DataFrame:
    """Probable duplicates among the rows of `frame` (columns of contract.md, all text).

    Returns `id_l, id_r, probability, evidence`, one row a pair, `id_l < id_r`, most probable
    first, none below 0.5. Rows that share an id are not paired with each other.
    """
    table = numbered(features(frame))
    scored = predict(table, engine, weights)
    return told(scored, frame)


def predict(
    table: pl.DataFrame, engine: Engine = "duckdb", weights: Weights | None = None
) -> pl.DataFrame:
    """Splink's predictions of at least 0.5: `nomor_l`, `nomor_r`, `match_probability`, gammas.

    On DuckDB only the pairs that could reach it are scored; on Spark Splink finds the pairs itself.
    """
    weights = weights or shipped_weights()
    first = prior(table.height, weights, sure_pairs(table))
    if engine == "spark":
        # Spark would push the threshold through every CASE and choke on the plan: it filters later.
        found = linker_for(table, _spark(), first, weights).inference.predict(warning_mode="never")
        return _as_frame(found.as_spark_dataframe().where(f"match_probability >= {LOWEST_TOLD}"))
    pairs = candidates(table, first, weights)
    rows = table[pl.concat([pairs["i"], pairs["j"]]).unique().sort()].drop("^k_.*$")
    api = in_memory()
    linker = linker_for(rows, api, first, weights, keys=())
    linker.table_management.register_blocked_pairs_for_predict(
        api.register(pairs.select(join_key_l="i", join_key_r="j", match_key=pl.lit("0")).to_arrow())
    )
    found = linker.inference.predict(LOWEST_TOLD, warning_mode="never")
    return _as_frame(found.as_duckdbpyrelation())


def linker_for(
    table: pl.DataFrame, api: Any, first: float, weights: Weights, keys: Iterable[str] = KEYS
) -> Any:
    """Splink's linker over weighed features with a row number `nomor`.

    `first` is the chance that two of the rows are one person before any evidence; `keys` as for
    `splink_settings`.
    """
    from splink import Linker

    rows = api.register(table.select(pl.exclude("id", "^tf_.*$")).to_arrow())
    settings = splink_settings(first, api.sql_dialect.sql_dialect_str, weights, keys)
    linker = Linker(rows, settings, log_level=None, validate_settings=False)
    for column, lookup in term_frequencies(table).items():
        linker.table_management.register_term_frequency_lookup(
            api.register(lookup.to_arrow()), column
        )
    return linker


def numbered(table: pl.DataFrame) -> pl.DataFrame:
    """Weighed features with the row number `nomor` that Splink compares by."""
    return weigh(table).with_row_index("nomor").cast({"nomor": pl.Int64})


def in_memory() -> Any:
    import duckdb
    from splink import DuckDBAPI

    return DuckDBAPI(connection=duckdb.connect(":memory:"))


def _spark() -> Any:
    """A Spark session on this machine, or the one that the caller has already started."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise ConfigError(
            say(
                "Mesin spark belum terpasang. Pasang dengan: pip install 'payung[spark]' (Java 17)."
            )
        ) from missing
    from splink import SparkAPI

    api: Any = SparkAPI
    kept = ExitStack()
    atexit.register(kept.close)
    scratch = kept.enter_context(scratch_folder())
    session = (
        SparkSession.builder.appName("payung link")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.log.level", "ERROR")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.warehouse.dir", f"{scratch}/warehouse")
        .config("spark.local.dir", scratch)
        .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={scratch}")
        .getOrCreate()
    )
    # The comparisons need none of the functions that Splink's jar would add.
    return api(
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )


def _as_frame(found: Any) -> pl.DataFrame:
    """A relation of DuckDB or of Spark, which name the same steps differently."""
    columns = ["nomor_l", "nomor_r", "match_probability"]
    columns += [f"gamma_{c.name}" for c in COMPARISONS]
    told = found.select(*columns)
    return pl.DataFrame(told.toArrow() if hasattr(told, "toArrow") else told.arrow())
