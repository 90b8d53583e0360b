"""Workbooks (XLSX, XLSB, XLS, ODS) as texts. Runs only in the child process of `sandbox`.

A sheet that the fast reader refuses is read by the patient one; what neither reads is told.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import fastexcel
import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.lists.firstlook import BINARY_BOOK, BROKEN, LOCKED, FileFormat
from payung.lists.odslook import look_at_rows
from payung.lists.plainxml import PatientBook
from payung.lists.sheet import Sheet
from payung.lists.xmllook import CellLook

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHEET_TYPE = "/worksheet"


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet as the workbook lists it: its name, where it lies, whether it can be seen."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Book:
    """What the workbook's own page says."""

    parts: Sequence[_Part] = ()
    from_1904: bool = False
    known: dict[str, _Part] = field(default_factory=dict)


def read_workbook(path: Path, kind: FileFormat, look: CellLook) -> list[Sheet]:
    """The sheets that hold anything, hidden ones too; `UnreadableFile` if none can be read."""
    book = _book(path) if kind is FileFormat.XLSX else _Book()
    if kind is FileFormat.ODS:
        look_at_rows(path, look)
    try:
        reader = fastexcel.read_excel(path.read_bytes())
        names = reader.sheet_names
    except Exception as error:  # the parser names no narrower class for broken files
        told = f"{type(error).__name__} {error}".lower()
        if "password" in told or "encrypt" in told:
            raise UnreadableFile(LOCKED) from error
        if kind is not FileFormat.XLSX or not book.parts:
            raise UnreadableFile(BINARY_BOOK if kind is FileFormat.XLSB else BROKEN) from error
        return [sheet for part in book.parts for sheet in _patiently(path, part, book, look)]
    return [
        sheet
        for number, name in enumerate(names)
        for sheet in _read_sheet(path, reader, (number, name), kind, book, look)
    ]


def _read_sheet(
    path: Path,
    reader: fastexcel.ExcelReader,
    place: tuple[int, str],
    kind: FileFormat,
    book: _Book,
    look: CellLook,
) -> Iterator[Sheet]:
    number, name = place
    listed = book.known.get(name)
    try:
        loaded = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        texts = loaded.to_polars()
        first = loaded.available_columns()[0].absolute_index if texts.width else 0
    except Exception:  # a chart sheet, an empty one, or one that the parser refuses
        if listed is not None:
            yield from _patiently(path, listed, book, look)
        elif kind is not FileFormat.XLSX:
            yield Sheet(name, pl.DataFrame({"c0": []}, schema={"c0": pl.String}), lost=True)
        return
    if texts.width:
        renamed = texts.rename({old: f"c{i}" for i, old in enumerate(texts.columns)})
        part = listed.part if listed else _part_name(kind, number)
        sheet = _sheet(name, renamed, first, part, look)
        yield _with_book(sheet, hidden=loaded.visible != "visible", book=book)


def _patiently(path: Path, listed: _Part, book: _Book, look: CellLook) -> Iterator[Sheet]:
    """The sheet by the patient reader; empty and lost where that fails as well."""
    try:
        with zipfile.ZipFile(path) as archive:
            texts, lost = PatientBook(archive, from_1904=book.from_1904).sheet(listed.part)
    except (KeyError, OSError, ValueError, zipfile.BadZipFile):
        texts, lost = pl.DataFrame(), True
    if texts.width or lost:
        texts = texts if texts.width else pl.DataFrame(schema={"c0": pl.String})
        sheet = _sheet(listed.name, texts, 0, listed.part, look)
        yield _with_book(sheet, hidden=listed.hidden, book=book, lost=lost)


def _part_name(kind: FileFormat, number: int) -> str:
    """Under which name the look knows a sheet that the workbook's page doesn't place."""
    return f"xl/worksheets/sheet{number + 1}.bin" if kind is FileFormat.XLSB else str(number)


def _sheet(name: str, texts: pl.DataFrame, first: int, part: str, look: CellLook) -> Sheet:
    errors = look.errors.get(part, {})
    return Sheet(
        name,
        _with_errors(texts, first, errors) if errors else texts,
        first,
        frozenset(c - first for c in look.hidden.get(part, ())),
        frozenset((row, c - first) for row, c in look.numbers.get(part, ())),
        frozenset(look.values),
        tuple(sorted((top, end, c - first) for top, end, c in look.merged.get(part, ()))),
        frozenset(look.hidden_rows.get(part, ())),
    )


def _with_book(sheet: Sheet, *, hidden: bool, book: _Book, lost: bool = False) -> Sheet:
    return replace(sheet, is_hidden=hidden, from_1904=book.from_1904, lost=lost)


def _with_errors(
    texts: pl.DataFrame, first: int, errors: dict[tuple[int, int], str]
) -> pl.DataFrame:
    """The texts with what broken formulas show, which the parser leaves empty."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), told in errors.items():
        if 0 <= column - first < texts.width and row < texts.height:
            by_column.setdefault(column - first, {})[row] = told
    for column, signs in by_column.items():
        series = texts.to_series(column)
        missing = {row: text for row, text in signs.items() if not series[row]}
        if missing:
            texts = texts.with_columns(series.scatter(list(missing), list(missing.values())))
    return texts


def _book(path: Path) -> _Book:
    """The sheets in their order and the archive's parts that hold them."""
    import defusedxml.ElementTree as Xml  # type: ignore[import-untyped]

    with zipfile.ZipFile(path) as archive:
        page = Xml.fromstring(archive.read("xl/workbook.xml"))
        links = Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in links
        if link.get("Type", _SHEET_TYPE).endswith(_SHEET_TYPE)
    }
    parts = []
    from_1904 = False
    for element in page.iter():
        if element.tag.endswith("}workbookPr"):
            from_1904 = element.get("date1904", "") in ("1", "true")
        if not element.tag.endswith("}sheet"):
            continue
        key = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        if target := targets.get(key):
            whole = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
            hidden = element.get("state", "visible") != "visible"
            parts.append(_Part(element.get("name", ""), whole, hidden))
    return _Book(parts, from_1904, {part.name: part for part in parts})
