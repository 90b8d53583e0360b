"""Writes grids as XLSX, ODS or CSV; the same grids give the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from payung.demo.synthetic.cells import Cell
from payung.demo.synthetic.grids import Grid

_MADE_AT = datetime(2025, 5, 2, 8, 0)  # noqa: DTZ001 a workbook's date has no zone
_WIDTH = 17  # a NIK and a date cell fit in
_ZIP_DATE = (2025, 5, 2, 8, 0, 0)


def write_grids(grids: list[Grid], path: Path, kind: str) -> None:
    """`kind`: xlsx, ods, csv_semicolon (with byte-order mark) or csv_comma (one grid only)."""
    match kind:
        case "xlsx":
            _write_xlsx(grids, path)
        case "ods":
            _write_ods(grids, path)
        case "csv_semicolon":
            _write_csv(grids[0], path, ";", "utf-8-sig")
        case _:
            _write_csv(grids[0], path, ",", "utf-8")


def _write_xlsx(grids: list[Grid], path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"created": _MADE_AT, "comments": "SINTETIS"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    middle = book.add_format({"align": "center", "valign": "vcenter"})
    for grid in grids:
        sheet = book.add_worksheet(grid.name[:31])
        sheet.set_column(0, max(map(len, grid.rows), default=0), _WIDTH)
        for merge in grid.merges:
            sheet.merge_range(*merge, "", middle)
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                _put(sheet, row, column, cell, day)
        for column in grid.hidden:
            sheet.set_column(column, column, _WIDTH, None, {"hidden": True})
    book.close()


def _put(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    """Text is always text: `=1+1` in a list is somebody's typing, never a formula."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def _write_csv(grid: Grid, path: Path, delimiter: str, encoding: str) -> None:
    width = max(map(len, grid.rows))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        for cells in grid.rows:
            writer.writerow([_text(cell) for cell in cells] + [""] * (width - len(cells)))


_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:version="1.2"><office:body><office:spreadsheet>'
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _write_ods(grids: list[Grid], path: Path) -> None:
    tables = "".join(_ods_table(grid) for grid in grids)
    parts = (
        ("mimetype", _ODS_TYPE, zipfile.ZIP_STORED),
        ("content.xml", _ODS_HEAD + tables + _ODS_TAIL, zipfile.ZIP_DEFLATED),
        ("META-INF/manifest.xml", _ODS_MANIFEST, zipfile.ZIP_DEFLATED),
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text, way in parts:
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), text, compress_type=way)
    path.write_bytes(packed.getvalue())


def _ods_table(grid: Grid) -> str:
    lines = ("".join(map(_ods_cell, cells or [None])) for cells in grid.rows)
    rows = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="{escape(grid.name)}">{rows}</table:table>'


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int):
        value = f'office:value-type="float" office:value="{cell}"'
    else:
        value = 'office:value-type="string"'
    return f"<table:table-cell {value}><text:p>{escape(_text(cell))}</text:p></table:table-cell>"
