"""The files of a check: rows.csv, findings.csv, and each sender's workbook back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.lists.check import Checked
from payung.lists.fields import FINDING_COLUMNS, ROW_COLUMNS
from payung.lists.mark import mark_sheets
from payung.lists.sandbox import read_guarded

_FORMULA = r"^[=@\t\r]|^[+-][^0-9]"
_FREE_TEXTS = ("file", "sheet", "nama", "tempat_lahir", "alamat", "pekerjaan", "nama_ibu")


def write_results(checked: Checked, files: Sequence[Path], out: Path) -> list[Path]:
    """Writes the three kinds of file into `out`; returns the marked workbooks.

    A text that a spreadsheet would run as a formula gets an apostrophe in front in the CSVs.
    """
    out.mkdir(parents=True, exist_ok=True)
    harmless(checked.rows.select(ROW_COLUMNS)).write_csv(out / "rows.csv")
    harmless(checked.findings.select(FINDING_COLUMNS)).write_csv(out / "findings.csv")
    marked: list[Path] = []
    for file, sheets in read_guarded([f for f in files if f.name not in checked.unusable]):
        if isinstance(sheets, UnreadableFile):
            continue
        target = _free_name(out / f"perbaikan-{file.stem}.xlsx", file, marked)
        mark_sheets(file, sheets, checked.findings, target)
        marked.append(target)
    return marked


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Free texts that a spreadsheet would run as a formula get an apostrophe in front."""
    names = [n for n in (*_FREE_TEXTS, "message", "suggestion") if n in table.columns]
    return table.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA))
        .then("'" + pl.col(name))
        .otherwise(name)
        .alias(name)
        for name in names
    )


def _free_name(target: Path, file: Path, taken: Sequence[Path]) -> Path:
    """Two files of one name and different endings don't overwrite each other."""
    if target not in taken:
        return target
    return target.with_name(f"perbaikan-{file.name}.xlsx")
