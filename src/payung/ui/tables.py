"""Rows of a declared table as a file: the screen's columns and values, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from payung.ui.parts import Column
from payung.ui.states import state_of

CSV_MEDIA = "text/csv; charset=utf-8"
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = tuple("=+-@\t\r")


def as_csv(columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """Semicolons and a BOM, as the offices' Excel reads it; no cell can turn into a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(column.label) for column in columns])
    writer.writerows([_harmless(_plain(c, c.read(row))) for c in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """One sheet; rupiah and counts can be added up, text stays text."""
    import xlsxwriter  # late: pages without a download don't need it

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [str(column.label) for column in columns])
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                value = _plain(column, column.read(row))
                if column.kind == "date" and value:
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, str(value))
    return file.getvalue()


def _plain(column: Column, value: Any) -> Any:
    """The value without the screen's dress; a state by its word."""
    if value is None or value == "":
        return ""
    if column.kind == "state":
        return str(state_of(value).label)
    return value if column.kind in ("count", "rupiah", "date") else str(value)


def _harmless(cell: Any) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not isinstance(cell, int) else text
