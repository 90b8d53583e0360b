"""Telephone numbers to E.164; of two in one cell the first good one."""

from __future__ import annotations

import re

import polars as pl

_SPLIT = re.compile(r"[/;,&\n]|\batau\b|\bdan\b|  +")
_MARKS = re.compile(
    r"[\s()._\-\u2010-\u2013'`\u00a0\u200b+]+|^(?:hp|wa|telp|tlp|nomor|no)\b[.:\s]*|\(?\b(?:wa|hp)\)?$",
    re.IGNORECASE,
)
_WITH_LETTER_O = re.compile(r"(?:[o0]8|\+?628)[\do]{8,11}", re.IGNORECASE)
_GROUPED = re.compile(r"\+?\d{2,5}(?: ?/ ?\d{2,5}){2,3}")  # `0812/3456/7890` is one number
_MOBILE = re.compile(r"8[1-9]\d{7,10}")
_LANDLINE = re.compile(r"[2-7]\d{7,10}")
_TWICE = re.compile(r"^(?:00)?6262(?=0?8)")  # the country's code put before a number that had it
_PLAIN = r"^08[1-9]\d{7,10}$"


def read_phone(text: str) -> str:
    """`+62…`, or empty where no part of the text is an Indonesian number."""
    parts = (text, *_SPLIT.split(text), *text.split())
    found = next((number for part in parts if (number := _number(part))), "")
    return found or (_number(text.replace("/", "")) if _GROUPED.fullmatch(text) else "")


def phone_column(values: pl.Series) -> pl.Series:
    """`read_phone` for a column; null where the value is null."""
    from payung.lists.columns import read_column

    plain = values.str.contains(_PLAIN).fill_null(False)
    odd = read_column(values.set(plain, None), read_phone, pl.String)
    return ("+62" + values.str.slice(1)).zip_with(plain, odd)


def _number(text: str) -> str:
    digits = _MARKS.sub("", text.strip().removesuffix(".0"))
    if _WITH_LETTER_O.fullmatch(digits):
        digits = digits.lower().replace("o", "0")
    if not digits.isascii() or not digits.isdigit():
        return ""
    return _international(digits)


def _international(digits: str) -> str:
    digits = _TWICE.sub("62", digits)
    for prefix in ("0062", "620", "62", "0"):
        if digits.startswith(prefix):
            national = digits[len(prefix) :]
            return f"+62{national}" if _is_number(national, spoken=True) else ""
    return f"+62{digits}" if _is_number(digits, spoken=False) else ""


def _is_number(national: str, *, spoken: bool) -> bool:
    """Landlines are accepted only with their leading zero or country code."""
    return bool(_MOBILE.fullmatch(national) or (spoken and _LANDLINE.fullmatch(national)))
