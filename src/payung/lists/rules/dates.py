"""Birth dates as lists write them: cells, five text forms, Indonesian months, two-digit years.

A date whose reading would be a guess is not read: month before day, day 32, a year alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from payung.lists.rules.blank import is_error

_MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "jnr": 1,
    "feb": 2, "febr": 2, "februari": 2, "pebruari": 2, "peb": 2, "pebr": 2, "february": 2,
    "febuari": 2, "pebuari": 2, "februri": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3, "mart": 3,
    "apr": 4, "april": 4, "apl": 4, "aprl": 4,
    "mei": 5, "may": 5, "me": 5, "mey": 5,
    "jun": 6, "juni": 6, "june": 6, "yuni": 6,
    "jul": 7, "juli": 7, "july": 7, "yuli": 7,
    "agu": 8, "ags": 8, "agt": 8, "agst": 8, "agust": 8, "agus": 8, "agustus": 8, "aug": 8,
    "august": 8, "agts": 8, "agutus": 8,
    "sep": 9, "sept": 9, "september": 9, "septembar": 9,
    "okt": 10, "oktober": 10, "oct": 10, "october": 10, "octo": 10, "okto": 10, "oktobr": 10,
    "nov": 11, "nop": 11, "nopember": 11, "november": 11, "novem": 11, "nopem": 11,
    "des": 12, "desember": 12, "dec": 12, "december": 12, "desem": 12,
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[ T]\d{1,2}:.*)?")
_NUMBERS = re.compile(
    r"(\d{1,2})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{4}|\d{2})(?: \d{1,2}:.*)?"
)
_NAMED = re.compile(r"(\d{1,2})\s*[-/.,\s]*\s*([a-z]+)\s*[-/.,'\s]*\s*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2}),?\s+(\d{4})")
_BEFORE = re.compile(
    r"^(?:['’‘`]\s*|(?:tgl|tanggal|tg)\b[\s.:]*|(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s,]+)+"
)
_AFTER = re.compile(r"(?:(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?|\s*\([^)]*\)|\s*(?:m|wib))$")
_SIGNS = re.compile(r"\s*(?:[\\_–—:|]|[-/.]{2,}|\s-\s)+\s*")
_DIGIT_O = re.compile(r"(?<=\d)o|o(?=\d)")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})")
_PACKED_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})")  # never both
_SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_LONGEST = 200  # longer texts are no date, and patterns grow slow on them
_OLDEST_AGE = 120
_FIRST_SERIAL = 3000  # smaller numbers are years: 1980 is no date, and its serial would be 1905
_HEAD = re.compile(r"^(?P<date>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\s*[,;/]?\s*(?P<place>[^\W\d][^\d]+)$")
_TAIL = re.compile(
    r"^(?P<place>.*?)[\s,;:/\-(.]*(?:\b(?:tgl|tanggal)\b[\s.:]*)?"
    r"(?P<date>\d{8}|\d{1,2}\s*[-/.,\s]\s*(?:\d{1,2}|[a-z]{2,10})\.?\s*[-/.,'\s]\s*"
    r"\d{2,4}|[a-z]{3,9}\s+\d{1,2},\s*\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"(?: \d\d:\d\d:\d\d)?)\)?\s*$",
    re.IGNORECASE | re.DOTALL,
)


def read_date(text: str, on: date) -> date | None:
    """The date that a text names, None where it names none for sure.

    A two-digit year is taken in the century that gives an age from 0 to 105 on `on`, the later
    one where both do.
    """
    if len(text) > _LONGEST:
        return None
    lowered = text.strip().lower().strip(" .,;")
    return _plain_date(lowered, on) or _plain_date(_tidied(lowered), on)


def turned_date(text: str, on: date) -> date | None:
    """The date with day and month exchanged, None where the text leaves no such reading."""
    readings = readings_of(text, on)
    return readings.turned if readings else None


@dataclass(frozen=True, slots=True)
class Readings:
    """What a date in numbers may mean: as it is read, and with day and month exchanged.

    `form` is `numbers` (5/30/1978), `cell` (year first, as date cells come) or `serial` (a bare
    number of days); only columns of one form share a mistake.
    """

    form: str
    plain: date | None
    turned: date | None


def readings_of(text: str, on: date) -> Readings | None:
    """Both readings of a date in numbers; None for a text with a month's name or no date."""
    if len(text) > _LONGEST:
        return None
    lowered = text.strip().lower().strip(" .,;")
    for bare in (lowered, _tidied(lowered)):
        if parts := _YEAR_FIRST.fullmatch(bare) or _PACKED_YEAR_FIRST.fullmatch(bare):
            year, month, day = int(parts[1]), int(parts[2]), int(parts[3])
            return Readings("cell", _day(year, month, day, on), _day(year, day, month, on))
        if parts := _NUMBERS.fullmatch(bare) or _PACKED.fullmatch(bare):
            year, month, day = _year(parts[3], on), int(parts[2]), int(parts[1])
            return Readings("numbers", _day(year, month, day, on), _day(year, day, month, on))
        if _SERIAL.fullmatch(bare) and (found := _plain_date(bare, on)):
            return Readings("serial", found, _day(found.year, found.day, found.month, on))
    return None


