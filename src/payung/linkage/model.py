"""The linkage model as Splink settings: comparisons in SQL, blocking keys, shipped weights.

Only numbers lie in parameters.json (a model that Splink saved for one engine does not load in
another); the SQL is written in DuckDB's dialect from functions that Spark has as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from payung.linkage.comparisons import COMPARISONS, ELSE, Comparison, Level
from payung.linkage.features import KEYS

ROWS_OF_A_SMALL_FILE = 20_000
SURE_PAIRS_DRAWN_BY = 2_000_000
SURE_SHARE = 0.55
"""Of the pairs of one person so many have one name and one birth date."""


@dataclass(frozen=True)
class Weights:
    """m: share of true pairs in a level; u: share of other pairs there."""

    duplicates_per_row: float
    levels: dict[str, dict[str, tuple[float, float]]]


@cache
def shipped_weights() -> Weights:
    """The trained numbers of parameters.json."""
    raw = json.loads(files("payung.linkage").joinpath("parameters.json").read_text("utf-8"))
    return Weights(
        duplicates_per_row=raw["duplicates_per_row"],
        levels={
            name: {level: (pair["m"], pair["u"]) for level, pair in levels.items()}
            for name, levels in raw["comparisons"].items()
        },
    )


def prior(rows: int, weights: Weights, sure: int = 0) -> float:
    """The chance that two rows taken at random are one person.

    A small file is judged as a part of ROWS_OF_A_SMALL_FILE, so that two rows alone are
    not taken for a pair because there is nobody else. A list with many `sure` pairs, of one name
    and one birth date, has more of the others too.
    """
    expected = weights.duplicates_per_row / max(rows, ROWS_OF_A_SMALL_FILE)
    pairs = rows * (rows - 1) / 2 + SURE_PAIRS_DRAWN_BY
    return max(expected, (sure / SURE_SHARE + expected * SURE_PAIRS_DRAWN_BY) / pairs)


def match_weight(match: float, other: float) -> float:
    """How many doublings of the odds an outcome is worth: log2 of true pairs to others."""
    return math.log2(match / other)


def splink_settings(
    first: float, dialect: str, weights: Weights, keys: Iterable[str] = KEYS
) -> dict[str, Any]:
    """Splink's settings in the given dialect, with the chance `first` before any evidence.

    `keys` are those by which Splink finds the pairs; none where it is given them.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "nomor",
        "probability_two_random_records_match": first,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.k_{key} = r.k_{key}", "sql_dialect": dialect} for key in keys
        ],
        "comparisons": [_comparison(c, weights.levels[c.name], dialect) for c in COMPARISONS],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(
    comparison: Comparison, weights: dict[str, tuple[float, float]], dialect: str
) -> dict[str, Any]:
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [
            _level(level, weights.get(level.name), comparison.frequency, dialect)
            for level in comparison.levels
        ],
    }


def _level(
    level: Level, weight: tuple[float, float] | None, frequency: str | None, dialect: str
) -> dict[str, Any]:
    out: dict[str, Any] = {
        "sql_condition": _in_dialect(level.sql, dialect),
        "label_for_charts": level.name,
    }
    if weight is None:
        return {**out, "is_null_level": True}
    out |= {"m_probability": weight[0], "u_probability": weight[1]}
    out["fix_m_probability"] = level.by_hand
    if level.by_frequency and frequency:
        out |= {
            "tf_adjustment_column": frequency,
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return out


def _in_dialect(sql: str, dialect: str) -> str:
    """The condition as the engine writes it; the comparisons are written as DuckDB does."""
    if dialect == "duckdb" or sql == ELSE:
        return sql
    import sqlglot

    return sqlglot.transpile(sql, read="duckdb", write=dialect)[0]
