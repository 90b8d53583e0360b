"""What the cells of a column are, whatever its header says: NIKs, dates, sexes, phones, names.

Only a sample is looked at. A share counts the cells that are filled; numbers of families and dates
of other events look like NIKs and birth dates, so those are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from payung.kernel.nik import NIK_LENGTH, Nik
from payung.lists.area_names import AreaTable
from payung.lists.rules.blank import clean, is_error
from payung.lists.rules.dates import read_date, split_place_and_date, turned_date
from payung.lists.rules.nik import read_nik
from payung.lists.rules.phone import read_phone
from payung.lists.rules.sex import is_sex_code, read_sex

_LATER = date(2039, 12, 31)  # a day on which everyone alive has an age that can be read
_NAME = re.compile(r"[^\W\d_][^\d_@/:;!?]{2,60}")
_LONG_DIGITS = re.compile(r"\d{15,18}")
_FIGURES = re.compile(r"[\d\s.,\-]+")
_CENTURY = 100


class ColumnSample:
    """The sample of one column: its cells in their rows, and what they are."""

    def __init__(self, cells: Sequence[str | None]) -> None:
        self.cells = [clean(cell or "") for cell in cells]
        self.filled = [cell for cell in self.cells if cell and not is_error(cell)]

    def share(self, is_so: Callable[[str], bool]) -> float:
        """How many of the filled cells are so; 0 for an empty column."""
        if not self.filled:
            return 0.0
        seen: dict[str, bool] = {}
        for text in self.filled:
            if text not in seen:
                seen[text] = is_so(text)
        return sum(seen[text] for text in self.filled) / len(self.filled)

    @cached_property
    def numbers(self) -> float:
        """The share of 16-digit numbers, sound or damaged: a NIK or a family card."""
        return self.share(is_long_number)

    @cached_property
    def dates(self) -> float:
        return self.share(lambda text: bool(days_of(text)))

    @cached_property
    def sexes(self) -> float:
        return self.share(lambda text: bool(read_sex(text)))

    @cached_property
    def sex_codes(self) -> float:
        return self.share(is_sex_code)

    @cached_property
    def phones(self) -> float:
        return self.share(lambda text: read_phone(text).startswith("+628") and len(text) >= 9)

    @cached_property
    def names(self) -> float:
        return self.share(is_name)

    @cached_property
    def digits(self) -> float:
        """The share of cells that hold figures and hardly anything else."""
        return self.share(lambda text: bool(_FIGURES.fullmatch(text)))

    @cached_property
    def different(self) -> float:
        """How many of the filled cells differ from each other."""
        return len(set(self.filled)) / len(self.filled) if self.filled else 0.0

    def areas(self, areas: AreaTable) -> float:
        return self.share(lambda text: len(text) >= 4 and bool(areas.resolve(text)))

    def agreement(self, niks: ColumnSample) -> tuple[int, int]:
        """In how many rows the date is the one in the NIK, and in how many both can be read."""
        agreed = known = 0
        for text, nik in zip(self.cells, niks.cells, strict=True):
            days, inner = days_of(text) if text else (), birth_parts(nik)
            if days and inner:
                known += 1
                agreed += any(day in inner for day in days)
        return agreed, known


def is_long_number(text: str) -> bool:
    """Sixteen digits once signs are taken away, or a number that lost some on the way."""
    digits, code = read_nik(text)
    return not code or code == "NIK_RUSAK_EXCEL" or bool(_LONG_DIGITS.fullmatch(digits))


def is_name(text: str) -> bool:
    """Words as a person's name has them; a date or a sex is none."""
    return bool(_NAME.fullmatch(text)) and not read_sex(text) and not days_of(text)


def birth_parts(nik: str) -> frozenset[tuple[int, int, int]]:
    """Day, month and two-digit year that a NIK holds; empty where it can't be read."""
    digits, code = read_nik(nik)
    if code or len(digits) != NIK_LENGTH:
        return frozenset()
    return frozenset((d.day, d.month, d.year % _CENTURY) for d in Nik(digits).birth_dates())


def days_of(text: str) -> tuple[tuple[int, int, int], ...]:
    """The days that a date cell may mean, in either order; day, month and two-digit year."""
    place, told = split_place_and_date(text)
    candidates = (text, told) if place and told else (text,)
    for candidate in candidates:
        found = [read_date(candidate, _LATER), turned_date(candidate, _LATER)]
        if days := tuple((d.day, d.month, d.year % _CENTURY) for d in found if d):
            return days
    return ()
