"""Writes a decree as PDF (by typst, tagged, always the same bytes) and its annex as XLSX.

Pure but for the clock-free files: everything that a page shows comes in as `DecreeText`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import groupby

from payung.kernel.rupiah import format_count
from payung.programmes.papers.annex_row import AnnexRow
from payung.ui.typesetting import write_pdf

_COLUMNS = {
    "NO": 7, "NAMA": 34, "NIK": 20, "TANGGAL LAHIR": 14, "PEKERJAAN": 26, "KODE KELURAHAN": 16,
    "KELURAHAN": 24,
}  # fmt: skip
_UNPUBLISHED = ("TANGGAL LAHIR", "PEKERJAAN")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeText:
    """The words of one decree; a copy to publish has neither birth dates nor occupations."""

    office: str
    title: str
    number: str
    subject: str
    by: str
    considering: Sequence[str]
    recalling: Sequence[str]
    noting: Sequence[str]
    decisions: Sequence[tuple[str, str]]
    place: str
    dated: str
    signs_as: str
    signed_by: str
    months: str
    copy: str
    public: bool
    code: str
    sha256: str


def decree_pdf(
    text: DecreeText,
    rows: Sequence[AnnexRow],
    names: dict[str, str],
    write: Callable[..., bytes] = write_pdf,
) -> bytes:
    """The decree and its annex, grouped by kelurahan; `names` are kelurahan names by code."""
    groups = [
        {
            "name": f"Kelurahan {names.get(code, code)}",
            "rows": [_cells(row, text.public) for row in members],
        }
        for code, members in groupby(rows, key=lambda row: row.kelurahan)
    ]
    data = asdict(text) | {"people": format_count(len(rows)), "groups": groups}
    return write("payung.programmes", "sk.typ", sk=data)


def annex_xlsx(text: DecreeText, rows: Iterable[AnnexRow], names: dict[str, str]) -> bytes:
    """The annex as a workbook: text cells throughout, so that no digit of a NIK is lost."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": False, "in_memory": True})
    book.set_properties({"title": text.title, "created": _fixed_date()})
    sheet, plain = book.add_worksheet("Lampiran"), book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True})
    headers = [name for name in _COLUMNS if not (text.public and name in _UNPUBLISHED)]
    for column, header in enumerate(headers):
        width = _COLUMNS[header]
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        cells = (*_cells(row, text.public), row.kelurahan, names.get(row.kelurahan, ""))
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell, plain)
    _write_seal(book.add_worksheet("Verifikasi"), text)
    book.close()
    return target.getvalue()


def _fixed_date() -> object:
    from datetime import datetime

    return datetime(2000, 1, 1)  # noqa: DTZ001 - the workbook's own date, kept out of its bytes


def _write_seal(sheet: object, text: DecreeText) -> None:
    lines = (
        ("SK", text.title),
        ("Nomor", text.number),
        ("Salinan", text.copy),
        ("SHA-256 lampiran", text.sha256),
        ("Kode verifikasi", text.code),
    )
    for number, (label, value) in enumerate(lines):
        sheet.write_string(number, 0, label)  # type: ignore[attr-defined]
        sheet.write_string(number, 1, value)  # type: ignore[attr-defined]


def _cells(row: AnnexRow, public: bool) -> list[str]:
    cells = [str(row.number), row.name, row.nik]
    return cells if public else [*cells, row.born, row.occupation]
