"""Runs the Splink model over a table of rows, on DuckDB in the process or on Spark."""

from __future__ import annotations

from typing import Any, Literal

import polars as pl

from payung.kernel.errors import ConfigError
from payung.linkage.comparisons import COMPARISONS
from payung.linkage.evidence import told
from payung.linkage.features import features
from payung.linkage.model import Weights, splink_settings
from payung.linkage.weigh import term_frequencies, weigh

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
    table = weigh(features(frame)).with_row_index("nomor").cast({"nomor": pl.Int64})
    scored = predict(table, engine, weights)
    return told(scored, frame)


def predict(
    table: pl.DataFrame, engine: Engine = "duckdb", weights: Weights | None = None
) -> pl.DataFrame:
    """Splink's predictions of at least 0.5: `nomor_l`, `nomor_r`, `match_probability`, gammas."""
    from splink import Linker

    api = _duckdb() if engine == "duckdb" else _spark()
    columns = table.drop("id").select(pl.exclude("^tf_.*$"))
    settings = splink_settings(table.height, engine, weights)
    rows = api.register(columns.to_arrow())
    linker = Linker(rows, settings, log_level=None, validate_settings=False)
    for column, lookup in term_frequencies(table).items():
        linker.table_management.register_term_frequency_lookup(
            api.register(lookup.to_arrow()), column
        )
    found = linker.inference.predict(threshold_match_probability=LOWEST_TOLD, warning_mode="never")
    return _as_frame(found, engine)


def _duckdb() -> Any:
    import duckdb
    from splink import DuckDBAPI

    return DuckDBAPI(connection=duckdb.connect(":memory:"))


def _spark() -> Any:
    """A Spark session on this machine, or the one that the caller has already started."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise ConfigError(
            "Mesin spark belum terpasang. Pasang dengan: pip install 'payung[spark]' (Java 17)."
        ) from missing
    from splink import SparkAPI

    api: Any = SparkAPI
    session = (
        SparkSession.builder.appName("payung link")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    # The comparisons need none of the functions that Splink's jar would add.
    return api(
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )


def _as_frame(found: Any, engine: Engine) -> pl.DataFrame:
    columns = ", ".join(
        ["nomor_l", "nomor_r", "match_probability", *[f"gamma_{c.name}" for c in COMPARISONS]]
    )
    relation = found.as_duckdbpyrelation() if engine == "duckdb" else found.as_spark_dataframe()
    if engine == "duckdb":
        return pl.DataFrame(relation.select(columns).arrow())
    return pl.DataFrame(relation.selectExpr(*columns.split(", ")).toArrow())
