"""Tables of the law: rows from/to/value, each with its own basis, and the words that read them.

A rule asks a table by three words: `baris` gives the value of the row that holds a number, `pas`
says whether the number is itself one of the table's values, `irisan` adds the number's part in
each row times the row's value. Every reading of the rules looks into the same rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """Rows without gap or overlap: each begins at the number after the last of the one before."""

    starts: tuple[int, ...]
    values: tuple[int, ...]
    doubtful: tuple[bool, ...]
    own: frozenset[int] = field(init=False)
    floors: tuple[int, ...] = field(init=False)
    """Where the slice of each row begins: nothing of it is there yet."""
    _last: list[Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", frozenset(self.values))
        object.__setattr__(self, "floors", tuple(max(start - 1, 0) for start in self.starts))
        object.__setattr__(self, "_last", [None, None])

    @cached_property
    def arrays(self) -> tuple[Ints, Ints, Ints]:
        """Starts, values and doubts for numpy."""
        import numpy as np

        return np.array(self.starts), np.array(self.values), np.array(self.doubtful, np.int64)

    @cached_property
    def holds_its_values(self) -> bool:
        """Whether each value lies in a row of that value, so that one look says if it is one."""
        return all(self.values[self.row(value)] == value for value in self.own)

    def row(self, x: int) -> int:
        """The number of the row that holds `x`; below the first row the first."""
        return max(bisect_right(self.starts, x) - 1, 0)

    def slices(self, x: int) -> list[tuple[int, int]]:
        """The part of `x` that lies in each row, beside the row's value; empty parts left out."""
        ends = [*self.floors[1:], max(x, self.floors[-1])]
        parts = zip(self.floors, ends, self.values, strict=True)
        return [(min(x, end) - floor, value) for floor, end, value in parts if x > floor]

    def rows(self, x: Ints) -> Ints:
        """`row` over a column; the last column asked is remembered, for rules ask it again."""
        import numpy as np

        if self._last[0] is not x:
            found = np.searchsorted(self.arrays[0], x, side="right") - 1
            self._last[:] = [x, np.maximum(found, 0)]
        row: Ints = self._last[1]
        return row


def baris(table: Table, x: int) -> int:
    """The value of the row that holds `x`."""
    return table.values[table.row(x)]


def pas(table: Table, x: int) -> int:
    """1 where `x` is itself one of the table's values."""
    return int(x in table.own)


def irisan(table: Table, x: int) -> int:
    """Each part of `x` times the value of the row in which it lies."""
    return sum(part * value for part, value in table.slices(x))


def ragu_baris(table: Table, x: int) -> int:
    """1 where the row that holds `x` has been checked by nobody."""
    return int(table.doubtful[table.row(x)])


def ragu_irisan(table: Table, x: int) -> int:
    """1 where a row that `x` reaches has been checked by nobody."""
    return int(any(d and x > floor for d, floor in zip(table.doubtful, table.floors, strict=True)))


LOOKUPS: Mapping[str, Callable[[Table, int], int]] = {
    "baris": baris, "pas": pas, "irisan": irisan,
    "ragu_baris": ragu_baris, "ragu_irisan": ragu_irisan,
}  # fmt: skip
"""The words by which rules, and the engine on their behalf, look into a table."""

DOUBTS = {"baris": "ragu_baris", "irisan": "ragu_irisan"}
"""For a word that reads values: the word that says whether what it read is in doubt."""


def column_baris(table: Table, x: Ints) -> Ints:
    return table.arrays[1].take(table.rows(x))


def column_pas(table: Table, x: Ints) -> Ints:
    import numpy as np

    if table.holds_its_values:
        return np.asarray(column_baris(table, x) == x, np.int64)
    return np.isin(x, list(table.own)).astype(np.int64)


def column_irisan(table: Table, x: Ints) -> Ints:
    import numpy as np

    floors = table.floors
    found: Ints = np.maximum(x - floors[-1], 0) * table.values[-1]
    for floor, end, value in zip(floors, floors[1:], table.values, strict=False):
        found += np.clip(x - floor, 0, end - floor) * value
    return found


def column_ragu_baris(table: Table, x: Ints) -> Ints:
    return table.arrays[2].take(table.rows(x))


def column_ragu_irisan(table: Table, x: Ints) -> Ints:
    import numpy as np

    firsts = [s for d, s in zip(table.doubtful, table.floors, strict=True) if d]
    return (x > min(firsts)).astype(np.int64) if firsts else np.zeros(len(x), np.int64)


COLUMN_LOOKUPS: Mapping[str, Callable[[Table, Any], Any]] = {
    "baris": column_baris, "pas": column_pas, "irisan": column_irisan,
    "ragu_baris": column_ragu_baris, "ragu_irisan": column_ragu_irisan,
}  # fmt: skip
