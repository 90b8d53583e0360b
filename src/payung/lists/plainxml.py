"""The second reader of an XLSX: patient with what the fast one refuses, slower.

It reads the sheet's XML cell by cell as a spreadsheet program does: a wrong declared dimension, an
unknown kind of cell or a lost shared text costs that cell at most, and what could be read up to a
break is kept. Runs only in the child process of `sandbox`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import IO, Any

import polars as pl

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS = 2000
_MOST_ROWS = 1_048_576
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DAY_SIGNS = re.compile(r"[dmyh]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ZERO_1900 = datetime(1899, 12, 30, tzinfo=UTC)
_ZERO_1904 = datetime(1904, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Row:
    """One row while it is read: texts by column."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)


class PatientBook:
    """The sheets of an open XLSX, with its shared texts and formats."""

    def __init__(self, archive: zipfile.ZipFile, *, from_1904: bool) -> None:
        self._archive = archive
        self._zero = _ZERO_1904 if from_1904 else _ZERO_1900

    def sheet(self, part: str) -> tuple[pl.DataFrame, bool]:
        """The texts from A1 on, and whether something was lost."""
        rows: list[_Row] = []
        reading = _Reading(self._strings, self._day_styles, self._zero)
        with self._archive.open(part) as stream:
            whole = reading.read(stream, rows)
        return _frame(rows), reading.lost or not whole

    @cached_property
    def _strings(self) -> list[str]:
        return list(self._texts("xl/sharedStrings.xml"))

    def _texts(self, part: str) -> Iterator[str]:
        for element in self._elements(part):
            if _name(element) == "si":
                yield _text_of(element)
                element.clear()

    @cached_property
    def _day_styles(self) -> frozenset[int]:
        """The styles under which a number is a day."""
        own: dict[str, bool] = {}
        days: set[int] = set()
        for element in self._elements("xl/styles.xml"):
            if _name(element) == "numFmt":
                code = _QUOTED.sub("", element.get("formatCode", ""))
                own[element.get("numFmtId", "")] = bool(_DAY_SIGNS.search(code))
            elif _name(element) == "cellXfs":
                for number, style in enumerate(element):
                    kind = style.get("numFmtId", "0")
                    if own.get(kind, kind.isdigit() and int(kind) in _DAY_FORMATS):
                        days.add(number)
        return frozenset(days)

    def _elements(self, part: str) -> Iterator[Any]:
        """The elements of a part as they end, up to where it breaks."""
        if part not in self._archive.namelist():
            return
        with self._archive.open(part) as stream:
            yield from _ended(stream)


class _Reading:
    """The cells of one sheet as they come."""

    def __init__(self, strings: list[str], day_styles: frozenset[int], zero: datetime) -> None:
        self.strings, self.day_styles, self.zero = strings, day_styles, zero
        self.lost = False

    def read(self, stream: IO[bytes], rows: list[_Row]) -> bool:
        """Fills `rows`; false where the sheet breaks off."""
        ended = False
        for element in _ended(stream):
            if _name(element) == "row":
                rows.append(self._row(element, rows[-1].number if rows else -1))
                element.clear()
            ended = ended or _name(element) == "sheetData"
        return ended

    def _row(self, element: Any, before: int) -> _Row:
        told = element.get("r", "")
        number = int(told) - 1 if told.isdigit() else before + 1
        row = _Row(number if before < number < _MOST_ROWS else before + 1)
        column = -1
        for cell in element:
            if _name(cell) != "c":
                continue
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            text = self._text(cell)
            if text and column < _MOST_COLUMNS:
                row.cells[column] = text
        return row

    def _text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text_of(cell)
        value = next((part.text or "" for part in cell if _name(part) == "v"), "")
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return {"1": "true", "0": "false"}.get(value, value)
        return self._number(value, cell.get("s", "")) if kind == "n" else value

    def _shared(self, value: str) -> str:
        number = int(value) if value.isdigit() else len(self.strings)
        if number >= len(self.strings):
            self.lost = True
            return ""
        return self.strings[number]

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if style.isdigit() and int(style) in self.day_styles and 0 <= number < 3_000_000:
            return f"{self.zero + timedelta(days=number):%Y-%m-%d %H:%M:%S}"
        whole = number.is_integer() and abs(number) < 1e18
        return str(int(number)) if whole else repr(number)


def _ended(stream: IO[bytes]) -> Iterator[Any]:
    """Elements as they end; a break in the text ends them without a word."""
    import defusedxml.ElementTree as Xml  # type: ignore[import-untyped]

    events = Xml.iterparse(stream, events=("end",))
    while True:
        try:
            yield next(events)[1]
        except (StopIteration, Xml.ParseError, zipfile.BadZipFile, EOFError):
            return


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text_of(element: Any) -> str:
    """All text of a cell or a shared text, without the reading aids of far eastern writing."""
    return "".join(
        part.text or ""
        for child in element
        if _name(child) != "rPh"
        for part in child.iter()
        if _name(part) == "t"
    )


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _frame(rows: list[_Row]) -> pl.DataFrame:
    height = max((row.number for row in rows if row.cells), default=-1) + 1
    width = max((max(row.cells) for row in rows if row.cells), default=-1) + 1
    columns: list[list[str | None]] = [[None] * height for _ in range(width)]
    for row in rows:
        for column, text in row.cells.items():
            columns[column][row.number] = text
    return pl.DataFrame(
        {f"c{i}": c for i, c in enumerate(columns)},
        schema_overrides={f"c{i}": pl.String for i in range(width)},
    )
