"""A header that no word gives away: the row above the first cells that are NIKs."""

from __future__ import annotations

import re

import polars as pl

from payung.lists.content import birth_parts
from payung.lists.heading import SMALL_NUMBER, Cells, Header
from payung.lists.sheet import Sheet

_SEARCHED_ROWS = 400
_LEAST_NIKS = 3
_LONGEST_LABEL = 80
_SOME_NIK = r"\d{16}"
_PLAIN_NIK = r"^['’`\s]*\d(?:[\s.\-]?\d){15}\s*$"


def header_by_cells(sheet: Sheet) -> Header | None:
    """The header over a column of NIKs whose other columns are yet to be settled; None without.

    Three NIKs make a column, or all cells of a sheet of fewer people. A list without any header
    gets one before its first row.
    """
    first = _first_nik(sheet.texts.head(_SEARCHED_ROWS))
    if first is None:
        return None
    row, column = first
    place, labels = row - 1, dict[int, str]()
    above = sheet.texts.head(row).rows()
    while place >= 0 and _is_numbering(above[place]):
        place -= 1
    if place >= 0 and _is_label_row(above[place]):
        labels = {i: c.strip() for i, c in enumerate(above[place]) if c and c.strip()}
    else:
        place = row - 1
    return Header(
        first=place,
        last=row - 1,
        columns={"nik": column},
        labels=labels,
        fields=dict.fromkeys(labels),
    )


def _first_nik(texts: pl.DataFrame) -> tuple[int, int] | None:
    """Row and column of the first NIK in the column that has most of them."""
    best: tuple[int, int, int] | None = None
    for column in range(texts.width):
        cells = texts.to_series(column)
        like = cells.str.contains(_PLAIN_NIK).fill_null(False).arg_true().to_list()
        rows = [row for row in like if birth_parts(cells[row])]
        enough = len(rows) >= min(_LEAST_NIKS, max(texts.height - 1, 1))
        if enough and (best is None or len(rows) > best[0]):
            best = len(rows), rows[0], column
    return best[1:] if best else None


def _is_numbering(cells: Cells) -> bool:
    texts = [c.strip() for c in cells if c and c.strip()]
    return not texts or all(SMALL_NUMBER.fullmatch(t) for t in texts)


def _is_label_row(cells: Cells) -> bool:
    """Short texts in several columns, none of them a NIK."""
    texts = [c.strip() for c in cells if c and c.strip()]
    short = all(len(t) <= _LONGEST_LABEL and not birth_parts(t) for t in texts)
    return len(texts) >= 2 and short


def holds_niks(sheet: Sheet) -> bool:
    """Whether a sheet that is no list holds NIKs all the same, in a row, a form or a sentence.

    One alone is the example of an instruction.
    """
    seen: set[str] = set()
    for column in sheet.texts.iter_columns():
        likely = column.filter(column.str.contains(_SOME_NIK).fill_null(False))
        for cell in likely:
            seen |= {nik for nik in re.findall(_SOME_NIK, cell) if birth_parts(nik)}
            if len(seen) > 1:
                return True
    return _first_nik(sheet.texts) is not None


def likely_labels(sheet: Sheet) -> list[str]:
    """The headers that a sheet without known ones seems to have: its fullest row of short texts."""
    rows = [[c.strip() for c in row if c and c.strip()] for row in sheet.texts.head(40).rows()]
    labels = [
        row
        for row in rows
        if len(row) >= 2 and all(len(t) <= _LONGEST_LABEL and not t.isdigit() for t in row)
    ]
    return max(labels, key=len, default=[])
