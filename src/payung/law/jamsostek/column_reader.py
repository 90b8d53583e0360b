"""Reads columns of cases into the rules' facts, fast where the text is plain.

What the fast path doesn't know goes through `case_reader`, once for each distinct text, so that
one case and a column of cases are read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
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
BLOCK = 32_768
BELOW = -(10**6)
"""Stands for any negative number that was given: below every range."""

EPOCH = np.datetime64(FIRST_DAY, "D")


@dataclass
class ColumnsRead:
    """Facts by column; `refusal` numbers the reason of each unreadable row, 0 for none."""

    size: int
    days: Column = field(init=False)
    facts: dict[str, Column] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=lambda: [""])
    accidents: Column | None = None
    """The day of the accident by row, the event's where it is the same; None without a column."""

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


@dataclass(frozen=True)
class Coded:
    """A column of texts as numbers: `texts[codes[i]]` is row i; empty stands for missing."""

    codes: Column
    texts: list[str]

    @classmethod
    def of(cls, series: pl.Series) -> Coded:
        if not isinstance(series.dtype, pl.Enum):
            series = series.cast(pl.String)
            series = series.cast(pl.Enum(series.drop_nulls().unique()))
        assert isinstance(series.dtype, pl.Enum)
        texts = series.dtype.categories.to_list()
        codes = series.to_physical()
        if codes.null_count():
            codes = codes.cast(pl.UInt32).fill_null(len(texts))
        return cls(codes.to_numpy(), [*texts, ""])


def as_columns(columns: Mapping[str, Any]) -> dict[str, Column | pl.Series]:
    """Whole numbers and days as numpy arrays, everything else as a series; empty ones left out."""
    found: dict[str, Column | pl.Series] = {}
    for name, values in columns.items():
        if isinstance(values, np.ndarray) and values.dtype.kind in "iuM":
            found[name] = values
            continue
        series = values if isinstance(values, pl.Series) else pl.Series(_texts(values))
        if series.null_count() == len(series):
            continue
        plain = series.dtype.is_integer() or series.dtype == pl.Date
        found[name] = series.to_numpy() if plain and not series.null_count() else series
    return found


def _texts(values: Any) -> Any:
    """Mixed lists are read as their texts."""
    if isinstance(values, np.ndarray) and values.dtype != object:
        return values
    kinds = {type(value) for value in values} - {type(None)}
    if len(kinds) < 2:
        return values
    return [None if one.is_missing(value) else str(value) for value in values]


def read_rows(
    columns: Mapping[str, Column | pl.Series], size: int, today: date | None = None
) -> ColumnsRead:
    """Everything but the children, which need the law."""
    rows = ColumnsRead(size)
    for enumeration in one.ENUMERATIONS:
        if enumeration.column in columns or enumeration.default != 0:
            _read_words(rows, columns.get(enumeration.column), enumeration)
    rows.days = _read_days(rows, columns.get("event_date"))
    if today is not None:
        rows.refuse(rows.days > np.datetime64(today, "D"), one.IN_FUTURE)
    if "accident_date" in columns:
        rows.accidents = _read_accidents(rows, columns["accident_date"])
    for name in one.NUMBERS:
        if name in columns:
            empty = UNKNOWN if CASE_INPUTS[name].low == UNKNOWN else 0
            rows.facts[name] = _numbers(rows, columns[name], name, empty)
    for column, (fact, units) in one.PERCENTAGES.items():
        if column in columns:
            rows.facts[fact] = _percentages(rows, columns[column], column, units)
    for name in ("paid_months", "membership_months"):
        if name not in rows.facts:
            rows.facts[name] = np.full(size, UNKNOWN, np.int64)
    paid = rows.facts["paid_months"]
    total = rows.facts.get("paid_months_total")
    rows.facts["paid_months_total"] = paid if total is None else np.where(total < 0, paid, total)
    if total is not None:
        rows.refuse(rows.facts["paid_months_total"] < paid, one.MONTHS_DIFFER)
    return rows


def check_needed(rows: ColumnsRead, columns: Mapping[str, Column | pl.Series]) -> None:
    """The same as the case reader: what a component rests on must be there."""
    facts = rows.facts
    no_income = _missing(columns.get("income"), rows.size)
    no_percent = _missing(columns.get("disability_percent"), rows.size)
    if no_income is None and no_percent is None:
        return
    jkk = facts["program"] == JKK
    if no_income is not None:
        cash = facts["event"] != INJURY
        for name in ("incapacity_months", "incapacity_days"):
            if name in facts:
                cash |= facts[name] > 0
        rows.refuse(jkk & cash & no_income, "DATA_KOSONG:income")
    if no_percent is not None:
        partial = jkk & (facts["event"] == PARTIAL_DISABILITY)
        rows.refuse(partial & no_percent, "DATA_KOSONG:disability_percent")


def _missing(column: Column | pl.Series | None, size: int) -> Column | None:
    """Where a column is empty; None where it is nowhere."""
    if column is None:
        return np.ones(size, bool)
    if isinstance(column, np.ndarray):
        return None
    empty = column.is_null()
    if column.dtype == pl.String:
        empty = empty | (column.str.strip_chars() == "").fill_null(True)
    if column.dtype.is_float():
        empty = empty | column.is_nan().fill_null(True)
    return empty.to_numpy() if empty.any() else None


def _read_words(
    rows: ColumnsRead, column: Column | pl.Series | None, enumeration: one.Enumeration
) -> None:
    """The codes of an enumeration; the first one stands in where the row is refused."""
    if column is None and enumeration.default is not None:
        codes = np.full(rows.size, enumeration.default, np.int8)
    elif column is None:
        codes = np.zeros(rows.size, np.int8)
    elif isinstance(column, np.ndarray):
        known = np.isin(column, list(enumeration.codes.values()))
        codes = np.where(known, column, 0).astype(np.int8)
    else:
        codes = read_texts(rows, Coded.of(column), enumeration.read, np.int8)
    if enumeration.default != 0 and not codes.all():
        rows.refuse(codes == 0, enumeration.refusal)
        codes[codes == 0] = 1
    rows.facts[enumeration.column] = codes


