"""Children over columns: each distinct family is read once, then looked up row by row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from payung.law.jamsostek.case_reader import InvalidCase, read_children
from payung.law.jamsostek.children import NO_FAMILY, Family, Ladder, ladder_at
from payung.law.jamsostek.column_reader import Column, Rows


def read_families(rows: Rows, series: Mapping[str, pl.Series], ladders: tuple[Ladder, ...]) -> None:
    """Adds the facts `anak`, `anak_1`, `anak_2`, `anak_ragu` of every row."""
    stages, births = series.get("children"), series.get("children_birth")
    if stages is None and births is None:
        return
    since = np.array([ladder.since for ladder in ladders], "datetime64[D]")
    era = np.searchsorted(since, rows.days, side="right") - 1
    frame = pl.DataFrame(
        {
            "stages": _text(stages, rows.size),
            "births": _text(births, rows.size),
            "day": np.where(_given(births, rows.size), rows.days, since[era]),
        }
    )
    _look_up(rows, frame, ladders)


def _look_up(rows: Rows, frame: pl.DataFrame, ladders: tuple[Ladder, ...]) -> None:
    """Without birth dates a family's sum rests on the ladder alone, so its first day will do."""
    key = frame.select(key=pl.struct("stages", "births", "day").rank("dense") - 1)["key"]
    numbers = key.to_numpy()
    _, first = np.unique(numbers, return_index=True)
    distinct = frame[first]
    families, refusals = [], np.zeros(len(distinct), np.int16)
    for number, (stages, births, day) in enumerate(distinct.iter_rows()):
        family = _family(stages, births, day, ladders)
        if isinstance(family, str):
            refusals[number], family = rows.number(family), NO_FAMILY
        families.append(_facts(family))
    table = np.array(families, np.int64).reshape(-1, 4)
    for place, name in enumerate(("anak", "anak_1", "anak_2", "anak_ragu")):
        rows.facts[name] = table[numbers, place]
    fresh = (refusals[numbers] > 0) & (rows.refusal == 0)
    rows.refusal[fresh] = refusals[numbers[fresh]]


def _family(
    stages: str | None, births: str | None, day: date, ladders: tuple[Ladder, ...]
) -> Family | str:
    """The family, or the code of why it can't be read."""
    try:
        children = read_children(stages, births, day)
    except InvalidCase as refusal:
        return refusal.code
    return ladder_at(ladders, day).family(children, day)


def _facts(family: Family) -> tuple[int, int, int, int]:
    sums = [child.amount_rp for child in family.chosen] + [0, 0]
    return family.entitled, sums[0], sums[1], family.doubtful_rp


def _text(series: pl.Series | None, size: int) -> pl.Series:
    if series is None:
        return pl.repeat(None, size, dtype=pl.String, eager=True)
    return series.cast(pl.String)


def _given(births: pl.Series | None, size: int) -> Column:
    if births is None:
        return np.zeros(size, bool)
    return (births.cast(pl.String).str.strip_chars() != "").fill_null(False).to_numpy()
