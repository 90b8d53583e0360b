"""When something must be reported, paid or claimed, with the basis and how sure it is.

Holidays come in as an argument, so that a day counted today is counted alike next year;
`holidays_of` gives those of Indonesia.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from typing import Any

from payung.kernel.errors import BadInput
from payung.kernel.rupiah import Rupiah
from payung.kernel.sentence import say
from payung.law.jamsostek.data import read_yaml

WIB = timezone(timedelta(hours=7), "WIB")
"""The clock of western Indonesia."""

SCHOOL_YEAR_STARTS = (7, 1)
"""Month and day; the school year of Indonesia runs from July to June."""


class Term(StrEnum):
    """A deadline's id; also its name in deadlines.yaml."""

    FIRST_REPORT = "lapor_tahap_1"
    SECOND_REPORT = "lapor_tahap_2"
    PAYMENT = "bayar_manfaat"
    PAYMENT_JKK = "bayar_jkk"
    AFTER_WORK = "jkk_sesudah_kerja"
    MISSING_AT_SEA = "hilang_di_laut"
    JKK_CLAIM = "klaim_jkk"
    JKM_CLAIM = "klaim_jkm"
    SCHOLARSHIP_FILING = "beasiswa_tahunan"
    SCHOLARSHIP_BACKPAY = "beasiswa_mundur"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment that is still in time, `amount` units after its start.

    `amount` and `due` are None where no source names a term; units: hours, working_days, years.
    """

    term: Term
    label: str
    label_en: str
    counts_from: str
    counts_from_en: str
    amount: int | None
    unit: str
    due: datetime | None
    basis: str
    confidence: str
    note: str
    note_en: str


def deadline(term: Term, start: datetime, holidays: Collection[date] = ()) -> Deadline:
    """The deadline that `start` sets running, by the rule in force on that day.

    Hours run from the very hour; days and years end with the last minute of their day, by the
    clock of `start`. `BadInput` for a start before the rule exists.
    """
    entry = _data()["deadlines"][term]
    version = _version(entry, start.date())
    return Deadline(
        term=term,
        label=entry["label"],
        label_en=entry["label_en"],
        counts_from=entry["counts_from"],
        counts_from_en=entry["counts_from_en"],
        amount=version["amount"],
        unit=version["unit"],
        due=_due(version, start, holidays),
        basis=version["basis"],
        confidence=version["confidence"],
        note=entry["note"],
        note_en=entry["note_en"],
    )


def school_year_start(year: int) -> datetime:
    """The start of the school year `year`/`year + 1`, from which its scholarship is filed."""
    return datetime(year, *SCHOOL_YEAR_STARTS, tzinfo=WIB)


def school_year_of(day: date) -> int:
    """The year in which the school year of this day began."""
    return day.year if (day.month, day.day) >= SCHOOL_YEAR_STARTS else day.year - 1


def working_days_after(start: date, days: int, holidays: Collection[date]) -> date:
    """The `days`-th working day after `start`; the day itself isn't counted."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in holidays
    return day


@dataclass(frozen=True, slots=True)
class Late:
    """What BPJS owes by a day for paying after the due day; `sure` where the text was read."""

    days: int
    percent: int
    owed_rp: Rupiah
    basis: str
    says: str
    sure: bool


def payment_term(program: str) -> Term:
    """The term within which BPJS pays: seven working days for JKK, three for JKM."""
    return Term.PAYMENT_JKK if program == "jkk" else Term.PAYMENT


def late_payment(program: str, benefit: int, due: date, on: date) -> Late:
    """1 % of the benefit for each calendar day after the due day, as it stands on `on`."""
    terms = _data()["late_payment"]
    days, rate, cited = max((on - due).days, 0), terms["percent_per_day"], terms[program]
    return Late(
        days=days,
        percent=rate * days,
        owed_rp=Rupiah(benefit * rate * days // 100),
        basis=cited["basis"],
        says=cited["says"],
        sure=cited["confidence"] != "unverified",
    )


def holidays_of(years: Iterable[int]) -> frozenset[date]:
    """Public holidays and collective leave days (cuti bersama) of Indonesia in these years."""
    import holidays

    categories = ("public", "government")
    return frozenset(holidays.country_holidays("ID", years=list(years), categories=categories))


def _version(entry: Mapping[str, Any], day: date) -> Mapping[str, Any]:
    valid: list[Mapping[str, Any]] = [v for v in entry["values"] if v["from"] <= day]
    if not valid:
        raise BadInput(
            say("{label}: belum ada aturan pada {day}.", label=entry["label"], day=day.isoformat())
        )
    return valid[-1]


def _due(
    version: Mapping[str, Any], start: datetime, holidays: Collection[date]
) -> datetime | None:
    amount: int | None = version["amount"]
    if amount is None:
        return None
    if version["unit"] == "hours":
        return start + timedelta(hours=amount)
    if version["unit"] == "working_days":
        return _end_of(working_days_after(start.date(), amount, holidays), start)
    return _end_of(_years_after(start.date(), amount), start)


def _end_of(day: date, start: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=start.tzinfo)


def _years_after(day: date, years: int) -> date:
    """The same day `years` later, less one: a term of a year ends the day before."""
    later = day.year + years
    leap_day_lost = (day.month, day.day) == (2, 29) and not isleap(later)
    anniversary = date(later, 3, 1) if leap_day_lost else day.replace(year=later)
    return anniversary - timedelta(days=1)


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml("deadlines.yaml")
