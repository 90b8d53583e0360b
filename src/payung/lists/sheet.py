"""A sheet as it was read: texts only, and the few things about its cells that text can't say."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; row 0 of `texts` is row 1 of Excel, all columns are text or null.

    `name` is empty for a CSV. `first_column` is the place of the first text column in the sheet
    (0 is A). `hidden` holds frame columns that the sender can't see. `long_numbers` holds
    (row, column) of cells that were numbers of 15 digits and more, `long_values` their texts
    where only the values are known. `merged` holds (first row, last row, column) of cells that
    span several rows. `hidden_rows` are rows that the sender can't see or has filtered out, and
    `is_hidden` says so of the whole sheet. `from_1904` says that bare numbers of days count from
    1904. `lost` is true where a part of the sheet could not be read.
    """

    name: str
    texts: pl.DataFrame
    first_column: int = 0
    hidden: frozenset[int] = frozenset()
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    long_values: frozenset[str] = field(default=frozenset())
    merged: tuple[tuple[int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    from_1904: bool = False
    lost: bool = False
