"""Hiding small numbers of persons from those who don't work with these persons.

One to four persons can be recognised. A hidden cell must not follow from the sum of its column
either, so a column never has exactly one.
"""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 5


def hidden_cells(column: Sequence[int]) -> set[int]:
    """Which places of a column stay hidden; the sum of the column may be shown."""
    small = {n for n, people in enumerate(column) if 0 < people < FEWEST}
    if len(small) != 1:
        return small
    others = [(people, n) for n, people in enumerate(column) if people and n not in small]
    return small | {min(others)[1]} if others else small
