"""Return files of BPJS, row by row: what each says, and what keeps it from being taken over.

Nothing is dropped: a row is either clear or has a code that says why a person must look at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.lists.headers import normalise
from payung.lists.outside import OutsideRow, tables
from payung.lists.rules.nik import read_nik

if TYPE_CHECKING:
    from payung.lists.profiles import Profile

NO_ANSWER = say("Berkas jawaban tidak berisi kolom NIK dan status. Periksa judul kolomnya.")

_TOTALS = re.compile(r"(?i)^(?:grand\s+total|sub\s*total|total|jumlah)\b")

TOTALS = "BARIS_JUMLAH"
UNCLEAR = "STATUS_TIDAK_JELAS"
TWO_ANSWERS = "DUA_JAWABAN"
REPEAT = "BARIS_ULANG"
OTHER_MONTH = "BULAN_LAIN"
NO_ROWS = say("Berkas jawaban belum berisi baris. Minta berkas yang lengkap ke BPJS.")

_DIGITS_OF_A_COUNT = 6
_YEAR_MONTH = re.compile(r"(?P<year>20\d\d)[-/.]?(?P<month>0[1-9]|1[0-2])(?:[-/.]\d\d.*)?")
_MONTH_YEAR = re.compile(r"(?:\d\d?[-/.])?(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>20\d\d)")


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of a return file.

    `row` is the row as Excel shows it; `status` is `accepted`, `rejected` or `unknown` and `said`
    the word that stood there; `code` is empty for a clear row, else a code of this module or of
    `rules.nik`.
    """

    sheet: str
    row: int
    nik: str
    status: str
    said: str
    reason: str
    kpj: str
    name: str
    code: str = ""


def read_return(path: Path, profile: Profile, month: Month | None = None) -> list[ReturnRow]:
    """Every row of every sheet that has the headers; `BadInput` if none has NIK and status, or if
    none has a row. `month` is the one that was asked about: rows of another don't answer it."""
    if profile.answer is None:
        raise BadInput(say("Tata letak {layout!r} bukan untuk jawaban.", layout=profile.name))
    answer = profile.answer
    known = {normalise(name): field for field, names in answer.headers.items() for name in names}
    found = list(tables(path, lambda header: known.get(header, ""), _is_answer))
    if not found:
        raise BadInput(NO_ANSWER)
    words = dict.fromkeys(answer.accepted, "accepted") | dict.fromkeys(answer.rejected, "rejected")
    rows = [_as_read(row, words, month) for table in found for row in table.rows]
    if not rows:
        raise BadInput(NO_ROWS)
    return _without_contradictions(rows)


def _is_answer(fields: set[str]) -> bool:
    return fields >= {"nik", "status"}


def _as_read(line: OutsideRow, words: Mapping[str, str], month: Month | None) -> ReturnRow:
    nik, code = read_nik(line["nik"], from_number="nik" in line.numbers)
    row = ReturnRow(
        sheet=line.sheet,
        row=line.number,
        nik=nik,
        status=words.get(line["status"].lower(), "unknown"),
        said=line["status"],
        reason=line["reason"],
        kpj=line["kpj"],
        name=line["nama"],
    )
    other = OTHER_MONTH if month and _other_month(line["bulan"], month) else ""
    return replace(row, code=_code(line, row, code) or other)


def _code(line: OutsideRow, row: ReturnRow, nik_code: str) -> str:
    if nik_code and _is_total(line, row):
        return TOTALS
    return nik_code or (UNCLEAR if row.status == "unknown" else "")


def _is_total(line: OutsideRow, row: ReturnRow) -> bool:
    """A line of sums: the word of one, no status, and no number as long as a damaged NIK."""
    if row.status != "unknown" or sum(sign.isdigit() for sign in row.nik) > _DIGITS_OF_A_COUNT:
        return False
    return any(_TOTALS.match(text) for text in line.said)


def _other_month(text: str, month: Month) -> bool:
    """Whether a cell names another month than `month`; what can't be read names none."""
    found = _YEAR_MONTH.fullmatch(text) or _MONTH_YEAR.fullmatch(text)
    return found is not None and Month.of(int(found["year"]), int(found["month"])) != month


def _without_contradictions(rows: list[ReturnRow]) -> list[ReturnRow]:
    """A NIK that is answered in two ways is clear in neither; a mere repeat is clear once."""
    told: dict[str, set[str]] = {}
    for row in rows:
        if not row.code:
            told.setdefault(row.nik, set()).add(row.status)
    judged: list[ReturnRow] = []
    seen: set[str] = set()
    for row in rows:
        if row.code:
            judged.append(row)
            continue
        repeated = REPEAT if row.nik in seen else ""
        seen.add(row.nik)
        judged.append(replace(row, code=TWO_ANSWERS if len(told[row.nik]) > 1 else repeated))
    return judged


def clear_answers(rows: list[ReturnRow]) -> pl.DataFrame:
    """The clear rows with the columns nik, accepted, reason, kpj."""
    clear = [row for row in rows if not row.code]
    return pl.DataFrame(
        {
            "nik": [row.nik for row in clear],
            "accepted": [row.status == "accepted" for row in clear],
            "reason": [row.reason for row in clear],
            "kpj": [row.kpj for row in clear],
        },
        schema={"nik": pl.String, "accepted": pl.Boolean, "reason": pl.String, "kpj": pl.String},
    )
