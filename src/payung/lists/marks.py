"""Which cells of a sender's workbook are wrong, and what stands in its column *Perbaikan*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from payung.lists.area_names import AreaTable
from payung.lists.headers import normalise
from payung.lists.layout import PeopleBlock, find_blocks
from payung.lists.raw import column_of
from payung.lists.sheet import Sheet

MEND_HEADER = "Perbaikan"


@dataclass(slots=True)
class CellNote:
    """What is written to one cell: the sentences, and whether one of them is an error."""

    sentences: list[str] = field(default_factory=list)
    is_error: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def add(self, sentence: str, *, is_error: bool) -> None:
        if sentence not in self.sentences:
            self.sentences.append(sentence)
        self.is_error = self.is_error or is_error


@dataclass(slots=True)
class Marks:
    """The notes of one sheet; rows and columns from 0, as in the sheet.

    `cells` are coloured and commented, `mend_column` and `mend_headers` say where *Perbaikan*
    stands, `mends` is what it says per row, `text_columns` keep long digits as text.
    """

    mend_column: int
    mend_headers: frozenset[int]
    text_columns: frozenset[int]
    cells: dict[tuple[int, int], CellNote] = field(default_factory=dict)
    mends: dict[int, CellNote] = field(default_factory=dict)
    _by_row: dict[int, list[int]] = field(default_factory=dict)

    def marked_columns(self, row: int) -> list[int]:
        """The columns of a row that carry a note."""
        if not self._by_row:
            for place, column in self.cells:
                self._by_row.setdefault(place, []).append(column)
        return self._by_row.get(row, [])


def marks_of(
    sheet: Sheet,
    findings: pl.DataFrame,
    memory: Mapping[str, str] | None = None,
    areas: AreaTable | None = None,
    mends: pl.DataFrame | None = None,
) -> Marks | None:
    """The marks of a sheet from its findings and mends; None where the sheet is no list."""
    blocks = find_blocks(sheet, memory or {}, areas)
    if not blocks:
        return None
    marks = _empty_marks(sheet, blocks)
    for finding in findings.filter(pl.col("sheet") == sheet.name).iter_rows(named=True):
        is_error = finding["severity"] == "galat"
        if finding["row"] == 0:
            header = max(marks.mend_headers)
            marks.cells.setdefault((header, marks.mend_column), CellNote()).add(
                finding["message"], is_error=is_error
            )
            continue
        row = finding["row"] - 1
        sentence = _sentence(finding)
        marks.mends.setdefault(row, CellNote()).add(sentence, is_error=is_error)
        if (column := _place(finding, row, blocks)) is not None:
            cell = (row, column + sheet.first_column)
            marks.cells.setdefault(cell, CellNote()).add(sentence, is_error=is_error)
    if mends is not None:
        _add_mends(marks, mends.filter(pl.col("sheet") == sheet.name), blocks, sheet)
    return marks


def _add_mends(marks: Marks, mends: pl.DataFrame, blocks: list[PeopleBlock], sheet: Sheet) -> None:
    for mend in mends.iter_rows(named=True):
        row = mend["row"] - 1
        marks.mends.setdefault(row, CellNote()).add(mend["text"], is_error=False)
        if (column := _place(mend, row, blocks)) is not None:
            cell = (row, column + sheet.first_column)
            marks.cells.setdefault(cell, CellNote()).add(mend["text"], is_error=False)


def _sentence(finding: Mapping[str, Any]) -> str:
    suggestion = finding["suggestion"]
    return f"{finding['message']} Usul: {suggestion}." if suggestion else finding["message"]


def _empty_marks(sheet: Sheet, blocks: list[PeopleBlock]) -> Marks:
    headers = frozenset(max(block.header.first, 0) for block in blocks)
    text = {block.header.columns.get(f) for block in blocks for f in ("nik", "nkk", "no_hp")}
    existing = next(_mend_columns(sheet, headers), None)
    column = sheet.texts.width if existing is None else existing
    first = sheet.first_column
    return Marks(column + first, headers, frozenset(c + first for c in text if c is not None))


def _mend_columns(sheet: Sheet, headers: frozenset[int]) -> Iterator[int]:
    """Columns that an earlier marking added."""
    for row in headers:
        for column, cell in enumerate(sheet.texts.row(row)):
            if cell and normalise(cell) == normalise(MEND_HEADER):
                yield column


def _place(finding: Mapping[str, Any], row: int, blocks: list[PeopleBlock]) -> int | None:
    """The frame column of a finding's field in the block that a row belongs to.

    Where tables stand beside each other the row may be in several: then the finding's `table`
    tells, and without it no cell is marked.
    """
    own = [block.header for block in blocks if row in _span(block)]
    if len(own) > 1:
        own = [h for h in own if min(h.columns.values()) == finding.get("table")]
        if not own:
            return None
    above = [block.header for block in blocks if block.header.first <= row]
    headers = own or above[-1:]
    return column_of(finding["column"], headers[0].columns) if headers else None


def _span(block: PeopleBlock) -> range:
    """The rows from the first person of a block to the last."""
    return range(block.rows[0], block.rows[-1] + 1) if len(block.rows) else range(0)
