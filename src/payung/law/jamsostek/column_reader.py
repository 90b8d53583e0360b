"""Reads columns of cases into the rules' facts, fast where the text is plain.

What the fast path doesn't know goes through `case_reader`, once for each distinct text, so that
one case and a column of cases are read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from payung.law.engine.rule import FIRST_DAY
from payung.law.jamsostek import case_reader as one
from payung.law.jamsostek.inputs import (
    CASE_INPUTS,
    INJURY,
    JKK,
    PARTIAL_DISABILITY,
    UNKNOWN,
)

Column = NDArray[Any]
REFUSED = -1
"""Below it, a distinct text's code is the number of its refusal."""

EPOCH = np.datetime64(FIRST_DAY, "D")


@dataclass
class Rows:
    """Facts by column; `refusal` numbers the reason of each unreadable row, 0 for none."""

    size: int
    days: Column = field(init=False)
    facts: dict[str, Column] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=lambda: [""])

    def __post_init__(self) -> None:
        self.days = np.full(self.size, EPOCH)
        self.refusal = np.zeros(self.size, np.int16)

    def refuse(self, where: Column, code: str) -> None:
        """Marks rows as unreadable unless an earlier check has."""
        if where.any():
            self.refusal[where & (self.refusal == 0)] = self.number(code)

    def number(self, code: str) -> int:
        """The number under which a reason is kept."""
        if code not in self.refusals:
            self.refusals.append(code)
        return self.refusals.index(code)


def as_series(columns: Mapping[str, Any]) -> dict[str, pl.Series]:
    """Each column as a series; an all-empty one is left out."""
    found = {}
    for name, values in columns.items():
        series = values if isinstance(values, pl.Series) else _series(values)
        if series.null_count() < len(series):
            found[name] = series
    return found


def _series(values: Any) -> pl.Series:
    if isinstance(values, np.ndarray) and values.dtype != object:
        return pl.Series(values)
    return pl.Series(values, dtype=pl.String if _all_text(values) else None, strict=False)


def _all_text(values: Sequence[object]) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def read_rows(series: Mapping[str, pl.Series], size: int) -> Rows:
    """Everything but the children, which need the law."""
    rows = Rows(size)
    for enumeration in one.ENUMERATIONS:
        codes = _words(rows, series.get(enumeration.column), enumeration)
        rows.facts[enumeration.column] = codes
    _read_days(rows, series.get("event_date"))
    for name in one.NUMBERS:
        if name in series:
            empty = UNKNOWN if CASE_INPUTS[name].low == UNKNOWN else 0
            rows.facts[name] = _numbers(rows, series[name], name, empty)
        elif CASE_INPUTS[name].low == UNKNOWN:
            rows.facts[name] = np.full(size, UNKNOWN, np.int64)
    for column, (fact, units) in one.PERCENTAGES.items():
        if column in series:
            rows.facts[fact] = _percentages(rows, series[column], column, units)
    total, paid = rows.facts["paid_months_total"], rows.facts["paid_months"]
    np.copyto(total, paid, where=total == UNKNOWN)
    return rows


def check_needed(rows: Rows, series: Mapping[str, pl.Series]) -> None:
    """The same as the case reader: what a component rests on must be there."""
    facts = rows.facts
    jkk = facts["program"] == JKK
    cash = facts["event"] != INJURY
    if "incapacity_months" in facts:
        cash |= facts["incapacity_months"] > 0
    rows.refuse(jkk & cash & _missing(series.get("income"), rows.size), "DATA_KOSONG:income")
    partial = jkk & (facts["event"] == PARTIAL_DISABILITY)
    absent = _missing(series.get("disability_percent"), rows.size)
    rows.refuse(partial & absent, "DATA_KOSONG:disability_percent")


def _missing(series: pl.Series | None, size: int) -> Column:
    if series is None:
        return np.ones(size, bool)
    empty = series.is_null()
    if series.dtype == pl.String:
        empty = empty | (series.str.strip_chars() == "").fill_null(True)
    if series.dtype.is_float():
        empty = empty | series.is_nan().fill_null(True)
    return empty.to_numpy()


