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
from payung.lists.bycells import holds_niks, likely_labels
from payung.lists.dateorder import About
from payung.lists.fields import ADULT_AGES, DATE_ORDER, FINDING_COLUMNS, ROW_COLUMNS, severity_of
from payung.lists.judge import JudgedRows, judge_people
from payung.lists.messages import message
from payung.lists.raw import RawSheet, raw_sheet
from payung.lists.sandbox import Limits, read_guarded
from payung.lists.sheet import Sheet

NOT_A_LIST = "Berkas ini bukan daftar pekerja. Kirim daftar yang berjudul kolom NIK dan nama."
_OTHER_LABELS = 24  # so many headers of a refused file are offered for mapping


MENDS = {
    "file": pl.String, "sheet": pl.String, "row": pl.UInt32, "table": pl.UInt32,
    "column": pl.String, "text": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What a check found.

    `rows` has the columns of rows.csv and `row_id`; `findings` has the columns of findings.csv
    and `row_id` (null for a finding about a sheet or a file) and `table` (the column at which the
    row's table begins, for sheets with tables beside each other). `unusable` maps a file to the
    sentence why it can't be used. `unknown_headers` maps a file to the headers that nobody knows:
    ask the sender once and pass his answer as `header_memory` from then on; for a refused file it
    holds the headers that it seems to have. `mends` (file, sheet, row, table, column, text) is what
    *Perbaikan* says of rows beside their findings. `open_dates`: in how many rows of a file the
    birth date could be read either way; the answer goes into the memory under `DATE_ORDER`.
    """

    rows: pl.DataFrame
    findings: pl.DataFrame
    unusable: Mapping[str, str]
    unknown_headers: Mapping[str, tuple[str, ...]]
    files: int
    mends: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MENDS))
    open_dates: Mapping[str, int] = field(default_factory=dict)

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
        read, before = list[tuple[Sheet, RawSheet | None]](), None
        for sheet in sheets:
            one = raw_sheet(sheet, path.stem, areas, memory, before)
            before = one.header if one is not None and "nik" in one.header.columns else before
            read.append((sheet, one))
        found.add(names[path], [one for _, one in read if one is not None])
        found.tell_others(names[path], [sheet for sheet, one in read if one is None])
    orders = {
        told: memory[DATE_ORDER]
        for path, told in names.items()
        if DATE_ORDER in (memory := (header_memory or {}).get(path.name, {}))
    }
    verdict = judge_people(
        found.people(), on=on, areas=areas, age=age, similar=similar, date_orders=orders
    )
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
    about_sheets: list[About] = field(default_factory=list)

    def refuse(self, file: str, sentence: str) -> None:
        self.unusable[file] = sentence
        self.about_sheets.append((file, "", "", "BERKAS_RUSAK", sentence))

    def add(self, file: str, lists: Sequence[RawSheet]) -> None:
        """Takes the lists of one file."""
        unknown: list[str] = []
        for sheet in lists:
            unknown += sheet.unknown
            for column in sheet.missing:
                self._tell(file, sheet.sheet, column, "KOLOM_HILANG", column)
            if _lies_nowhere(sheet):
                self._tell(file, sheet.sheet, "kelurahan", "WILAYAH_TIDAK_DIKENAL")
            if strange := _strange_columns(sheet):
                self._tell(file, sheet.sheet, "", "KOLOM_TAK_DIKENAL", strange)
            if sheet.lost:
                self._tell(file, sheet.sheet, "", "SEBAGIAN_TIDAK_TERBACA", sheet.sheet)
            self.tables.append(_labelled(file, sheet))
        if unknown:
            self.unknown[file] = tuple(dict.fromkeys(unknown))

    def tell_others(self, file: str, sheets: Sequence[Sheet]) -> None:
        """Tells sheets that are no list and should perhaps be one; refuses a file without a list.

        A summary or an instruction is nothing to tell; a sheet that could not be read is, and so
        is one that holds NIKs.
        """
        if file in self._files_with_lists():
            for sheet in sheets:
                if sheet.lost or holds_niks(sheet):
                    why = "" if sheet.lost else "nik"
                    self._tell(file, sheet.name, "", "SEBAGIAN_TIDAK_TERBACA", sheet.name, why)
            return
        labels = [label for sheet in sheets for label in likely_labels(sheet)]
        if labels:
            self.unknown[file] = tuple(dict.fromkeys(labels))[:_OTHER_LABELS]
        lost = next((s for s in sheets if s.lost), None)
        self.refuse(file, message("SEBAGIAN_TIDAK_TERBACA", lost.name) if lost else NOT_A_LIST)

    def _files_with_lists(self) -> set[str]:
        return {table["file"][0] for table in self.tables if table.height} | {
            file for file, *_ in self.about_sheets
        }

    def _tell(
        self, file: str, sheet: str, column: str, code: str, said: str = "", other: str = ""
    ) -> None:
        self.about_sheets.append((file, sheet, column, code, message(code, said, other)))

    def people(self) -> pl.DataFrame:
        if not self.tables:
            return pl.DataFrame()
        return pl.concat(self.tables).with_row_index("row_id")


def _lies_nowhere(sheet: RawSheet) -> bool:
    """Whether neither a column nor a title says in which kelurahan the people live."""
    if not sheet.people.height:
        return False
    return (
        not sheet.people["has_kelurahan"].any() and not (sheet.people["area_kelurahan"] != "").any()
    )


def _strange_columns(sheet: RawSheet) -> str:
    """Filled columns that nobody understood, by header or letter."""
    bare = [f"kolom {letter} tanpa judul" for letter in sheet.unread]
    return ", ".join((*sheet.unknown, *bare))


def _labelled(file: str, sheet: RawSheet) -> pl.DataFrame:
    return sheet.people.with_columns(
        pl.lit(file).alias("file"),
        pl.lit(sheet.sheet).alias("sheet"),
        *(
            pl.lit(f not in sheet.missing).alias(f"has_{f}")
            for f in ("nik", "nama", "tanggal_lahir")
        ),
    )


def _checked(found: _Found, verdict: JudgedRows, files: int) -> Checked:
    about = pl.DataFrame(
        [*found.about_sheets, *verdict.about],
        schema=dict.fromkeys(("file", "sheet", "column", "code", "message"), pl.String),
        orient="row",
    )
    severities = [severity_of(code).value for code in about["code"]]
    about = about.with_columns(
        pl.Series("severity", severities, dtype=pl.String),
        row=pl.lit(0, pl.UInt32),
        suggestion=pl.lit(""),
        row_id=pl.lit(None, pl.UInt32),
        table=pl.lit(None, pl.UInt32),
    )
    columns = [*FINDING_COLUMNS, "row_id", "table"]
    findings = pl.concat([about.select(columns), verdict.findings.select(columns)])
    rows = verdict.rows.select(*ROW_COLUMNS, "row_id")
    still_open = rows.filter(pl.col("row_id").is_in(list(verdict.open_dates)))
    open_dates = dict(still_open.group_by("file").len().iter_rows())
    mends = _mends(verdict)
    return Checked(rows, findings, found.unusable, found.unknown, files, mends, open_dates)


def _mends(verdict: JudgedRows) -> pl.DataFrame:
    """What *Perbaikan* says of birth dates that were read in another order, with their places."""
    if not verdict.mends.height:
        return pl.DataFrame(schema=MENDS)
    places = verdict.rows.select("row_id", "file", "sheet", "row", "table")
    placed = verdict.mends.join(places, on="row_id").sort("row_id")
    return placed.with_columns(column=pl.lit("tanggal_lahir")).select(list(MENDS))
