"""Columns whose header doesn't say all: one header over two columns, or place beside the date.

What stands in the first rows decides; a header with two fields and a free column to its right
(`Tempat/Tgl Lahir`, `RT/RW`) speaks for both.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from payung.lists.rules.dates import split_place_and_date

NEXT = "+"
"""Ends the name of the unlabelled column to the right of a field with two parts."""

PAIRS: Mapping[str, tuple[str, str]] = {
    "tempat_tanggal_lahir": ("tempat_lahir", "tanggal_lahir"),
    "rt_rw": ("rt", "rw"),
}
_SAMPLE = 200


def told_apart(columns: Mapping[str, int], people: pl.DataFrame) -> dict[str, int]:
    """The columns of each field, after a look at the rows under the header."""
    found = {name: place for name, place in columns.items() if not name.endswith(NEXT)}
    for whole, (first, second) in PAIRS.items():
        place = columns.get(whole + NEXT)
        if place is not None and place < people.width and _mostly_digits(people, place):
            found[first], found[second] = found.pop(whole), place
    alone = "tanggal_lahir" in found and "tempat_lahir" not in found
    if alone and _holds_places(people, found["tanggal_lahir"]):
        found["tempat_tanggal_lahir"] = found.pop("tanggal_lahir")
    return found


def _texts(people: pl.DataFrame, place: int) -> list[str]:
    return [text for text in people.head(_SAMPLE).to_series(place).to_list() if text]


def _mostly_digits(people: pl.DataFrame, place: int) -> bool:
    texts = _texts(people, place)
    return 2 * sum(any(c.isdigit() for c in text) for text in texts) > min(people.height, _SAMPLE)


def _holds_places(people: pl.DataFrame, place: int) -> bool:
    """Whether most cells hold a place before the date: `Bogor, 22 Mei 1980`."""
    texts = _texts(people, place)
    named = [split_place_and_date(text) for text in texts]
    both = sum(bool(day) and len(where) > 3 and where[:1].isalpha() for where, day in named)
    return 2 * both > len(texts)
