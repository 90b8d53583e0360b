"""`law batch`: a CSV of cases in, the same CSV with what each is due out."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput, UnreadableFile
from payung.kernel.sentence import say

if TYPE_CHECKING:
    import polars as pl

UNREADABLE_LINE = "BARIS_TIDAK_TERBACA"
"""The reason of a line that has more cells than the header."""

NEEDED = ("program", "event", "event_date")
"""Without these columns no row could be judged."""


def assess_file(source: Path, target: Path, today: date | None = None) -> dict[str, int]:
    """Writes `target` and gives the number of rows by status.

    All columns of `source` are kept as they stand; `UnreadableFile` if it is no CSV with rows
    or lacks a column that every case needs.
    """
    import polars as pl

    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefit_columns import assess_columns
    from payung.law.jamsostek.benefits import EMPTY, INVALID, STATUSES

    cases, ragged = _read(source)
    law = load()
    found = assess_columns({name: cases[name] for name in cases.columns}, law, today)
    results = pl.DataFrame(
        [pl.Series(name, values, strict=False) for name, values in found.items()]
    ).with_columns(
        pl.col(law.amounts).replace(EMPTY, None), pl.col("reasons", "basis").replace("", None)
    )
    if ragged.any():
        empty = pl.when(~ragged).then(pl.col(*law.amounts, "basis"))
        texts = {"status": INVALID, "reasons": UNREADABLE_LINE}
        said = [pl.when(ragged).then(pl.lit(t)).otherwise(n).alias(n) for n, t in texts.items()]
        results = results.with_columns(empty, *said)
    kept = cases.drop([name for name in results.columns if name in cases.columns])
    try:
        pl.concat([kept, results], how="horizontal").write_csv(target)
    except OSError as error:
        raise BadInput(
            say("Hasil tidak dapat ditulis ke {target}. {why}.", target=target, why=error.strerror)
        ) from error
    counts = dict(results["status"].value_counts().iter_rows())
    return {"rows": cases.height} | {
        status: counts.get(status, 0) for status in (*STATUSES, INVALID)
    }


def _read(source: Path) -> tuple[pl.DataFrame, pl.Series]:
    """The cells as texts, and which lines have more cells than the header."""
    import polars as pl

    try:
        content = _as_utf8(source.read_bytes())
    except OSError as error:
        raise UnreadableFile(
            say("{source} tidak dapat dibuka. {why}.", source=source, why=error.strerror)
        ) from error
    head = content.partition(b"\n")[0]
    separator = ";" if b";" in head and b"," not in head else ","
    try:
        if _has_blank_line(content):
            raise pl.exceptions.ComputeError("a blank line is no case")
        cases = pl.read_csv(content, infer_schema=False, separator=separator)
        ragged = pl.repeat(False, cases.height, eager=True)
    except pl.exceptions.PolarsError:
        cases, ragged = _read_slowly(content.decode(), separator, source)
    if cases.is_empty():
        raise UnreadableFile(say("{source} tidak berisi satu kasus pun.", source=source))
    if absent := [name for name in NEEDED if name not in cases.columns]:
        raise UnreadableFile(
            say("{source} tidak punya kolom {columns}.", source=source, columns=", ".join(absent))
        )
    return cases, ragged


def _as_utf8(content: bytes) -> bytes:
    """The file's text without a byte-order mark; what is no UTF-8 is taken as Windows text."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content


def _has_blank_line(content: bytes) -> bool:
    return content[:1] in (b"\n", b"\r") or b"\n\n" in content or b"\n\r\n" in content


def _read_slowly(text: str, separator: str, source: Path) -> tuple[pl.DataFrame, pl.Series]:
    """Line by line, for a file in which some line doesn't fit its header; blank ones are none."""
    import csv
    import io

    import polars as pl

    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        head, *rows = [row for row in lines if row] or [[]]
    except csv.Error as error:
        raise UnreadableFile(
            say("{source} tidak terbaca sebagai CSV: {error}.", source=source, error=error)
        ) from error
    width = len(head)
    again = (f"_duplicated_{head[:n].count(name) - 1}" for n, name in enumerate(head))
    head = [
        name + ("" if end.endswith("-1") else end) for name, end in zip(head, again, strict=True)
    ]
    filled = [[cell or None for cell in [*row, *[""] * (width - len(row))][:width]] for row in rows]
    cases = pl.DataFrame(filled, schema=dict.fromkeys(head, pl.String), orient="row")
    return cases, pl.Series([len(row) > width for row in rows], dtype=pl.Boolean)
