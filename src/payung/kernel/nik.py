"""NIK: what the 16 digits of an Indonesian population number say, and nothing that they don't.

Layout PPKKCC DDMMYY SSSS: area of first registration, birth date (a woman's day plus 40), serial.
There is no check digit, and the area is not where the person lives now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NIK_LENGTH = 16
FEMALE_DAY_OFFSET = 40


class Sex(StrEnum):
    """Jenis kelamin as the offices write it."""

    MALE = "L"
    FEMALE = "P"


@dataclass(frozen=True, slots=True)
class Nik:
    """A text of 16 digits; whether its parts make sense is for the caller to ask."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text) != NIK_LENGTH or not (self.text.isascii() and self.text.isdigit()):
            raise ValueError("a NIK is a text of 16 digits")

    @property
    def area_prefix(self) -> str:
        """Province, city and district of first registration, six digits."""
        return self.text[:6]

    @property
    def serial(self) -> str:
        return self.text[12:]

    @property
    def sex(self) -> Sex:
        return Sex.FEMALE if int(self.text[6:8]) > FEMALE_DAY_OFFSET else Sex.MALE

    def birth_dates(self) -> tuple[date, ...]:
        """The real dates that the birth part can mean, earlier century first; empty if none."""
        day = int(self.text[6:8])
        day -= FEMALE_DAY_OFFSET if day > FEMALE_DAY_OFFSET else 0
        month, year = int(self.text[8:10]), int(self.text[10:12])
        return tuple(d for c in (1900, 2000) if (d := _real_date(c + year, month, day)))

    def birth_date(self, on: date) -> date | None:
        """The birth date, taking the century that gives an age of 0 to 105 on `on`."""
        possible = [d for d in self.birth_dates() if d <= on and age_on(d, on) <= 105]
        return possible[-1] if possible else None

    @property
    def masked(self) -> str:
        """What a screen may show: `640901••••••9001`."""
        return f"{self.text[:6]}••••••{self.text[12:]}"

    @property
    def last_four(self) -> str:
        """What a paper to publish may show: no place, no birth date, `••••••••••••9001`."""
        return f"{'•' * 12}{self.text[12:]}"


def age_on(birth: date, day: date) -> int:
    """Completed years of age on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
