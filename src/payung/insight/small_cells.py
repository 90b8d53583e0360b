"""Hiding small numbers of persons from those who don't work with these persons.

One to four persons can be recognised. A hidden cell must not follow from the sum of its column
either, so a column never has exactly one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

FEWEST = 5


def hidden_cells(column: Sequence[int]) -> set[int]:
    """Which places of a column stay hidden; the sum of the column may be shown."""
    small = {n for n, people in enumerate(column) if 0 < people < FEWEST}
    if len(small) != 1:
        return small
    others = [(people, n) for n, people in enumerate(column) if people and n not in small]
    return small | {min(others)[1]} if others else small


def hidden_in_groups(column: Sequence[int], groups: Sequence[Hashable]) -> set[int]:
    """The same where each group's sum is shown too: none has exactly one hidden cell either."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        places[group].append(n)
    found = hidden_cells(column)
    for members in places.values():
        found |= {members[n] for n in hidden_cells([column[m] for m in members])}
        one = [n for n in members if n in found]
        others = [n for n in members if n not in found and column[n]]
        if len(one) == 1 and others:
            found.add(min(others, key=lambda n: column[n]))
    return found


def few(people: int) -> bool:
    """Whether a number of persons could point to one of them."""
    return 0 < people < FEWEST
