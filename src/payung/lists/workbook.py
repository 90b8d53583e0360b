"""Workbooks (XLSX, XLS, ODS) as texts. Runs only in the child process of `sandbox`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import fastexcel

from payung.kernel.errors import UnreadableFile
from payung.kernel.sentence import say
from payung.lists.firstlook import BROKEN, Kind
from payung.lists.sheet import Sheet
from payung.lists.xmllook import Look

_ENCRYPTED = say("Berkas dikunci kata sandi. Buka kuncinya, simpan lagi, lalu kirim ulang.")


def read_workbook(path: Path, kind: Kind, look: Look) -> list[Sheet]:
    """The visible sheets that hold anything; `UnreadableFile` if the file can't be read."""
    try:
        reader = fastexcel.read_excel(path.read_bytes())
    except Exception as error:  # the parser names no narrower class for broken files
        told = f"{type(error).__name__} {error}".lower()
        locked = "password" in told or "encrypt" in told
        raise UnreadableFile(_ENCRYPTED if locked else BROKEN) from error
    parts = _sheet_parts(path) if kind is Kind.XLSX else {}
    sheets = (_read_sheet(reader, name, parts, look) for name in reader.sheet_names)
    return [sheet for sheet in sheets if sheet is not None]


def _read_sheet(
    reader: fastexcel.ExcelReader, name: str, parts: dict[str, str], look: Look
) -> Sheet | None:
    try:
        loaded = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        texts = loaded.to_polars()
    except fastexcel.FastExcelError:  # an empty sheet, a chart sheet
        return None
    if loaded.visible != "visible" or not texts.width:
        return None
    first = loaded.available_columns()[0].absolute_index
    part = parts.get(name, "")
    return Sheet(
        name,
        texts.rename({old: f"c{i}" for i, old in enumerate(texts.columns)}),
        first,
        frozenset(c - first for c in look.hidden.get(part, ())),
        frozenset((row, c - first) for row, c in look.numbers.get(part, ())),
        frozenset(look.values),
        tuple(sorted((top, end, c - first) for top, end, c in look.merged.get(part, ()))),
    )


def _sheet_parts(path: Path) -> dict[str, str]:
    """Sheet names and the parts of the archive that hold them."""
    import defusedxml.ElementTree as Xml  # type: ignore[import-untyped]

    with zipfile.ZipFile(path) as archive:
        book = Xml.fromstring(archive.read("xl/workbook.xml"))
        links = Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(key, "")
            found[sheet.get("name", "")] = (
                target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
            )
    return found