def _read_accidents(rows: ColumnsRead, column: Column | pl.Series) -> Column:
    """The day of the accident, the event's own where none was given."""
    none = _missing(column, rows.size)
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        none = np.isnat(column)
    given = ColumnsRead(rows.size)
    days = _read_days(given, column)
    missing = np.zeros(rows.size, bool) if none is None else none
    for number, code in enumerate(given.refusals):
        if number:
            rows.refuse((given.refusal == number) & ~missing, code)
    days = np.where(missing, rows.days, days)
    rows.refuse(days > rows.days, one.ACCIDENT_LATER)
    return days


def _read_days(rows: ColumnsRead, column: Column | pl.Series | None) -> Column:
    if column is None:
        rows.refuse(np.ones(rows.size, bool), "TANGGAL_TIDAK_SAH")
        return rows.days
    if isinstance(column, pl.Series) and column.dtype == pl.String:
        column = column.str.strip_chars()
        plain = column.str.contains(r"^\d{4}-\d\d-\d\d$").fill_null(False)
        column = column.str.to_date("%Y-%m-%d", strict=False).set(~plain, None)
    if isinstance(column, pl.Series):
        column = column.cast(pl.Date).to_numpy()
    days = column.astype("datetime64[D]", copy=False)
    # NaT is the least int64, so one minimum finds both.
    if rows.size and days.view(np.int64).min() < EPOCH.astype(np.int64):
        unreadable, early = np.isnat(days), days < EPOCH
        rows.refuse(unreadable, "TANGGAL_TIDAK_SAH")
        rows.refuse(early, "TANGGAL_SEBELUM_2015")
        days = np.where(unreadable | early, EPOCH, days)
    return days


def _numbers(rows: ColumnsRead, column: Column | pl.Series, name: str, empty: int) -> Column:
    """Whole numbers; 0 stands in where the row is refused."""
    if isinstance(column, np.ndarray):
        values = column.astype(np.int64, copy=False)
        unread: Column | None = None
    else:
        values, unread = _parsed(rows, column, name, empty)
    low = 0 if unread is None else empty
    high = CASE_INPUTS[name].high
    # As uint64 a negative number passes every range, so one maximum finds both.
    if rows.size and values.view(np.uint64).max() > high:
        bad = (values < low) | (values > high)
        rows.refuse(bad, f"ANGKA_TIDAK_SAH:{name}")
        values = np.where(bad, 0, values)
    return values


def _parsed(rows: ColumnsRead, series: pl.Series, name: str, empty: int) -> tuple[Column, Column]:
    """Numbers out of texts or of a nullable column; what is plain is cast, the rest read slowly."""
    missing = _missing(series, rows.size)
    missing = np.zeros(rows.size, bool) if missing is None else missing
    plain = series.cast(pl.Int64, strict=False)
    if series.dtype.is_float():
        plain = plain.set((series != series.floor()).fill_null(False), None)
    unread = plain.is_null().to_numpy() & ~missing
    values = np.array(plain.fill_null(0).to_numpy())
    values[(values < 0) & ~missing] = BELOW
    values[missing] = empty
    if unread.any():
        places = np.flatnonzero(unread)

        def read(text: object) -> int:
            return one.read_number(name, text)

        coded = Coded.of(series.gather(places).cast(pl.String))
        values[places] = read_texts(rows, coded, read, np.int64, places)
    return values, missing


def _percentages(rows: ColumnsRead, column: Column | pl.Series, name: str, units: int) -> Column:
    def read(text: object) -> int:
        return 0 if one.is_missing(text) else one.read_percent(name, text, units)

    series = pl.Series(column) if isinstance(column, np.ndarray) else column
    return read_texts(rows, Coded.of(series), read, np.int64)


def read_texts(
    rows: ColumnsRead,
    coded: Coded,
    read: Callable[[object], int],
    dtype: type[np.generic],
    places: Column | None = None,
) -> Column:
    """Reads each distinct text once; refuses the rows (of `places`) whose text can't be read."""
    table = np.zeros(len(coded.texts), np.int64)
    refused = np.zeros(len(coded.texts), np.int16)
    for number in np.flatnonzero(counted(coded.codes, len(coded.texts))):
        try:
            table[number] = read(coded.texts[number])
        except one.InvalidCase as refusal:
            refused[number] = rows.number(refusal.code)
    if refused.any():
        found = refused[coded.codes]
        at = np.flatnonzero(found)
        at, why = (at, found[at]) if places is None else (places[at], found[at])
        fresh = rows.refusal[at] == 0
        rows.refusal[at[fresh]] = why[fresh]
    return looked_up(table.astype(dtype), coded.codes)


def counted(codes: Column, size: int) -> Column:
    """How often each of `size` codes occurs."""
    column = np.zeros(size, np.int64)
    block = max(BLOCK, 4 * size)
    for start in range(0, len(codes), block):
        column += np.bincount(codes[start : start + block], minlength=size)
    return column


def looked_up(table: Column, codes: Column) -> Column:
    """The table's value for each code; in blocks, for numpy widens the codes before it looks."""
    column = np.empty(len(codes), table.dtype)
    for start in range(0, len(codes), BLOCK):
        part = codes[start : start + BLOCK].astype(np.intp, copy=False)
        np.take(table, part, out=column[start : start + BLOCK], mode="clip")
    return column
