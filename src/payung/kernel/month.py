"""A calendar month: the unit in which protection is bought, paid and lost."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payung.kernel.errors import BadInput
from payung.kernel.month_names import MONTH_NAMES_ID
from payung.kernel.sentence import say

_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One month of one year, ordered in time.

    `ordinal` counts months from January of year 0, so that differences are plain subtraction.
    """

    ordinal: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The month `month` (1-12) of `year`."""
        if not 1 <= month <= 12:
            raise BadInput(say("Bulan harus 1 sampai 12. Yang diisi {month}.", month=month))
        return cls(year * 12 + month - 1)

    @classmethod
    def containing(cls, day: date) -> Month:
        return cls.of(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Reads `YYYY-MM`; anything else is `BadInput`."""
        match = _ISO_MONTH.fullmatch(text.strip())
        if match is None:
            raise BadInput(
                say("Bulan ditulis TTTT-BB, misalnya 2025-06. Yang diisi {text!r}.", text=text)
            )
        return cls.of(int(match[1]), int(match[2]))

    @classmethod
    def read(cls, text: str) -> Month | None:
        """The month of an address; None where it names none that can be."""
        match = _ISO_MONTH.fullmatch(text.strip())
        try:
            return cls.of(int(match[1]), int(match[2])) if match else None
        except BadInput:
            return None

    @property
    def year(self) -> int:
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """1 for January to 12 for December."""
        return self.ordinal % 12 + 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def label(self) -> str:
        """As the offices write it: `Juni 2025`."""
        return f"{MONTH_NAMES_ID[self.number - 1]} {self.year}"

    def __add__(self, months: int) -> Month:
        return Month(self.ordinal + months)

    def __sub__(self, earlier: Month) -> int:
        """How many months lie between the two: June minus April is 2."""
        return self.ordinal - earlier.ordinal

    def back(self, months: int) -> Month:
        return Month(self.ordinal - months)

    def through(self, last: Month) -> Iterator[Month]:
        """Each month from this one to `last`, both included; none if `last` is earlier."""
        return (Month(n) for n in range(self.ordinal, last.ordinal + 1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
