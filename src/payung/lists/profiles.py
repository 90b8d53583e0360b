"""Files for BPJS and its answers: what each column is, as data that the office can edit.

No official template is public, so the profiles that come along say "unverified sample".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {"number": 6, "rupiah": 14, "date": 12, "month": 10, "text": 22}
_ROW_NUMBER = "#"
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of a file: header, field of the row, and kind.

    Kinds: `text` (always a text cell, so that no digit is lost), `date`, `month`, `rupiah`
    (whole numbers), `number` (the running number).
    """

    header: str
    field: str
    kind: str


@dataclass(frozen=True, slots=True)
class AnswerProfile:
    """How an answer file speaks: headers of each field, and words for accepted and rejected."""

    headers: Mapping[str, tuple[str, ...]]
    accepted: frozenset[str]
    rejected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """The layout of one kind of file.

    A file holds at most `rows_per_file` rows, and with `split_by` (a field of the rows) only those
    of one kelurahan, one wadah …
    """

    name: str
    title: str
    status: str
    columns: tuple[FileColumn, ...]
    rows_per_file: int
    date_format: str
    answer: AnswerProfile | None = None
    split_by: str = ""


def profile(name: str) -> Profile:
    """A profile that ships: pendaftaran, berhenti, perubahan, pembayaran, jawaban, pemadanan."""
    try:
        return load_profiles(_shipped())[name]
    except KeyError:
        raise BadInput(say("Tata letak berkas {name!r} tidak ada.", name=name)) from None


def load_profiles(text: str) -> dict[str, Profile]:
    """Profiles from YAML text, as `data/profiles.yaml` shows them; `BadInput` otherwise."""
    import yaml

    try:
        found = {name: _profile(name, data) for name, data in yaml.safe_load(text).items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(
            say("Tata letak tidak terbaca. Bandingkan dengan contoh bawaannya.")
        ) from error
    for value in found.values():
        _refuse_unusable(value)
    return found


def shipped_text(name: str) -> str:
    """The YAML of one profile that ships, as a text to edit."""
    import yaml

    profile(name)
    data = {name: yaml.safe_load(_shipped())[name]}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None)


def _refuse_unusable(profile: Profile) -> None:
    if not 1 <= profile.rows_per_file <= MOST_ROWS:
        raise BadInput(say("Baris per berkas harus 1 sampai {most}.", most=MOST_ROWS))
    for column in profile.columns:
        if column.kind not in _WIDTHS:
            raise BadInput(
                say(
                    "Jenis kolom {kind!r} tidak dikenal. Pakai text, date, rupiah.",
                    kind=column.kind,
                )
            )
        if column.field in ("nik", "kpj", "nkk") and column.kind != "text":
            raise BadInput(
                say(
                    "Kolom {header} harus berjenis text, supaya angkanya utuh.",
                    header=column.header,
                )
            )


def write_profile(rows: pl.DataFrame, profile: Profile, path: Path) -> list[Path]:
    """Writes rows as XLSX in the layout of a profile; returns the files that it took.

    Texts are text cells even if they begin with `=`. A list longer than the profile's
    `rows_per_file`, or split by one of its fields, goes to several files, named `NAME-1.xlsx`,
    `NAME-2.xlsx`, with numbers that run on. A column that `rows` lacks stays empty.
    """
    parts = _parts(rows, profile)
    if len(parts) == 1:
        _write_part(parts[0], profile, path, first_number=1)
        return [path]
    written, first_number = [], 1
    for number, part in enumerate(parts, 1):
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")
        _write_part(part, profile, target, first_number=first_number)
        first_number += part.height
        written.append(target)
    return written


def _parts(rows: pl.DataFrame, profile: Profile) -> list[pl.DataFrame]:
    groups = [rows]
    if profile.split_by in rows.columns and rows.height:
        groups = rows.partition_by(profile.split_by, maintain_order=True)
    size = profile.rows_per_file
    return [
        group.slice(start, size)
        for group in groups
        for start in range(0, max(group.height, 1), size)
    ]


def _profile(name: str, data: Mapping[str, Any]) -> Profile:
    answer = data.get("answer")
    return Profile(
        name=name,
        title=data["title"],
        status=data["status"],
        columns=tuple(FileColumn(*column) for column in data["columns"]),
        rows_per_file=data["rows_per_file"],
        date_format=data["date_format"],
        split_by=data.get("split_by", ""),
        answer=answer
        and AnswerProfile(
            {field: tuple(names) for field, names in answer["headers"].items()},
            frozenset(answer["accepted"]),
            frozenset(answer["rejected"]),
        ),
    )


@cache
def _shipped() -> str:
    return files("payung.lists").joinpath("data/profiles.yaml").read_text(encoding="utf-8")


def _write_part(rows: pl.DataFrame, profile: Profile, path: Path, *, first_number: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@"})
    sheet = book.add_worksheet(profile.name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(profile.columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
        sheet.write_string(0, place, column.header, bold)
    values = [_values(rows, column, profile, first_number) for column in profile.columns]
    for number, row in enumerate(zip(*values, strict=True), 1):
        _write_row(sheet, number, row, text)
    book.close()


def _write_row(sheet: Worksheet, number: int, row: Sequence[object], text: Format) -> None:
    for place, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, place, value)
        elif value not in (None, ""):
            sheet.write_string(number, place, str(value), text)


def _values(
    rows: pl.DataFrame, column: FileColumn, profile: Profile, first: int
) -> Sequence[object]:
    if column.field == _ROW_NUMBER:
        return range(first, first + rows.height)
    if column.field not in rows.columns:
        return [None] * rows.height
    values = rows[column.field].to_list()
    if column.kind in ("text", "rupiah"):
        return values
    return [_date_text(value, profile.date_format) for value in values]


def _date_text(value: object, date_format: str) -> str:
    """Dates and months as the profile writes them; ISO texts are dates too."""
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, date):
        return value.strftime(date_format)
    text = str(value or "")
    try:
        return date.fromisoformat(text).strftime(date_format)
    except ValueError:
        return text
