"""The look at binary workbooks (XLS, XLSB): what xmllook notes of the others, by their records."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from payung.kernel.errors import UnreadableFile
from payung.lists.firstlook import BINARY_BOOK
from payung.lists.xmllook import CellLook

_OLD_NUMBER = re.compile(rb"\x03\x02\x0e\x00.{6}(.{8})", re.DOTALL)  # a BIFF8 NUMBER record
_OLD_SHEET = re.compile(rb"\x09\x08\x10\x00\x00\x06(..)", re.DOTALL)  # the beginning of a sheet
_OLD_ROW = re.compile(rb"\x08\x02\x10\x00(..).{10}(.).{3}", re.DOTALL)
_OLD_ERROR = re.compile(rb"\x05\x02\x08\x00(..)(..)..(.)\x01", re.DOTALL)
_OLD_FORMULA_ERROR = re.compile(rb"\x06\x00..(..)(..)..\x02\x00(.)\x00\x00\x00\xff\xff", re.DOTALL)
_OLD_ROW_BYTES = 100
_OLD_HIDDEN = 0x20
_NEW_HIDDEN = 0x10
_SHEET_RECORD = b"\x10\x00"
_ROW, _ERROR, _REAL, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 3, 5, 9, 11
_ERRORS = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
    43: "#GETTING_DATA",
}  # fmt: skip
_LONG = (1e14, 1e17)


def look_at_old(path: Path) -> CellLook:
    """Looks at an XLS: long numbers by their value; rows are guessed from the size."""
    data = path.read_bytes()
    look = CellLook(rows=len(data) // _OLD_ROW_BYTES)
    for match in _OLD_NUMBER.finditer(data):
        _note_number(look, match[1])
    starts = [m.start() for m in _OLD_SHEET.finditer(data) if m[1] == _SHEET_RECORD]
    for number, (first, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True)):
        _look_at_old_sheet(data[first:end], look, str(number))
    return look


def _look_at_old_sheet(data: bytes, look: CellLook, name: str) -> None:
    rows = (m for m in _OLD_ROW.finditer(data) if m[2][0] & _OLD_HIDDEN)
    look.hidden_rows[name] = {struct.unpack("<H", match[1])[0] for match in rows}
    errors = look.errors.setdefault(name, {})
    for pattern in (_OLD_ERROR, _OLD_FORMULA_ERROR):
        for match in pattern.finditer(data):
            row, column = struct.unpack("<HH", match[1] + match[2])
            if told := _ERRORS.get(match[3][0]):
                errors[row, column] = told


def look_at_binary(path: Path) -> CellLook:
    """Looks at an XLSB; `UnreadableFile` where its sheets are no records."""
    look = CellLook()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                    _look_at_records(archive.read(name), look, name)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, struct.error) as error:
        raise UnreadableFile(BINARY_BOOK) from error
    return look


def _look_at_records(data: bytes, look: CellLook, name: str) -> None:
    hidden = look.hidden_rows.setdefault(name, set())
    errors = look.errors.setdefault(name, {})
    row = 0
    for kind, record in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0]
            look.rows += 1
            if record[11] & _NEW_HIDDEN:
                hidden.add(row)
        elif kind in (_REAL, _FORMULA_NUMBER):
            _note_number(look, record[8:16])
        elif kind in (_ERROR, _FORMULA_ERROR):
            errors[row, struct.unpack_from("<I", record)[0]] = _ERRORS.get(record[8], "#N/A")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record: two bytes at most for the kind, four for the length."""
    place = 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        length, place = _number(data, place, 4)
        yield kind, data[place : place + length]
        place += length


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    value = 0
    for step in range(most):
        if place >= len(data):
            raise ValueError("a record ends in its head")
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << 7 * step if most == 4 else byte << 8 * step
        if not byte & 0x80:
            break
    return value, place


def _note_number(look: CellLook, double: bytes) -> None:
    value = struct.unpack("<d", double)[0]
    if _LONG[0] <= value < _LONG[1]:
        look.values.add(str(int(value)))
