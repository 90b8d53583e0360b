"""The benefits over columns: reader, rules, and the codes turned back into texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.law.engine.columns import BASIS, NOTES
from payung.law.jamsostek.benefits import EMPTY, INVALID, STATUSES, assess, cuts
from payung.law.jamsostek.column_children import read_families
from payung.law.jamsostek.column_reader import ColumnsRead, as_columns, check_needed, read_rows
from payung.law.jamsostek.inputs import JKK
from payung.law.jamsostek.law import Law

TEXTS = ("status", "reasons", "basis", "law_version")


def outputs(law: Law) -> tuple[str, ...]:
    """The columns that `law batch` adds, in this order."""
    last = ("total_low", "total_high")
    return (*(name for name in law.amounts if name not in last), *TEXTS[:-1], *last, TEXTS[-1])


def prepare(columns: Mapping[str, Any], law: Law, today: date | None = None) -> ColumnsRead:
    """The facts of each row, coded for the rules: also what a SQL engine would be given."""
    size = max((len(values) for values in columns.values()), default=0)
    given = as_columns(columns)
    rows = read_rows(given, size, today)
    check_needed(rows, given)
    read_families(rows, given, law.ladders, list(law.benefits.read_before))
    return rows


LOWS = {"cash_low": "cash_rendah", "care_low": "care_rendah"}
"""What is certain of cash and care; no column of `law batch`."""


def assess_columns(
    columns: Mapping[str, Any], law: Law, today: date | None = None
) -> dict[str, NDArray[Any]]:
    """See `benefits.assess_columns`."""
    found = _assessed(columns, law, today)
    return {name: found[name] for name in outputs(law)}


def with_lows(columns: Mapping[str, Any], law: Law) -> dict[str, NDArray[Any]]:
    """The same with `cash_low` and `care_low` beside."""
    return _assessed(columns, law, None)


def _assessed(columns: Mapping[str, Any], law: Law, today: date | None) -> dict[str, NDArray[Any]]:
    rows = prepare(columns, law, today)
    wanted = (*law.amounts, *LOWS.values(), "status")
    found = law.benefits.columns.compute(rows.days, rows.facts, wanted)
    found |= {name: found.pop(quantity) for name, quantity in LOWS.items()}
    status = np.array([*STATUSES, INVALID], dtype=object)
    bad = np.flatnonzero(rows.refusal)
    found["status"][bad] = len(STATUSES)
    texts = {
        "status": status.take(found["status"]),
        "reasons": found.pop(NOTES),
        "basis": found.pop(BASIS),
        "law_version": np.broadcast_to(np.array([law.version], dtype=object), rows.size),
    }
    for name in (*law.amounts, *LOWS):
        found[name][bad] = EMPTY
    texts["basis"][bad] = ""
    texts["reasons"][bad] = np.array(rows.refusals, dtype=object)[rows.refusal[bad]]
    result = {name: texts.get(name, found.get(name)) for name in (*outputs(law), *LOWS)}
    for row in two_dates(rows, law):
        _put(result, row, {name: values[row] for name, values in columns.items()}, law)
    return result  # type: ignore[return-value]


def two_dates(rows: ColumnsRead, law: Law) -> list[int]:
    """Rows whose accident and event lie on either side of a cut; few enough to be read singly."""
    if rows.accidents is None:
        return []
    between = np.zeros(rows.size, bool)
    for cut in cuts(law):
        day = np.datetime64(cut, "D")
        between |= (rows.accidents < day) & (rows.days >= day)
    between &= (rows.facts["program"] == JKK) & (rows.refusal == 0)
    numbers: list[int] = np.flatnonzero(between).tolist()
    return numbers


def _put(result: Mapping[str, Any], row: int, case: Mapping[str, Any], law: Law) -> None:
    """Writes the reading of one case into its row."""
    assessment = assess(case, law)
    for name in (*law.amounts, *LOWS):
        amount = (
            assessment.components[name]
            if name in assessment.components
            else getattr(assessment, name)
        )
        result[name][row] = EMPTY if amount is None else amount
    result["status"][row] = assessment.status
    result["reasons"][row] = ";".join(assessment.reasons)
    result["basis"][row] = ";".join(assessment.basis)
