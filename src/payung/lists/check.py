"""The check of worker lists: files in, rows and findings out, as contract.md fixes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from payung.kernel.errors import UnreadableFile
from payung.kernel.finding import RowStatus
from payung.lists.area_names import AreaTable
from payung.lists.fields import ADULT_AGES, FINDING_COLUMNS, ROW_COLUMNS
from payung.lists.judge import Verdict, judge_people
from payung.lists.messages import message
from payung.lists.raw import RawSheet, raw_sheet
from payung.lists.sandbox import Limits, read_guarded

NOT_A_LIST = "Berkas ini bukan daftar pekerja. Kirim daftar yang berjudul kolom NIK dan nama."


@dataclass(frozen=True)
class Checked:
    """What a check found.

    `rows` has the columns of rows.csv and `row_id`; `findings` has the columns of findings.csv
    and `row_id` (null for a finding about a sheet or a file) and `table` (the column at which the
    row's table begins, for sheets with tables beside each other). `unusable` maps a file to the
    sentence why it can't be used. `unknown_headers` maps a file to the headers that nobody knows:
    ask the sender once and pass his answer as `header_memory` from then on.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame
    unusable: Mapping[str, str]
    unknown_headers: Mapping[str, tuple[str, ...]]
    files: int

    def count(self, status: RowStatus) -> int:
        """How many rows have this status."""
        return int((self.rows["status"] == status.value).sum())

    @property
    def finding_counts(self) -> dict[str, int]:
        """How many findings of each code, in the order of the codes."""
        counted = self.findings.group_by("code").len().sort("code")
        return dict(counted.iter_rows())


def check_files(
    paths: Sequence[Path],
    *,
    on: date,
    areas: AreaTable,
    age: tuple[int, int] = ADULT_AGES,
    header_memory: Mapping[str, Mapping[str, str]] | None = None,
    similar: bool = True,
    limits: Limits | None = None,
) -> Checked:
    """Reads and checks worker lists together, so that repeated NIKs are found across files.

    A file that can't be read is a finding, not an error. `on` is the day on which ages count,
    `age` the programme's window in years, `similar` whether to look for the same person under
    another NIK (`ORANG_MIRIP`). `header_memory`: by file name, what its sender answered before
    about headers (in the form of `headers.normalise`) that nobody knew. `limits`: what one file
    may take, for a caller who sets his own.
    """
    found = _Found()
    names = told_names(paths)
    for path, sheets in read_guarded(list(names), limits):
        if isinstance(sheets, UnreadableFile):
            found.refuse(names[path], sheets.sentence)
            continue
        memory = (header_memory or {}).get(path.name, {})
        lists = [s for sheet in sheets if (s := raw_sheet(sheet, path.stem, areas, memory))]
        found.add(names[path], lists)
    verdict = judge_people(found.people(), on=on, areas=areas, age=age, similar=similar)
    return _checked(found, verdict, len(names))


def told_names(paths: Sequence[Path]) -> dict[Path, str]:
    """What rows and findings call each file: its name, or its path where two have one name."""
    seen = Counter(path.name for path in dict.fromkeys(paths))
    return {path: path.name if seen[path.name] == 1 else str(path) for path in paths}


@dataclass
class _Found:
    """What the files hold, gathered one after the other."""

    tables: list[pl.DataFrame] = field(default_factory=list)
    unusable: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    about_sheets: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def refuse(self, file: str, sentence: str) -> None:
        self.unusable[file] = sentence
        self.about_sheets.append((file, "", "", "BERKAS_RUSAK", sentence))

    def add(self, file: str, lists: Sequence[RawSheet]) -> None:
        """Takes the lists of one file; a file without any is refused."""
        if not lists:
            self.refuse(file, NOT_A_LIST)
        unknown: list[str] = []
        for one in lists:
            unknown += one.unknown
            for column in one.missing:
                text = message("KOLOM_HILANG", column)
                self.about_sheets.append((file, one.sheet, column, "KOLOM_HILANG", text))
            if _lies_nowhere(one):
                text = message("WILAYAH_TIDAK_DIKENAL")
                self.about_sheets.append(
                    (file, one.sheet, "kelurahan", "WILAYAH_TIDAK_DIKENAL", text)
                )
            self.tables.append(_labelled(file, one))
        if unknown:
            self.unknown[file] = tuple(dict.fromkeys(unknown))

    def people(self) -> pl.DataFrame:
        if not self.tables:
            return pl.DataFrame()
        return pl.concat(self.tables).with_row_index("row_id")


def _lies_nowhere(one: RawSheet) -> bool:
    """Whether neither a column nor a title says in which kelurahan the people live."""
    if not one.people.height:
        return False
    return not one.people["has_kelurahan"].any() and not (one.people["area_kelurahan"] != "").any()


def _labelled(file: str, one: RawSheet) -> pl.DataFrame:
    return one.people.with_columns(
        pl.lit(file).alias("file"),
        pl.lit(one.sheet).alias("sheet"),
        *(pl.lit(f not in one.missing).alias(f"has_{f}") for f in ("nik", "nama", "tanggal_lahir")),
    )


def _checked(found: _Found, verdict: Verdict, files: int) -> Checked:
    about = pl.DataFrame(
        found.about_sheets,
        schema=dict.fromkeys(("file", "sheet", "column", "code", "message"), pl.String),
        orient="row",
    ).with_columns(
        row=pl.lit(0, pl.UInt32),
        severity=pl.lit("galat"),
        suggestion=pl.lit(""),
        row_id=pl.lit(None, pl.UInt32),
        table=pl.lit(None, pl.UInt32),
    )
    columns = [*FINDING_COLUMNS, "row_id", "table"]
    findings = pl.concat([about.select(columns), verdict.findings.select(columns)])
    rows = verdict.rows.select(*ROW_COLUMNS, "row_id")
    return Checked(rows, findings, found.unusable, found.unknown, files)