def _tidied(lowered: str) -> str:
    """Without what stands around a date (`tgl`, the weekday, the hour), and with plain signs."""
    bare = _SIGNS.sub("-", _AFTER.sub("", _BEFORE.sub("", lowered)))
    return _DIGIT_O.sub("0", bare).strip(" .,;-")


def _plain_date(lowered: str, on: date) -> date | None:
    if parts := _YEAR_FIRST.fullmatch(lowered) or _PACKED_YEAR_FIRST.fullmatch(lowered):
        return _day(int(parts[1]), int(parts[2]), int(parts[3]), on)
    if parts := _NUMBERS.fullmatch(lowered) or _PACKED.fullmatch(lowered):
        return _day(_year(parts[3], on), int(parts[2]), int(parts[1]), on)
    if parts := _NAMED.fullmatch(lowered):
        return _day(_year(parts[3], on), _MONTHS.get(parts[2], 0), int(parts[1]), on)
    if parts := _MONTH_FIRST.fullmatch(lowered):
        return _day(int(parts[3]), _MONTHS.get(parts[1], 0), int(parts[2]), on)
    if parts := _SERIAL.fullmatch(lowered):
        return _from_serial(int(parts[1]), on)
    return None


def split_place_and_date(text: str) -> tuple[str, str]:
    """`Muara Tebo / 21 Juli 1970` is the place and the date; without a date all is the place."""
    stripped = text.strip()
    if is_error(stripped):
        return stripped, stripped
    match = (_TAIL.match(stripped) or _HEAD.match(stripped)) if len(text) <= _LONGEST else None
    if match is None:
        return _split_at_comma(text.strip())
    return match["place"].strip(" ,;:/-–—\n."), match["date"]


def _split_at_comma(text: str) -> tuple[str, str]:
    """An unreadable date still stands apart from the place: `Bogor, tidak tahu`."""
    for sign in (",", "/", ";"):
        place, found, rest = text.partition(sign)
        if found and not any(c.isdigit() for c in place):
            return place.strip(), rest.strip()
    digits = re.search(r"\d", text)
    if digits is None:
        return text, ""
    return text[: digits.start()].strip(" ,;:/-"), text[digits.start() :]


def _year(digits: str, on: date) -> int:
    if len(digits) == 4:
        return int(digits)
    later = 2000 + int(digits)
    return later if later <= on.year else later - 100


def _day(year: int, month: int, day: int, on: date) -> date | None:
    """The day if it exists and someone alive could be born on it."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if on.year - _OLDEST_AGE <= year and found <= on else None


def _from_serial(days: int, on: date) -> date | None:
    if days < _FIRST_SERIAL:
        return None
    found = _EXCEL_DAY_ZERO + timedelta(days=days)
    return found if found <= on else None
