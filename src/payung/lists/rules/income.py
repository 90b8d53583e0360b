"""Monthly income in whole rupiah; a writing with two readings is not read."""

from __future__ import annotations

import re

_MILLIONS = re.compile(r"(\d+(?:[.,]\d{1,3})?)\s*(?:jt|jta|juta)(?:[\s-]*an)?")
_THOUSANDS = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:rb|ribu|rbu|k)(?:[\s-]*an)?")
_MILLIONS_AND_THOUSANDS = re.compile(r"(\d+)\s*(?:jt|juta)\s*(\d{1,3})\s*(?:rb|ribu)")
_PLAIN = re.compile(r"\d+(?:[.,]0{1,2})?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{2})?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?")
_PREFIX = re.compile(
    r"^(?:(?:idr|rp[.:]*|±|~|\+/-|(?:kurang|lebih) ?/? ?(?:lebih|kurang)"
    r"|sekitar|kira-kira|rata-rata)\s*)+"
)
_SUFFIX = re.compile(
    r"[,.;]*\s*[,.;]*-+$|[,.;]+$|\s*(?:rupiah|idr)$|\s*(?:/|per)\s*(?:bulan|bln|bl)\.?$"
    r"|\s*(?:sebulan|perbulan|bulan)$|\s*\((?:per ?|/)?(?:bulan|bln)\)$"
)
_LEAST = 10_000
_MOST = 100_000_000


def read_income(text: str) -> int | None:
    """Whole rupiah a month; None where it can't be said: `?`, `1.250`, a range, per day."""
    amount = _amount(_bare(text[:60]))
    return amount if amount is not None and _LEAST <= amount <= _MOST else None


def _bare(text: str) -> str:
    """The number without currency, `,-` and `per bulan`."""
    bare = _PREFIX.sub("", text.lower().strip()).strip()
    for _ in range(3):
        bare = _SUFFIX.sub("", bare).strip()
    return bare


def _amount(bare: str) -> int | None:
    if parts := _MILLIONS_AND_THOUSANDS.fullmatch(bare):
        return int(parts[1]) * 1_000_000 + int(parts[2]) * 1000
    if parts := _MILLIONS.fullmatch(bare):
        return _scaled(parts[1], 6)
    if parts := _THOUSANDS.fullmatch(bare):
        return _scaled(parts[1], 3)
    bare = bare.replace(" ", "")
    if _PLAIN.fullmatch(bare):
        return int(re.split("[.,]", bare)[0])
    return _grouped(bare)


def _grouped(bare: str) -> int | None:
    """`1.500.000,00` and `1,500,000.00`; one group alone (`1.250`) could be either."""
    for pattern, group, decimal in ((_POINTS, ".", ","), (_COMMAS, ",", ".")):
        if pattern.fullmatch(bare):
            return int(bare.split(decimal)[0].replace(group, ""))
    return None


def _scaled(number: str, zeros: int) -> int:
    """`1,75` with six zeros is 1 750 000, by digits and not by fractions."""
    whole, _, part = number.replace(".", ",").partition(",")
    return int(whole + part.ljust(zeros, "0"))
