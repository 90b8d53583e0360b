"""The look at the rows of an ODS: which are hidden or filtered out, and which cells are errors."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from payung.lists.xmllook import CellLook

_LARGEST = 96 * 2**20  # a longer one is read all the same, without this look
_MOST_ROWS = 1_100_000
_PART = re.compile(
    rb"<table:table (?P<table>[^>]*)>|<table:table-row(?P<row>[^>]*)>"
    rb"|<table:(?:covered-)?table-cell(?P<cell>[^>]*)>"
)
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_UNSEEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_TEXT = re.compile(rb"<text:p[^>]*>([^<]{2,30})<")


def look_at_rows(path: Path, look: CellLook) -> None:
    """Adds to `look` what the rows of each sheet say, under the number of the sheet."""
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo("content.xml").file_size > _LARGEST:
            return
        data = archive.read("content.xml")
    if b"table:visibility=" in data or b'value-type="error"' in data:
        _walk(data, look)


def _walk(data: bytes, look: CellLook) -> None:
    sheet = row = column = -1
    following = 0
    for part in _PART.finditer(data):
        if part["table"] is not None:
            sheet, following = sheet + 1, 0
            look.hidden_rows[str(sheet)], look.errors[str(sheet)] = set(), {}
        elif part["row"] is not None:
            row, column = following, 0
            following = row + _times(_ROWS, part["row"])
            if _UNSEEN.search(part["row"]):
                look.hidden_rows[str(sheet)] |= set(range(row, min(following, _MOST_ROWS)))
        else:
            if b'value-type="error"' in part["cell"]:
                told = _TEXT.match(data, part.end())
                look.errors[str(sheet)][row, column] = (
                    told[1].decode("utf-8", "replace") if told else "#N/A"
                )
            column += _times(_COLUMNS, part["cell"])


def _times(pattern: re.Pattern[bytes], tag: bytes) -> int:
    match = pattern.search(tag)
    return int(match[1]) if match else 1
