"""The benefits over columns: reader, rules, and the codes turned back into texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.engine.columns import BASIS, NOTES
from payung.law.jamsostek.benefits import COMPONENTS, EMPTY, INVALID, STATUSES
from payung.law.jamsostek.column_children import read_families
from payung.law.jamsostek.column_reader import Rows, as_columns, check_needed, read_rows
from payung.law.jamsostek.law import Law

AMOUNTS = (*COMPONENTS, "total_now", "total", "total_low", "total_high")
OUTPUTS = (
    *COMPONENTS, "total_now", "total", "status", "reasons", "basis",
    "total_low", "total_high", "law_version",
)  # fmt: skip
"""The columns that `law batch` adds, in this order."""


def prepare(columns: Mapping[str, Any], law: Law) -> Rows:
    """The facts of each row, coded for the rules: also what a SQL engine would be given."""
    size = max((len(values) for values in columns.values()), default=0)
    given = as_columns(columns)
    rows = read_rows(given, size)
    check_needed(rows, given)
    read_families(rows, given, law.ladders, list(law.benefits.read_before))
    return rows


def assess_columns(columns: Mapping[str, Any], law: Law) -> dict[str, NDArray[Any]]:
    """See `benefits.assess_columns`."""
    rows = prepare(columns, law)
    found = law.benefits.columns.compute(rows.days, rows.facts, (*AMOUNTS, "status"))
    status = np.array([*STATUSES, INVALID], dtype=object)
    bad = np.flatnonzero(rows.refusal)
    found["status"][bad] = len(STATUSES)
    texts = {
        "status": status.take(found["status"]),
        "reasons": found.pop(NOTES),
        "basis": found.pop(BASIS),
        "law_version": np.broadcast_to(np.array([law.version], dtype=object), rows.size),
    }
    for name in AMOUNTS:
        found[name][bad] = EMPTY
    texts["basis"][bad] = ""
    texts["reasons"][bad] = np.array(rows.refusals, dtype=object)[rows.refusal[bad]]
    return {name: texts.get(name, found.get(name)) for name in OUTPUTS}  # type: ignore[misc]
