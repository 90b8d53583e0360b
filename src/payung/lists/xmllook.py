"""The narrow look at the XML of a workbook, in pieces and before any parser sees it.

It counts rows, refuses document type definitions and parts that swell, and notes what the text
of the cells can't say: number cells with 15 digits and more, formula errors, hidden columns and
rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say
from payung.lists.firstlook import BOMB, BROKEN, LARGEST_PART
from payung.lists.rules.blank import NOT_RECKONED

_PIECE = 1 << 20
_OVERLAP = 2048
_HEAD = 1 << 16
_BOMB_RATIO = 300
_BOMB_FROM = 64 * 2**20
_MOST_COLUMNS = 2000
_LONG_NUMBER = re.compile(rb"v>(?:\d{15,}(?:\.\d*)?|\d(?:\.\d+)?[eE]\+?\d+)<")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,7})(\d{1,9})"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_WIDE_CELL = re.compile(rb'\br="(?:[A-Z]{4,}|[B-Z][A-Z]{2}|A[B-Z][A-Z]|[A-Z]{3})\d+"')
_ERROR = re.compile(rb"v>(#[A-Z0-9/!?_]{2,20})<")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_ROW_UNSEEN = re.compile(rb"""\bhidden=["'](?:1|true)["']|\bht=["']0(?:\.\d+)?["']""")
_ROW_SHOWN = re.compile(rb"""\bhidden=["'](?:0|false)["']|\bht=["'][1-9]""")
_ALL_UNSEEN = re.compile(rb"""<(?:\w+:)?sheetFormatPr\b[^>]*\bzeroHeight=["'](?:1|true)["']""")
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_ODS_NUMBER = re.compile(rb'office:value="(\d{15,}(?:\.0*)?|\d(?:\.\d+)?[eE]\+?\d+)"')
_ODS_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated=\"(\d+)\"[^>]*office:value-type")
_ODS_MOST_REPEATS = 2000
_MOST_MERGED = 20_000
_SIGNS_OF_UNSEEN = (b'hidden="', b"hidden='", b'ht="0', b"ht='0")
_MOST_MERGED_ROWS = 2000  # a cell over a whole column says nothing about its rows


@dataclass(slots=True)
class CellLook:
    """What the look found: rows in all, and per part what it notes of the cells.

    A part is named by its place in the archive; in an XLS and an ODS by the number of its sheet.
    """

    rows: int = 0
    errors: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    hidden_rows: dict[str, set[int]] = field(default_factory=dict)
    hidden: dict[str, set[int]] = field(default_factory=dict)
    numbers: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    merged: dict[str, set[tuple[int, int, int]]] = field(default_factory=dict)
    values: set[str] = field(default_factory=set)
    rows_unseen: set[str] = field(default_factory=set)


def look_at(path: Path) -> CellLook:
    """Looks at every XML part of a workbook; `UnreadableFile` if it isn't one to be parsed."""
    look = CellLook()
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _look_at_part(archive, part, look)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(BROKEN) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise UnreadableFile(BROKEN) from error
        raise
    return look


