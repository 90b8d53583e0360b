"""The same levels and weights as Splink's settings: on Spark for a province, and for training."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

import polars as pl

from payung.kernel.errors import ConfigError
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say
from payung.linkage.comparisons import COMPARISONS
from payung.linkage.features import KEYS
from payung.linkage.model import Weights, prior, splink_settings
from payung.linkage.score import LOWEST_TOLD
from payung.linkage.weigh import sure_pairs, term_frequencies, without_common_keys


def on_spark(table: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """What `score` says of weighed, numbered features, with Splink finding the pairs itself."""
    first = prior(table.height, weights, sure_pairs(table))
    # Spark would push the threshold through every CASE and choke on the plan: it filters later.
    predicted = linker_for(table, _spark(), first, weights).inference.predict(warning_mode="never")
    return _as_frame(predicted.as_spark_dataframe().where(f"match_probability >= {LOWEST_TOLD}"))


def linker_for(
    table: pl.DataFrame, api: Any, first: float, weights: Weights, keys: Iterable[str] = KEYS
) -> Any:
    """Splink's linker over weighed features with a row number `nomor`.

    `first` is the chance that two of the rows are one person before any evidence; `keys` as for
    `splink_settings`.
    """
    from splink import Linker

    kept = without_common_keys(table).select(pl.exclude("id", "^tf_.*$"))
    rows = api.register(kept.to_arrow())
    settings = splink_settings(first, api.sql_dialect.sql_dialect_str, weights, keys)
    linker = Linker(rows, settings, log_level=None, validate_settings=False)
    for column, lookup in term_frequencies(table).items():
        linker.table_management.register_term_frequency_lookup(
            api.register(lookup.to_arrow()), column
        )
    return linker


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
        # So many keys, each without the pairs of those before it, are a long plan.
        .config("spark.driver.memory", "6g")
        .config("spark.driver.extraJavaOptions", f"-Xss16m -Dderby.system.home={scratch}")
        .getOrCreate()
    )
    # The comparisons need none of the functions that Splink's jar would add.
    return api(
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )


def _as_frame(found: Any) -> pl.DataFrame:
    columns = ["nomor_l", "nomor_r", "match_probability"]
    columns += [f"gamma_{c.name}" for c in COMPARISONS]
    told = found.select(*columns)
    return pl.DataFrame(told.toArrow())