def _words(rows: Rows, series: pl.Series | None, enumeration: one.Enumeration) -> Column:
    """The codes of an enumeration; 1 stands in where the row is refused."""
    if series is None:
        codes = np.full(rows.size, enumeration.default, np.int8)
    elif series.dtype in (pl.Categorical, pl.Enum):
        codes = _distinct(rows, series.cast(pl.String), enumeration.read, np.int8)
    elif series.dtype.is_integer():
        codes = series.fill_null(enumeration.default).to_numpy().astype(np.int8)
        codes = np.where(np.isin(codes, list(enumeration.codes.values())), codes, 0)
    else:
        codes = np.zeros(rows.size, np.int8)
        text = series.cast(pl.String)
        for word, code in enumeration.codes.items():
            codes += (text == word).fill_null(False).to_numpy() * np.int8(code)
        _slow(rows, text, codes, codes == 0, enumeration.read)
    rows.refuse(codes == 0, enumeration.refusal)
    codes[codes == 0] = 1
    return codes


def _read_days(rows: Rows, series: pl.Series | None) -> None:
    if series is None:
        rows.refuse(np.ones(rows.size, bool), "TANGGAL_TIDAK_SAH")
        return
    if series.dtype == pl.String:
        series = series.str.strip_chars()
        plain = (series.str.len_bytes() == 10) & series.str.contains(r"^\d{4}-\d\d-\d\d$")
        series = series.str.to_date("%Y-%m-%d", strict=False).set(~plain.fill_null(False), None)
    days = series.cast(pl.Date).to_numpy().astype("datetime64[D]")
    unreadable = np.isnat(days)
    rows.refuse(unreadable, "TANGGAL_TIDAK_SAH")
    early = days < EPOCH
    rows.refuse(early, "TANGGAL_SEBELUM_2015")
    rows.days = np.where(unreadable | early, EPOCH, days)


def _numbers(rows: Rows, series: pl.Series, name: str, empty: int) -> Column:
    """Whole numbers; 0 stands in where the row is refused."""
    high = CASE_INPUTS[name].high
    missing = _missing(series, rows.size)
    plain = series if series.dtype.is_integer() else series.cast(pl.Int64, strict=False)
    if series.dtype.is_float():
        plain = plain.set((series != series.floor()).fill_null(False), None)
    unread = plain.is_null().to_numpy() & ~missing
    values = np.array(plain.cast(pl.Int64).fill_null(empty).to_numpy())
    if series.dtype == pl.String and unread.any():

        def read(text: object) -> int:
            return one.read_number(name, text)

        unread = _slow(rows, series, values, unread, read)
    bad = unread | ((values < 0) | (values > high)) & ~missing
    if bad.any():
        rows.refuse(bad, f"ANGKA_TIDAK_SAH:{name}")
        values[bad] = 0
    return values


def _percentages(rows: Rows, series: pl.Series, name: str, units: int) -> Column:
    values = np.zeros(rows.size, np.int64)

    def read(text: object) -> int:
        return one.read_percent(name, text, units)

    _slow(rows, series.cast(pl.String), values, ~_missing(series, rows.size), read)
    return values


def _slow(
    rows: Rows, series: pl.Series, values: Column, where: Column, read: Callable[[object], int]
) -> Column:
    """Reads each distinct text of the rows `where` once; gives back those that can't be read."""
    failed = np.zeros(rows.size, bool)
    if not where.any():
        return failed
    chosen = np.flatnonzero(where)
    texts = series.gather(chosen).fill_null("")
    codes: dict[str, int] = {}
    for text in texts.unique().to_list():
        try:
            codes[text] = read(text)
        except one.InvalidCase as refusal:
            codes[text] = REFUSED - rows.number(refusal.code)
    found = texts.replace_strict(codes, return_dtype=pl.Int64).to_numpy()
    failed[chosen[found < REFUSED]] = True
    fresh = (found < REFUSED) & (rows.refusal[chosen] == 0)
    rows.refusal[chosen[fresh]] = REFUSED - found[fresh]
    values[chosen] = np.where(found < REFUSED, 0, found)
    return failed


def _distinct(
    rows: Rows, series: pl.Series, read: Callable[[object], int], dtype: type[np.generic]
) -> Column:
    values = np.zeros(rows.size, dtype)
    _slow(rows, series, values, np.ones(rows.size, bool), read)
    return values
