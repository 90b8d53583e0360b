"""`law batch`: a CSV of cases in, the same CSV with what each is due out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput, UnreadableFile

if TYPE_CHECKING:
    import polars as pl

UNREADABLE_LINE = "BARIS_TIDAK_TERBACA"
"""The reason of a line that has more cells than the header."""


def assess_file(source: Path, target: Path) -> dict[str, int]:
    """Writes `target` and gives the number of rows by status.

    All columns of `source` are kept as they stand; `UnreadableFile` if it is no CSV with rows.
    """
    import polars as pl

    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefit_columns import AMOUNTS, assess_columns
    from payung.law.jamsostek.benefits import EMPTY, INVALID, STATUSES

    cases, ragged = _read(source)
    found = assess_columns({name: cases[name] for name in cases.columns}, load())
    results = pl.DataFrame(
        [pl.Series(name, values, strict=False) for name, values in found.items()]
    ).with_columns(pl.col(AMOUNTS).replace(EMPTY, None))
    if ragged.any():
        empty = pl.when(~ragged).then(pl.col(*AMOUNTS, "basis"))
        texts = {"status": INVALID, "reasons": UNREADABLE_LINE}
        said = [pl.when(ragged).then(pl.lit(t)).otherwise(n).alias(n) for n, t in texts.items()]
        results = results.with_columns(empty, *said)
    kept = cases.drop([name for name in results.columns if name in cases.columns])
    try:
        pl.concat([kept, results], how="horizontal").write_csv(target)
    except OSError as error:
        raise BadInput(f"Hasil tidak dapat ditulis ke {target}. {error.strerror}.") from error
    counts = dict(results["status"].value_counts().iter_rows())
    return {"rows": cases.height} | {
        status: counts.get(status, 0) for status in (*STATUSES, INVALID)
    }


def _read(source: Path) -> tuple[pl.DataFrame, pl.Series]:
    """The cells as texts, and which lines have more cells than the header."""
    import polars as pl

    try:
        with source.open(encoding="utf-8-sig", errors="replace") as lines:
            head = lines.readline()
        separator = ";" if ";" in head and "," not in head else ","
        cases = pl.read_csv(source, infer_schema=False, separator=separator, encoding="utf8-lossy")
        ragged = pl.repeat(False, cases.height, eager=True)
    except pl.exceptions.NoDataError:
        raise UnreadableFile(f"{source} tidak berisi satu kasus pun.") from None
    except pl.exceptions.PolarsError:
        cases, ragged = _read_slowly(source, separator)
    except OSError as error:
        raise UnreadableFile(f"{source} tidak dapat dibuka. {error.strerror}.") from error
    if cases.is_empty():
        raise UnreadableFile(f"{source} tidak berisi satu kasus pun.")
    return cases, ragged


def _read_slowly(source: Path, separator: str) -> tuple[pl.DataFrame, pl.Series]:
    """Line by line, for a file in which some line doesn't fit its header."""
    import csv

    import polars as pl

    try:
        with source.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            head, *rows = [row for row in csv.reader(lines, delimiter=separator) if row]
    except (csv.Error, ValueError) as error:
        raise UnreadableFile(f"{source} tidak terbaca sebagai CSV: {error}.") from error
    width = len(head)
    filled = [[*row, *[""] * (width - len(row))][:width] for row in rows]
    cases = pl.DataFrame(filled, schema=dict.fromkeys(head, pl.String), orient="row")
    return cases, pl.Series([len(row) > width for row in rows], dtype=pl.Boolean)
