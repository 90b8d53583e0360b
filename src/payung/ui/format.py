"""How values are written on a page, in the reader's language: money, counts, dates, months, NIK."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from payung.kernel.month import Month
from payung.kernel.nik import NIK_LENGTH, Nik
from payung.kernel.rupiah import format_count, format_rupiah

DASH = "–"


def write_rupiah(amount: int | None) -> str:
    """`Rp42.000.000`, in English `Rp42,000,000`; a dash where there is no amount."""
    return DASH if amount is None else _separators(format_rupiah(int(amount)))


def write_count(number: int | None) -> str:
    """`4.316`, in English `4,316`; a dash where there is no number."""
    return DASH if number is None else _separators(format_count(int(number)))


def write_percent(share: float | None, decimals: int = 1) -> str:
    """A share of 1 as a percentage with one decimal: `18,9 %`, in English `18.9%`."""
    if share is None:
        return DASH
    text = f"{share * 100:.{decimals}f}"
    return f"{text}%" if _english() else f"{text.replace('.', ',')} %"


def write_date(day: date | None) -> str:
    """`22 Mei 2025`, of a moment the day here; a dash where there is no date."""
    if day is None:
        return DASH
    here = localtime(day) if isinstance(day, datetime) and is_aware(day) else day
    return f"{here.day} {MONTHS[here.month]} {here.year}"


def write_moment(moment: datetime | None) -> str:
    """`22 Mei 2025 pukul 14.05`, in the time of the place; a dash where there is none."""
    if moment is None:
        return DASH
    here = localtime(moment) if is_aware(moment) else moment
    between, point = (", ", ":") if _english() else (" pukul ", ".")
    return f"{write_date(here)}{between}{here:%H}{point}{here:%M}"


def write_month(month: Month | date | None) -> str:
    """`Juni 2025`; a date stands for the month that contains it."""
    if month is None:
        return DASH
    found = Month.containing(month) if isinstance(month, date) else month
    return f"{MONTHS[found.number]} {found.year}"


def write_months(first: Month, last: Month) -> str:
    """`Juni 2025 – Desember 2025`; one month stands alone."""
    return write_month(first) if first == last else f"{write_month(first)} – {write_month(last)}"


def short_month(month: Month) -> str:
    """`Jun`, for the head of a narrow column."""
    return str(MONTHS_3[month.number]).capitalize()[:3]


def short_months(first: Month, last: Month) -> str:
    """`Jun–Des 2025`, for a narrow column; the year twice where it changes."""
    end = f"{short_month(last)} {last.year}"
    if first == last:
        return end
    return f"{short_month(first)}{'' if first.year == last.year else f' {first.year}'}–{end}"


def write_masked_nik(nik: str | Nik | None) -> str:
    """`640901••••••9001`; anything that is no whole NIK is masked altogether."""
    if not nik:
        return DASH
    text = nik.text if isinstance(nik, Nik) else str(nik)
    if "•" in text:
        return text
    whole = len(text) == NIK_LENGTH and text.isascii() and text.isdigit()
    return Nik(text).masked if whole else "•" * len(text)


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def _separators(text: str) -> str:
    return text.replace(".", ",") if _english() else text
