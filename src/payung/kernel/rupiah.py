"""Money: whole rupiah, never a float; how it is written and spoken in Indonesian."""

from __future__ import annotations

from typing import NewType

Rupiah = NewType("Rupiah", int)
"""An amount in whole rupiah. Arithmetic on it is integer arithmetic."""

_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def format_rupiah(amount: int) -> str:
    """`Rp42.000.000`; a negative amount carries its sign in front: `-Rp5.000`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def format_count(number: int) -> str:
    """A count with Indonesian thousands points: `4.316`."""
    return f"{number:,}".replace(",", ".")


def in_words(number: int) -> str:
    """The number as it is spoken: 42000000 is `empat puluh dua juta`."""
    if number == 0:
        return "nol"
    if number < 0:
        return "minus " + in_words(-number)
    return " ".join(_words(number))


def rupiah_in_words(amount: int) -> str:
    """As receipts and decrees ask for it: `empat puluh dua juta rupiah`."""
    return in_words(amount) + " rupiah"


def _words(number: int) -> list[str]:
    for scale, name in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            front = ["seribu"] if (scale, head) == (1000, 1) else [*_words(head), name]
            return front + _words(rest)
    return _below_thousand(number)


def _below_thousand(number: int) -> list[str]:
    if number >= 100:
        head, rest = divmod(number, 100)
        return (["seratus"] if head == 1 else [_UNITS[head], "ratus"]) + _below_thousand(rest)
    if number >= 20:
        head, rest = divmod(number, 10)
        return [_UNITS[head], "puluh", *_below_thousand(rest)]
    if number >= 12:
        return [_UNITS[number - 10], "belas"]
    if number >= 10:
        return ["sepuluh" if number == 10 else "sebelas"]
    return [_UNITS[number]] if number else []
