"""Numbers that somebody typed or put into an address: ASCII digits, and no more than fit."""

from __future__ import annotations

MOST_DIGITS = 18
"""So many digits surely fit into a column of 64 bits."""


def whole_number(text: str) -> int | None:
    """The number, or None: `²` and other signs that only look like digits are none."""
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else None
