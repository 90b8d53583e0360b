"""Hostile files, made at run time: none of them lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    "</Relationships>"
)
_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = "</sheetData></worksheet>"
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def book(sheet: str | bytes = _HEAD + _TAIL, **parts: str | bytes) -> bytes:
    """The smallest XLSX around a sheet; `parts` replace or add parts (`__` stands for `/`)."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _LINKS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    found |= {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    return zipped(found)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def _cell(reference: str, text: str = "x") -> str:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _sheet(*cells: str) -> str:
    return _HEAD + "".join(cells) + _TAIL


def _lying_size(data: bytes, part: str) -> bytes:
    """The directory says that a part is small, the part itself swells."""
    found = data.rfind(part.encode()) - 46
    return data[: found + 24] + struct.pack("<I", 1000) + data[found + 28 :]


def _swelling() -> str:
    return _HEAD + "<row/>" * 12_000_000 + _TAIL


def _shared_bomb() -> bytes:
    return book(_sheet(_cell("A1")), xl__sharedStrings="<sst>" + "<si><t>a</t></si>" * 8_000_000)


def _many_parts() -> bytes:
    parts = {f"xl/media/{n}.xml": "x" for n in range(5000)}
    return zipped({"xl/workbook.xml": _BOOK, **parts})


def _ods(content: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content})


def _ods_repeats() -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'  # noqa: E501
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    table = f'<table:table table:name="D">{row}</table:table>'
    return _ods(f"<office:document-content {names}>{table}</office:document-content>")


def _encrypted_zip() -> bytes:
    data = bytearray(book())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def _twice_named() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("[Content_Types].xml", _TYPES)
    data = target.getvalue()
    return data.replace(b"[Content_Types].xml", b"xl/workbook.xml\x00\x00\x00\x00")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "web-page.xls": lambda: b"<html><body><table><tr><td>NIK</td></tr></table></body></html>",
    "web-page-with-mark.xlsx": lambda: b"\xef\xbb\xbf  <!DOCTYPE html><html></html>",
    "xml-table.xls": lambda: b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>',
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "photo.csv": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
    "scan.xlsx": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "program.xlsx": lambda: b"MZ" + bytes(4000),
    "database.csv": lambda: b"SQLite format 3\x00" + bytes(4000),
    "letter.xls": lambda: b"{\\rtf1\\ansi Kepada Yth.}",
    "data.csv": lambda: b'[{"nik": "1"}]',
    "empty.xlsx": lambda: b"",
    "blank.csv": lambda: b"\n \n\r\n",
    "zeros.xls": lambda: bytes(100_000),
    "half.xlsx": lambda: book()[:300],
    "head-only.xlsx": lambda: b"PK\x03\x04",
    "old-half.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "old-noise.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 400,
    "archive.xlsx": lambda: zipped({"catatan.txt": "halo"}),
    "letter.xlsx": lambda: zipped({"word/document.xml": "<w/>", "[Content_Types].xml": _TYPES}),
    "locked.xlsx": _encrypted_zip,
    "twice.xlsx": _twice_named,
    "escape.xlsx": lambda: zipped({"xl/workbook.xml": _BOOK, "../../etc/x.xml": "x"}),
    "bomb.xlsx": lambda: book(_swelling()),
    "lying-bomb.xlsx": lambda: _lying_size(book(_swelling()), "xl/worksheets/sheet1.xml"),
    "shared-bomb.xlsx": _shared_bomb,
    "many-parts.xlsx": _many_parts,
    "entities.xlsx": lambda: book(_ENTITIES + _sheet(_cell("A1", "&c;"))),
    "entity-in-book.xlsx": lambda: book(xl__workbook=_OUTSIDE + _BOOK),
    "entity-in-strings.xlsx": lambda: book(xl__sharedStrings=_OUTSIDE + "<sst><si>&e;</si></sst>"),
    "wide-letters.xlsx": lambda: book(_sheet(_cell("A1"), _cell("ZZZZZ2"))),
    "wide.xlsx": lambda: book(_sheet(_cell("A1"), _cell("XFD2"))),
    "far-corner.xlsx": lambda: book(_sheet(_cell("A1"), _cell("ALL1048576"))),
    "utf16.xlsx": lambda: book(_sheet(_cell("A1")).encode("utf-16")),
    "no-sheet.xlsx": lambda: zipped(
        {"xl/workbook.xml": _BOOK, "xl/_rels/workbook.xml.rels": _LINKS}
    ),
    "noise-sheet.xlsx": lambda: book(bytes(range(1, 256)) * 50),
    "million-columns.csv": lambda: b"NIK;Nama;Tanggal Lahir" + b";x" * 1_000_000 + b"\n1;2;3\n",
    "one-line.csv": lambda: b"NIK;Nama;Tanggal Lahir\n" + b"9" * 40_000_000,
    "binary.csv": lambda: b"NIK;Nama\n" + bytes(range(32)) * 500,
    "repeats.ods": _ods_repeats,
    "entities.ods": lambda: _ods(
        _ENTITIES + "<office:document-content>&c;</office:document-content>"
    ),
    "noise.ods": lambda: _ods("<office"),
}
"""Makers of hostile files by name."""


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(HOSTILE[name]())
    return path
