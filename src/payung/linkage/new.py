"""Links a few new rows with everyone already known, fast enough for an upload that waits."""

from __future__ import annotations

import polars as pl

from payung.linkage.engine import found, numbered
from payung.linkage.evidence import told, written
from payung.linkage.features import features
from payung.linkage.model import Weights, shipped_weights


def link_new(
    new: pl.DataFrame,
    known: pl.DataFrame,
    *,
    new_features: pl.DataFrame | None = None,
    known_features: pl.DataFrame | None = None,
    weights: Weights | None = None,
) -> pl.DataFrame:
    """Probable duplicates of the new rows among each other and among the known.

    `new` and `known` as for `link`; `new_features` and `known_features` are kept `features` of
    them, in the same order. Returns what `link` would say of all rows together, without the pairs
    of two known.
    """
    fresh = features(new) if new_features is None else new_features
    kept = features(known) if known_features is None else known_features
    table = numbered(pl.concat([fresh, kept], how="vertical"))
    scored = found(table, weights or shipped_weights(), new.height)
    return told(scored, pl.concat([written(new), written(known)]))
