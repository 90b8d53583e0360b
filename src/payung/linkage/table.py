"""Reads the rows of `payung link` and says what can't be used as it stands; no row is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.kernel.errors import BadInput, UnreadableFile
from payung.kernel.sentence import say
from payung.linkage.features import COLUMNS

NEEDED = ("nama",)
_SEPARATORS = (",", ";", "\t")
_LISTED = 5


@dataclass(frozen=True)
class RowsToLink:
    """The rows as text with a usable `id` each, and sentences about what was amiss."""

    frame: pl.DataFrame
    notes: tuple[str, ...]


def read_rows(path: Path) -> RowsToLink:
    """Reads a CSV file (UTF-8 or cp1252; comma, semicolon or tab; all columns as text).

    `UnreadableFile` where there is no such table, `BadInput` without names or rows.
    """
    frame = _read(path)
    frame = frame.rename({c: c.strip().lower() for c in frame.columns}, strict=False)
    lacking = [c for c in NEEDED if c not in frame.columns]
    if lacking:
        raise BadInput(
            say(
                "Kolom {columns} tidak ada. Tulis nama kolom pada baris pertama.",
                columns=", ".join(lacking),
            )
        )
    if frame.is_empty():
        raise BadInput(say("Berkas tidak berisi baris data. Isi dahulu, lalu ulangi."))
    return with_ids(frame.select(c for c in (*COLUMNS, "nkk") if c in frame.columns))


def with_ids(frame: pl.DataFrame) -> RowsToLink:
    """Gives rows without an id the name `baris-N` (N from 1) and notes ids used twice."""
    given = (
        frame["id"].cast(pl.String).str.strip_chars().fill_null("")
        if "id" in frame.columns
        else pl.Series("id", [""] * frame.height)
    )
    number = pl.int_range(1, frame.height + 1, eager=True)
    named = pl.DataFrame({"id": given, "n": number}).select(
        pl.when(pl.col("id") == "").then(pl.format("baris-{}", "n")).otherwise("id").alias("id")
    )["id"]
    return RowsToLink(frame.with_columns(named), tuple(_notes(frame, given)))


def _notes(frame: pl.DataFrame, given: pl.Series) -> Iterator[str]:
    missing = [c for c in COLUMNS if c not in frame.columns]
    if missing:
        yield f"Kolom {', '.join(missing)} tidak ada dan dianggap kosong."
    without = (given == "").arg_true().to_list()
    if without:
        rows = _few([str(n + 1) for n in without])
        yield f"{len(without)} baris tanpa id dinamai baris-N: baris {rows}."
    twice = given.filter(given.is_duplicated() & (given != "")).unique(maintain_order=True)
    if len(twice):
        yield f"{len(twice)} id dipakai lebih dari sekali: {_few(twice.to_list())}. Beri id lain."
    if "nama" in frame.columns:
        empty = frame["nama"].cast(pl.String).str.strip_chars().fill_null("") == ""
        if empty.any():
            yield f"{empty.sum()} baris tanpa nama hanya dibandingkan lewat kolom lain."


def _few(items: list[str]) -> str:
    more = ", …" if len(items) > _LISTED else ""
    return ", ".join(items[:_LISTED]) + more


def _read(path: Path) -> pl.DataFrame:
    try:
        raw = path.read_bytes()
    except OSError as reason:
        raise UnreadableFile(
            say("Berkas {file} tidak bisa dibuka. Periksa letaknya.", file=path.name)
        ) from reason
    if not raw.strip():
        raise BadInput(say("Berkas kosong. Isi dahulu, lalu ulangi."))
    if b"\x00" in raw[:4096] or raw.startswith((b"PK", b"%PDF", b"<")):
        raise UnreadableFile(
            say("Berkas {file} bukan CSV. Simpan sebagai CSV, lalu ulangi.", file=path.name)
        )
    head = raw.split(b"\n", 1)[0]
    separator = max(_SEPARATORS, key=lambda s: head.count(s.encode()))
    try:
        return pl.read_csv(
            _as_utf8(raw),
            separator=separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError as reason:
        raise UnreadableFile(
            say("Berkas {file} bukan CSV yang utuh. Periksa tanda kutipnya.", file=path.name)
        ) from reason


def _as_utf8(raw: bytes) -> bytes:
    if raw.isascii():
        return raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace").encode()
    return raw
