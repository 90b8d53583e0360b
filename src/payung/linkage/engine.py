"""Runs the Splink model over a table of rows, on DuckDB in the process or on Spark."""

from __future__ import annotations

from typing import Any, Literal

import polars as pl

from payung.linkage.evidence import told
from payung.linkage.features import features
from payung.linkage.model import Weights, splink_settings
from payung.linkage.weigh import weigh

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
    table = weigh(features(frame)).with_row_index("nomor")
    scored = predict(table, engine, weights)
    return told(scored, frame)


def predict(
    table: pl.DataFrame, engine: Engine = "duckdb", weights: Weights | None = None
) -> pl.DataFrame:
    """Splink's predictions of at least 0.5: `nomor_l`, `nomor_r`, `match_probability`, gammas."""
    from splink import Linker

    api = _duckdb() if engine == "duckdb" else _spark()
    columns = table.drop("id").with_columns(pl.col("nomor").cast(pl.Int64))
    settings = splink_settings(table.height, engine, weights)
    linker = Linker(
        api.register(columns.to_arrow()),
        settings,
        log_level=None,
        validate_settings=False,
    )
    found = linker.inference.predict(threshold_match_probability=LOWEST_TOLD, warning_mode="never")
    return _as_frame(found, engine)


def _duckdb() -> Any:
    import duckdb
    from splink import DuckDBAPI

    return DuckDBAPI(connection=duckdb.connect(":memory:"))


def _spark() -> Any:
    raise NotImplementedError


def _as_frame(found: Any, engine: Engine) -> pl.DataFrame:
    if engine == "duckdb":
        return pl.DataFrame(found.as_duckdbpyrelation().arrow())
    return pl.DataFrame(found.as_spark_dataframe().toArrow())
