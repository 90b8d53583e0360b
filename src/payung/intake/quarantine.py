"""Checked rows into quarantine: sealed in memory, copied in, stored by two statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from payung.kernel.area import covers
from payung.registry.admit import COLUMNS
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import polars as pl

_ROW = {
    "upload_id": "uuid",
    "sheet": "text",
    "sheet_row": "integer",
    "status": "text",
    "doubts": "text",
    **COLUMNS,
}
_FINDING = {
    "upload_id": "uuid",
    "number": "integer",
    "sheet": "text",
    "sheet_row": "integer",
    "column": "text",
    "code": "text",
    "severity": "text",
    "message": "text",
    "suggestion": "bytea",
    "area_id": "text",
}


def store(
    rows: pl.DataFrame,
    findings: pl.DataFrame,
    uploads: Mapping[str, tuple[UUID, str]],
    rt_codes: frozenset[str],
) -> None:
    """Stores what the check said of some files; `uploads` maps file names to (id, area code)."""
    place = ["file", "sheet", "row"]
    numbered = rows.join(_doubts(findings), on=place, how="left", maintain_order="left")
    numbered = numbered.with_row_index("number", offset=1)
    _copy("intake_row", _ROW, _row_records(numbered, uploads, rt_codes))
    keyed = findings.join(
        numbered.select("file", "sheet", "row", "number"),
        on=place,
        how="left",
        maintain_order="left",
    )
    _copy("intake_rowfinding", _FINDING, _finding_records(keyed, uploads))


def _doubts(findings: pl.DataFrame) -> pl.DataFrame:
    """The codes of what is doubtful in each row, once each."""
    import polars as pl

    grouped = findings.group_by("file", "sheet", "row", maintain_order=True)
    return grouped.agg(doubts=pl.col("code").unique(maintain_order=True).str.join(" "))


def _row_records(
    rows: pl.DataFrame, uploads: Mapping[str, tuple[UUID, str]], rt_codes: frozenset[str]
) -> Iterator[tuple[Any, ...]]:
    ring = key_ring()
    text = {name: rows[name].fill_null("").to_list() for name in _TEXTS}
    sealed = {name: ring.seal_many(text[name]) for name in ("nik", "nkk", "no_hp", "nama_ibu")}
    usable = [n if len(n) == 16 and n.isdigit() else "" for n in text["nik"]]
    indexes = (
        ring.index_many(usable, "nik"),
        ring.index_many(text["nkk"], "nkk"),
        ring.index_many(text["no_hp"], "phone"),
    )
    places = [uploads[file] for file in rows["file"].to_list()]
    areas = _areas(text, [home for _, home in places], rt_codes)
    births = rows["tanggal_lahir"].to_list()
    incomes = rows["penghasilan"].to_list()
    sheet_rows = rows["row"].to_list()
    for i, number in enumerate(rows["number"].to_list()):
        yield (
            places[i][0], text["sheet"][i][:80], sheet_rows[i], text["status"][i],
            text["doubts"][i][:200], number,
            text["nama"][i][:120], text["tempat_lahir"][i][:80], births[i] or None,
            text["jenis_kelamin"][i], sealed["nik"][i], indexes[0][i], sealed["nkk"][i],
            indexes[1][i], sealed["no_hp"][i], indexes[2][i], sealed["nama_ibu"][i],
            text["alamat"][i][:200], text["pekerjaan"][i][:80],
            None if incomes[i] in (None, "") else int(incomes[i]), areas[i],
        )  # fmt: skip


_TEXTS = (
    "sheet", "status", "nama", "tempat_lahir", "jenis_kelamin", "nik", "nkk", "no_hp", "nama_ibu",
    "alamat", "pekerjaan", "kode_kelurahan", "rt", "rw", "doubts",
)  # fmt: skip


def _areas(text: Mapping[str, list[str]], homes: list[str], rt_codes: frozenset[str]) -> list[str]:
    """The RT of each row where it is known, else its kelurahan, else the sender's area.

    A row from outside the sender's area stays with the sender, who alone can see it.
    """
    areas = []
    columns = (text["kode_kelurahan"], text["rt"], text["rw"], homes)
    for kelurahan, rt, rw, home in zip(*columns, strict=True):
        if not kelurahan or not covers(home, kelurahan):
            areas.append(home)
            continue
        candidates = (f"{kelurahan}.{rw or '-'}.{rt}", f"{kelurahan}.-.{rt}")
        areas.append(next((code for code in candidates if code in rt_codes), kelurahan))
    return areas


def _finding_records(
    findings: pl.DataFrame, uploads: Mapping[str, tuple[UUID, str]]
) -> Iterator[tuple[Any, ...]]:
    sealed = key_ring().seal_many(findings["suggestion"].fill_null("").to_list())
    named = findings.select(
        "file", "number", "sheet", "row", "column", "code", "severity", "message"
    )
    for (file, number, sheet, row, *rest), suggestion in zip(
        named.iter_rows(), sealed, strict=True
    ):
        upload, area = uploads[file]
        column, code, severity, message = rest
        yield (
            upload, number, (sheet or "")[:80], row or 0, (column or "")[:80], code, severity,
            message, suggestion, area,
        )  # fmt: skip


def _copy(table: str, columns: Mapping[str, str], records: Iterator[tuple[Any, ...]]) -> None:
    """COPY can't write into a protected table, so it goes through a temporary one."""
    names = ", ".join(f'"{name}"' for name in columns)
    kinds = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.arriving")
        cursor.execute(f"CREATE TEMPORARY TABLE arriving ({kinds}) ON COMMIT DROP")
        with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
            for record in records:
                copy.write_row(record)
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving")
