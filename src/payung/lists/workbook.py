"""Workbooks (XLSX, XLS, ODS) as texts, with the narrow second look at the sheet's XML.

Runs in the child process of `sandbox`; the parent never parses a sender's workbook.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel

from payung.kernel.errors import UnreadableFile
from payung.lists.sheet import Sheet

_CHUNK = 1 << 20
_OVERLAP = 4096
_LONG_NUMBER = re.compile(rb"v>(?:\d{15,}(?:\.\d*)?|\d(?:\.\d+)?[eE]\+?\d+)<")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ODS_NUMBER = re.compile(rb'office:value="(\d{15,}(?:\.0*)?|\d(?:\.\d+)?[eE]\+?\d+)"')
_ENCRYPTED = "Berkas dikunci kata sandi. Buka kuncinya, simpan lagi, lalu kirim ulang."
_BROKEN = "Berkas tidak dapat dibuka. Buka di Excel, simpan lagi sebagai XLSX, lalu kirim ulang."


def read_workbook(path: Path) -> list[Sheet]:
    """The visible sheets that hold anything; `UnreadableFile` if the file can't be read."""
    try:
        reader = fastexcel.read_excel(path)
    except Exception as error:  # the parser names no narrower class for broken files
        raise UnreadableFile(_ENCRYPTED if "ncrypt" in str(error) else _BROKEN) from error
    parts = _sheet_parts(path)
    return [s for name in reader.sheet_names if (s := _read_sheet(path, reader, name, parts))]


def _read_sheet(
    path: Path, reader: fastexcel.ExcelReader, name: str, parts: dict[str, str] | None
) -> Sheet | None:
    try:
        loaded = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        texts = loaded.to_polars()
    except Exception as error:  # as above
        if "panic" in str(type(error)).lower():
            raise UnreadableFile(_BROKEN) from error
        return None
    if loaded.visible != "visible" or not texts.width:
        return None
    columns = loaded.available_columns()
    first = columns[0].absolute_index
    texts = texts.rename({old: f"c{i}" for i, old in enumerate(texts.columns)})
    if parts is None or name not in parts:
        return Sheet(name, texts, first, long_values=_ods_numbers(path))
    hidden, numbers = _look_at_xml(path, parts[name])
    return Sheet(
        name,
        texts,
        first,
        frozenset(c - first for c in hidden),
        frozenset((row, c - first) for row, c in numbers),
    )


def _sheet_parts(path: Path) -> dict[str, str] | None:
    """Sheet names and their parts in an XLSX; None for other kinds of file."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return None
        import defusedxml.ElementTree as Xml  # type: ignore[import-untyped]

        book = Xml.fromstring(archive.read("xl/workbook.xml"))
        links = Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(key, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                found[sheet.get("name", "")] = part
    return found


def _look_at_xml(path: Path, part: str) -> tuple[set[int], set[tuple[int, int]]]:
    """Hidden columns, and (row, column) of number cells with 15 digits and more; from 0."""
    hidden: set[int] = set()
    numbers: set[tuple[int, int]] = set()
    head = True
    for chunk in _chunks(path, part):
        if head:
            hidden = _hidden_columns(chunk)
            head = False
        for match in _LONG_NUMBER.finditer(chunk):
            if (place := _number_cell(chunk, match.start())) is not None:
                numbers.add(place)
    return hidden, numbers


def _chunks(path: Path, part: str) -> Iterator[bytes]:
    """A part in pieces that overlap, so that no cell is cut for good."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _hidden_columns(head: bytes) -> set[int]:
    hidden = set()
    for match in _COLUMN.finditer(head[: head.find(b"sheetData>") + 1 or len(head)]):
        tag = match[0]
        if b'hidden="1"' in tag or b'hidden="true"' in tag:
            low = re.search(rb'min="(\d+)"', tag)
            high = re.search(rb'max="(\d+)"', tag)
            if low and high:
                hidden |= set(range(int(low[1]) - 1, min(int(high[1]), 1000)))
    return hidden


def _number_cell(chunk: bytes, position: int) -> tuple[int, int] | None:
    """Where the cell stands whose value is at `position`, None if it is a text."""
    start = max(chunk.rfind(b"<c ", 0, position), chunk.rfind(b":c ", 0, position))
    if start < 0:
        return None
    tag = chunk[start : chunk.find(b">", start)]
    kind = _TYPE.search(tag)
    if kind and kind[1] != b"n":
        return None
    reference = _REFERENCE.search(tag)
    return (int(reference[2]) - 1, _column_index(reference[1])) if reference else None


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _ods_numbers(path: Path) -> frozenset[str]:
    """Texts of the long number cells of an ODS, where the place of a cell isn't written."""
    if not zipfile.is_zipfile(path):
        return frozenset()
    with zipfile.ZipFile(path) as archive:
        if "content.xml" not in archive.namelist():
            return frozenset()
    found = {m[1] for c in _chunks(path, "content.xml") for m in _ODS_NUMBER.finditer(c)}
    return frozenset(
        f"{int(float(n))}" if b"e" in n.lower() else n.decode().split(".")[0] for n in found
    )