def _look_at_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, look: CellLook) -> None:
    name = part.filename
    is_sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
    for number, piece in enumerate(_pieces(archive, part)):
        if number == 0:
            _check_head(piece[:_HEAD])
            if is_sheet:
                look.hidden[name] = _hidden_columns(piece)
                if _ALL_UNSEEN.search(piece[:_HEAD]):
                    look.rows_unseen.add(name)
        if is_sheet:
            _look_at_cells(piece, look, name)
        elif name == "content.xml":
            _look_at_ods(piece, look)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell is cut for good."""
    total = 0
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            total += len(piece)
            swollen = total > _BOMB_RATIO * max(part.compress_size, 1)
            if total > LARGEST_PART or (swollen and total > _BOMB_FROM):
                raise UnreadableFile(BOMB)
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _check_head(head: bytes) -> None:
    """No document type definition: entities read other files or multiply without end."""
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\x00!\x00D\x00" in head:
        raise UnreadableFile(BROKEN)
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise UnreadableFile(BROKEN)


def _look_at_cells(piece: bytes, look: CellLook, name: str) -> None:
    begin = _OVERLAP if look.rows else 0
    look.rows += piece.count(b"<row", begin) + piece.count(b":row", begin)
    numbers = look.numbers.setdefault(name, set())
    for match in _LONG_NUMBER.finditer(piece):
        tag = _number_cell(piece, match.start())
        if place := _REFERENCE.search(tag):
            numbers.add((int(place[2]) - 1, _column_of(place[0])))
        elif tag:  # some programs leave it to the reader to count cells
            look.values.add(str(int(float(match[0][2:-1]))))
    _look_at_errors(piece, look.errors.setdefault(name, {}))
    unseen = look.hidden_rows.setdefault(name, set())
    _look_at_rows(piece, unseen, all_unseen=name in look.rows_unseen)
    _look_at_merged(piece, look.merged.setdefault(name, set()))
    if (wide := _WIDE_CELL.search(piece)) and _column_of(wide[0]) > _MOST_COLUMNS:
        raise UnreadableFile(
            say(
                "Lembar berisi terlalu banyak kolom. Hapus kolom yang tidak dipakai, lalu "
                "kirim ulang."
            )
        )


def _look_at_errors(piece: bytes, errors: dict[tuple[int, int], str]) -> None:
    """Notes what cells show whose formula failed (`#N/A` of a lookup), or has no result yet."""
    for match in _ERROR.finditer(piece):
        tag = _tag_before(piece, match.start())
        place, kind = _REFERENCE.search(tag), _TYPE.search(tag)
        if place and kind and kind[1] == b"e":
            errors[int(place[2]) - 1, _column_of(place[0])] = match[1].decode("ascii")
    for match in _NO_RESULT.finditer(piece) if b"<f" in piece or b":f" in piece else ():
        tag = _tag_before(piece, match.start())
        place, kind = _REFERENCE.search(tag), _TYPE.search(tag)
        if place and not (kind and kind[1] == b"str"):  # a formula may well say nothing
            errors[int(place[2]) - 1, _column_of(place[0])] = NOT_RECKONED


def _look_at_rows(piece: bytes, hidden: set[int], *, all_unseen: bool) -> None:
    """Notes rows that are hidden or filtered out; `all_unseen` where rows are so by default."""
    if not (all_unseen or any(sign in piece for sign in _SIGNS_OF_UNSEEN)):
        return
    for match in _ROW.finditer(piece):
        number = _ROW_NUMBER.search(match[0])
        unseen = _ROW_UNSEEN.search(match[0]) or (all_unseen and not _ROW_SHOWN.search(match[0]))
        if number and unseen:
            hidden.add(int(number[1]) - 1)


def _look_at_merged(piece: bytes, merged: set[tuple[int, int, int]]) -> None:
    """Notes (first row, last row, column) of merged cells that span rows."""
    for match in _MERGED.finditer(piece):
        first, last = int(match[2]) - 1, int(match[3]) - 1
        if 0 < last - first < _MOST_MERGED_ROWS and len(merged) < _MOST_MERGED:
            merged.add((first, last, _column_of(b'"' + match[1])))


def _look_at_ods(piece: bytes, look: CellLook) -> None:
    look.rows += piece.count(b"<table:table-row", _OVERLAP if look.rows else 0)
    if any(int(m[1]) > _ODS_MOST_REPEATS for m in _ODS_REPEAT.finditer(piece)):
        raise UnreadableFile(BOMB)
    for match in _ODS_NUMBER.finditer(piece):
        look.values.add(str(int(float(match[1]))))


def _hidden_columns(head: bytes) -> set[int]:
    hidden: set[int] = set()
    end = head.find(b"sheetData")
    for match in _COLUMN.finditer(head[: end if end >= 0 else len(head)]):
        tag = match[0]
        if b'hidden="1"' in tag or b'hidden="true"' in tag:
            low = re.search(rb'min="(\d{1,6})"', tag)
            high = re.search(rb'max="(\d{1,6})"', tag)
            if low and high and len(hidden) < _MOST_COLUMNS:
                hidden |= set(range(int(low[1]) - 1, min(int(high[1]), _MOST_COLUMNS)))
    return hidden


def _number_cell(piece: bytes, position: int) -> bytes:
    """The tag of the number cell whose value is at `position`, empty if it is a text."""
    tag = _tag_before(piece, position)
    kind = _TYPE.search(tag)
    return b"" if kind and kind[1] != b"n" else tag


def _tag_before(piece: bytes, position: int) -> bytes:
    """The tag of the cell in which `position` lies."""
    start = max(piece.rfind(sign, 0, position) for sign in (b"<c ", b":c ", b"<c>", b":c>"))
    return piece[start : piece.find(b">", start) + 1] if start >= 0 else b""


def _column_of(reference: bytes) -> int:
    """The column (from 0) that `r="AB12"` names."""
    index = 0
    for letter in reference[reference.find(b'"') + 1 :]:
        if not 65 <= letter <= 90:
            break
        index = index * 26 + letter - 64
    return index - 1
