"""Whether a workbook's looks can be kept: openpyxl holds every cell, and every cell of a merge.

Counted in pieces and without a parser, so that a workbook made to swell costs nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_PIECE = 1 << 20
_OVERLAP = 256
_MOST_BYTES = 64 * 2**20  # of all parts that openpyxl parses
_MOST_ROWS = 60_000
_MOST_CELLS = 500_000
_MOST_MERGED = 100_000
_MOST_SETTINGS = 20_000  # columns with a width, areas of a validation
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_SETTING = re.compile(rb"<(?:\w+:)?(?:col|xf|cfRule|hyperlink|dataValidation)[ />]")
_MERGE = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def looks_can_be_kept(path: Path) -> bool:
    """Whether openpyxl can hold an XLSX in a few seconds and a few hundred megabytes."""
    with zipfile.ZipFile(path) as archive:
        parsed = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parsed) > _MOST_BYTES:
            return False
        return _within_limits(piece for part in parsed for piece in _pieces(archive, part))


def _within_limits(pieces: Iterator[bytes]) -> bool:
    rows = cells = settings = merged = 0
    for piece in pieces:
        rows += len(_ROW.findall(piece))
        cells += len(_CELL.findall(piece))
        settings += len(_SETTING.findall(piece))
        merged += sum(_area(*match) for match in _MERGE.findall(piece))
        if rows > _MOST_ROWS or cells > _MOST_CELLS or merged > _MOST_MERGED:
            return False
    return settings <= _MOST_SETTINGS


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces; a tag cut between two is counted in the second, whole ones may twice."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """How many cells `A5:C7` covers."""
    wide = _column(right) - _column(left) + 1
    return abs(wide * (int(bottom) - int(top) + 1))


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index
