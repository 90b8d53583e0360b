"""The sender's own workbook back: wrong cells coloured and commented, a column *Perbaikan*.

An XLSX keeps its looks (openpyxl); CSV, XLS, ODS and very long lists come back as a plain XLSX
made of their cells. No cell leaves as a formula: what begins with `=` is written as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.lists.area_names import AreaTable
from payung.lists.firstlook import FileFormat, kind_of
from payung.lists.looks import looks_can_be_kept
from payung.lists.marks import MEND_HEADER, CellNote, Marks, marks_of
from payung.lists.sandbox import read_guarded
from payung.lists.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_ERROR_COLOUR = "FFC7CE"
_WARNING_COLOUR = "FFEB9C"
_AUTHOR = "Payung"
_LONGEST_STYLED = 30_000
_MEND_WIDTH = 60


def mark_workbook(
    source: Path,
    findings: pl.DataFrame,
    target: Path,
    header_memory: Mapping[str, str] | None = None,
    areas: AreaTable | None = None,
    mends: pl.DataFrame | None = None,
) -> None:
    """Writes `target` (XLSX): the workbook `source` with the findings about it marked.

    `findings` has the columns of findings.csv; those of other files are left out. Mended and
    sent again it goes through: *Perbaikan* is no field, and a second marking replaces the first.
    `UnreadableFile` if `source` can't be read.
    """
    sheets = _sheets(source)
    mark_sheets(source, sheets, findings, target, header_memory, areas=areas, mends=mends)


def mark_sheets(
    source: Path,
    sheets: list[Sheet],
    findings: pl.DataFrame,
    target: Path,
    header_memory: Mapping[str, str] | None = None,
    *,
    areas: AreaTable | None = None,
    mends: pl.DataFrame | None = None,
) -> None:
    """`mark_workbook` for a file whose sheets are already read; `mends` are those of `Checked`."""
    own = findings.filter(pl.col("file") == source.name)
    found = ((s.name, marks_of(s, own, header_memory, areas, mends)) for s in sheets)
    marks = {name: m for name, m in found if m is not None}
    long = any(sheet.texts.height > _LONGEST_STYLED for sheet in sheets)
    styled = kind_of(source) is FileFormat.XLSX and not long and looks_can_be_kept(source)
    if not (styled and _mark_styled(source, marks, target)):
        _write_plain(sheets, marks, target)


def _sheets(source: Path) -> list[Sheet]:
    for _, sheets in read_guarded([source]):
        if isinstance(sheets, UnreadableFile):
            raise sheets
        return sheets
    return []


def _mark_styled(source: Path, marks: Mapping[str, Marks], target: Path) -> bool:
    """Marks a copy of the workbook; formulas are replaced by the values they showed.

    False where openpyxl doesn't understand what other programs wrote (it knows XLSX by the book).
    """
    import openpyxl

    try:
        content = BytesIO(source.read_bytes())  # a path would be refused for its ending
        book = openpyxl.load_workbook(content, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            _without_formulas(sheet)
            if sheet.title in marks:
                _mark_sheet(sheet, marks[sheet.title])
        book.save(target)
    except Exception:  # of many classes; the sender gets his cells back all the same
        target.unlink(missing_ok=True)
        return False
    return True


def _without_formulas(sheet: Worksheet) -> None:
    for cell in _cells(sheet):
        if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
            cell.data_type = "s"


def _cells(sheet: Worksheet) -> list[Cell | MergedCell]:
    """The cells that there are: a stray one in the last row makes no million of them."""
    return list(sheet._cells.values())


def _mark_sheet(sheet: Worksheet, marks: Marks) -> None:
    from openpyxl.utils import get_column_letter

    _unmark(sheet)
    for row in marks.mend_headers:
        header = sheet.cell(row + 1, marks.mend_column + 1, MEND_HEADER)
        header.font = header.font + _bold()
    for row, note in marks.mends.items():
        sheet.cell(row + 1, marks.mend_column + 1, " ".join(note.sentences))
    for (row, column), note in marks.cells.items():
        _mark_cell(sheet.cell(row + 1, column + 1), note, long_digits=column in marks.text_columns)
    sheet.column_dimensions[get_column_letter(marks.mend_column + 1)].width = _MEND_WIDTH


def _bold() -> object:
    from openpyxl.styles import Font

    return Font(bold=True)


def _unmark(sheet: Worksheet) -> None:
    """Takes away what an earlier marking left, so that mended cells look mended."""
    from openpyxl.styles import PatternFill

    colours = {f"00{_ERROR_COLOUR}", f"00{_WARNING_COLOUR}", f"FF{_ERROR_COLOUR}"}
    for cell in _cells(sheet):
        if cell.comment is not None and cell.comment.author == _AUTHOR:
            cell.comment = None
            if cell.fill.fgColor.rgb in colours:
                cell.fill = PatternFill()


def _mark_cell(cell: Cell | MergedCell, note: CellNote, *, long_digits: bool) -> None:
    from openpyxl.cell.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if not isinstance(cell, Cell):
        return
    cell.fill = PatternFill("solid", fgColor=_ERROR_COLOUR if note.is_error else _WARNING_COLOUR)
    cell.comment = Comment(note.text, _AUTHOR, height=120, width=280)
    if long_digits:
        cell.number_format = "@"


def _write_plain(sheets: list[Sheet], marks: Mapping[str, Marks], target: Path) -> None:
    """All cells as text in a new workbook, in their places."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    text = book.add_format({"num_format": "@"})
    error = book.add_format({"num_format": "@", "bg_color": f"#{_ERROR_COLOUR}"})
    warning = book.add_format({"num_format": "@", "bg_color": f"#{_WARNING_COLOUR}"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name or "Daftar")
        found = marks.get(sheet.name)
        if found is not None:
            page.set_column(found.mend_column, found.mend_column, _MEND_WIDTH)
        for row, cells in enumerate(sheet.texts.iter_rows()):
            line = _line(row, cells, sheet.first_column, found)
            for column, value in line.items():
                note = found.cells.get((row, column)) if found else None
                style = text if note is None else error if note.is_error else warning
                if _was_number(sheet, row, column, value):
                    page.write_number(row, column, float(value), style)
                else:
                    page.write_string(row, column, value, style)
                if note is not None:
                    page.write_comment(row, column, note.text, {"author": _AUTHOR})
    book.close()


def _was_number(sheet: Sheet, row: int, column: int, value: str) -> bool:
    """A damaged number stays a number, so that it is still seen as damaged when sent again."""
    place = (row, column - sheet.first_column)
    return value in sheet.long_values or place in sheet.long_numbers


def _line(
    row: int, cells: tuple[str | None, ...], first_column: int, marks: Marks | None
) -> dict[int, str]:
    """The texts of a row by column, with *Perbaikan*; marked cells are there even if empty."""
    line = {first_column + i: cell for i, cell in enumerate(cells) if cell is not None}
    if marks is None:
        return line
    for column in marks.marked_columns(row):
        line.setdefault(column, "")
    line.pop(marks.mend_column, None)
    if row in marks.mends:
        line[marks.mend_column] = " ".join(marks.mends[row].sentences)
    elif row in marks.mend_headers:
        line[marks.mend_column] = MEND_HEADER
    return dict(sorted(line.items()))
