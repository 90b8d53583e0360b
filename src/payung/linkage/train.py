"""Trains the weights anew from pairs that are known to be one person.

The shares m are counted by Splink and drawn towards the shipped ones, so that a level that
few pairs reach keeps its weight. The shares u stay: they say how often *other* people who
already share a birth date or a household agree, and random pairs don't show that.
"""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from payung.linkage.engine import numbered
from payung.linkage.features import features
from payung.linkage.model import Weights, prior, shipped_weights
from payung.linkage.splink import in_memory, linker_for
from payung.linkage.weigh import sure_pairs

SHIPPED_COUNTS_AS = 2_000


def retrain(frame: pl.DataFrame, same: pl.DataFrame, start: Weights | None = None) -> Weights:
    """New weights from `frame` (as for `link`) and `same` (`id_l`, `id_r` of one person each)."""
    start = start or shipped_weights()
    table = numbered(features(frame))
    api = in_memory()
    linker = linker_for(table, api, prior(table.height, start, sure_pairs(table)), start)
    labels = api.register(_numbers(frame, same).to_arrow())
    linker.training.estimate_m_from_pairwise_labels(labels)
    counted = {
        (comparison.output_column_name, level.label_for_charts): level.m_probability
        for comparison in linker._settings_obj.comparisons
        for level in comparison.comparison_levels
        if not level.is_null_level
    }
    return Weights(
        duplicates_per_row=start.duplicates_per_row,
        levels={
            name: {
                level: (_drawn(counted[name, level], m, same.height), u)
                for level, (m, u) in levels.items()
            }
            for name, levels in start.levels.items()
        },
    )


def save(weights: Weights, path: Path) -> None:
    """Writes weights as parameters.json holds them."""
    document = {
        "duplicates_per_row": weights.duplicates_per_row,
        "comparisons": {
            name: {level: {"m": m, "u": u} for level, (m, u) in levels.items()}
            for name, levels in weights.levels.items()
        },
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _numbers(frame: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """The labelled pairs as row numbers, the smaller first."""
    number = {identity: row for row, identity in enumerate(frame["id"].to_list())}
    left = same["id_l"].replace_strict(number, return_dtype=pl.Int64)
    right = same["id_r"].replace_strict(number, return_dtype=pl.Int64)
    pairs = pl.DataFrame({"a": left, "b": right})
    return pairs.select(nomor_l=pl.min_horizontal("a", "b"), nomor_r=pl.max_horizontal("a", "b"))


def _drawn(counted: float | None, shipped: float, pairs: int) -> float:
    if counted is None:
        return shipped
    mixed = (counted * pairs + shipped * SHIPPED_COUNTS_AS) / (pairs + SHIPPED_COUNTS_AS)
    return float(f"{mixed:.4g}")
