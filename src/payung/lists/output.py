"""The files of a check: rows.csv, findings.csv, and each sender's workbook back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.lists.area_names import AreaTable
from payung.lists.check import Checked, told_names
from payung.lists.fields import FINDING_COLUMNS, ROW_COLUMNS
from payung.lists.mark import mark_sheets
from payung.lists.sandbox import read_guarded

_LONGEST_NAME = 220
_FORMULA = r"^[=@\t\r]|^[+-][^0-9]"
_FREE_TEXTS = ("file", "sheet", "nama", "tempat_lahir", "alamat", "pekerjaan", "nama_ibu")


def write_results(
    checked: Checked,
    files: Sequence[Path],
    out: Path,
    *,
    header_memory: Mapping[str, Mapping[str, str]] | None = None,
    areas: AreaTable | None = None,
) -> list[Path]:
    """Writes the three kinds of file into `out`; returns the marked workbooks.

    `header_memory` and `areas` as in the check, so that the same cells are marked.

    A text that a spreadsheet would run as a formula gets an apostrophe in front in the CSVs.
    """
    out.mkdir(parents=True, exist_ok=True)
    harmless(checked.rows.select(ROW_COLUMNS)).write_csv(out / "rows.csv")
    harmless(checked.findings.select(FINDING_COLUMNS)).write_csv(out / "findings.csv")
    marked: list[Path] = []
    names = told_names(files)
    usable = [file for file, name in names.items() if name not in checked.unusable]
    for file, sheets in read_guarded(usable):
        if isinstance(sheets, UnreadableFile):
            continue
        target = _free_name(out, file, marked)
        own = checked.findings.filter(file=names[file]).with_columns(file=pl.lit(file.name))
        mends = checked.mends.filter(file=names[file])
        memory = (header_memory or {}).get(file.name)
        mark_sheets(file, sheets, own, target, memory, areas=areas, mends=mends)
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


def _free_name(out: Path, file: Path, taken: Sequence[Path]) -> Path:
    """Files of one name, or of one name and different endings, don't overwrite each other."""
    stem, name = (_short(text) for text in (file.stem, file.name))
    endings = (f" ({number})" for number in range(2, len(taken) + 2))
    for label in (stem, name, *(stem + ending for ending in endings)):
        target = out / f"perbaikan-{label}.xlsx"
        if target not in taken:
            return target
    return target


def _short(name: str) -> str:
    """A name that still fits into a file system's 255 bytes with what is put around it."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")
