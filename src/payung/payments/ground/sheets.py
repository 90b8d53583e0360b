"""Tables of a page as a workbook: the same columns and rows, nothing that a cell could run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from payung.kernel.month import Month
from payung.ui.parts import Column

_MOST_IN_A_NAME = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


class TableSheet(NamedTuple):
    """One table: its name, its columns and its rows as mappings by column key."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]]


def workbook_of(sheets: Iterable[TableSheet]) -> bytes:
    """An XLSX with one sheet for each table; whole rupiah and counts stay numbers."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    number = book.add_format({"num_format": "#,##0"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name.translate(_FORBIDDEN)[:_MOST_IN_A_NAME])
        page.freeze_panes(1, 1)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, 34 if place == 0 else 20)
            page.write_string(0, place, str(column.label), head)
        for line, row in enumerate(sheet.rows, start=1):
            for place, column in enumerate(sheet.columns):
                _write(page, line, place, row.get(column.key), day, number)
    book.close()
    return target.getvalue()


def _write(page: Any, line: int, place: int, value: Any, day: Any, number: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool | str | Month):
        page.write_string(line, place, value.label if isinstance(value, Month) else str(value))
    elif isinstance(value, int | float):
        page.write_number(line, place, value, number)
    elif isinstance(value, date):
        page.write_datetime(line, place, value, day)
    else:
        page.write_string(line, place, str(value))
