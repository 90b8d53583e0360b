"""The column form of a scalar rule: each distinct value is read once.

Lists repeat themselves (dates, kelurahan, sexes), so a rule written once for one value serves
whole columns; where nearly all values differ, a pattern takes the plain ones first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl


def read_column(
    values: pl.Series, rule: Callable[[str], object], into: pl.DataType | type[pl.DataType]
) -> pl.Series:
    """`rule` of each value; null where the value is null."""
    distinct = values.drop_nulls().unique()
    read = pl.Series([rule(text) for text in distinct.to_list()], dtype=into)
    return values.replace_strict(distinct, read, default=None, return_dtype=into)


def read_columns(
    values: pl.Series,
    rule: Callable[[str], tuple[object, ...]],
    into: Mapping[str, pl.DataType | type[pl.DataType]],
) -> dict[str, pl.Series]:
    """A rule with several answers: one column per name of `into`."""
    distinct = values.drop_nulls().unique()
    answers: list[tuple[Any, ...]] = [rule(text) for text in distinct.to_list()]
    columns = {}
    for place, (name, kind) in enumerate(into.items()):
        read = pl.Series([answer[place] for answer in answers], dtype=kind)
        columns[name] = values.replace_strict(distinct, read, default=None, return_dtype=kind)
    return columns
