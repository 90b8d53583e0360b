"""Children over columns: each distinct family is read once, then looked up row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl

from payung.law.engine.rule import READ_BEFORE
from payung.law.jamsostek.case_reader import InvalidCase, read_children
from payung.law.jamsostek.children import Family, Ladder, ladder_at
from payung.law.jamsostek.column_reader import Coded, Column, ColumnsRead, counted, looked_up

FACTS = ("anak", "anak_1", "anak_2")


def read_families(
    rows: ColumnsRead,
    columns: Mapping[str, Column | pl.Series],
    ladders: tuple[Ladder, ...],
    unverified: Sequence[str],
) -> None:
    """Adds the facts `anak`, `anak_1`, `anak_2`, and which `unverified` parameters were read.

    Without birth dates a family's sum rests on the ladder alone, so its first day will do; a
    family with birth dates is read for its own day.
    """
    stages = _coded(columns.get("children"), rows.size)
    births = _coded(columns.get("children_birth"), rows.size)
    some_dated = len(births.texts) > 1
    since = np.array(_starts(ladders, dated=some_dated), "datetime64[D]")
    days = since
    day: Column = np.zeros(rows.size, np.int64 if some_dated else np.int32)
    for start in since[1:]:
        day += rows.days >= start
    if some_dated:
        dated = np.array([bool(text.strip()) for text in births.texts])[births.codes]
        day[dated] = len(days) + (rows.days[dated] - since[0]).astype(np.int64)
        days = np.concatenate([days, since[0] + np.arange(int(day.max(initial=0)) + 1)])
    key = day
    key += stages.codes * key.dtype.type(len(days) * len(births.texts))
    if some_dated:
        key += births.codes * np.int64(len(days))
    numbers, distinct, size = _numbered(key)
    table = np.zeros((len(FACTS), size), np.int64)
    read = np.zeros((len(unverified), size), np.int8)
    refused = np.zeros(size, np.int16)
    for number, one in distinct.items():
        rest, offset = divmod(one, len(days))
        stage, birth = divmod(rest, len(births.texts))
        when: date = days[offset].item()
        family = _family(stages.texts[stage], births.texts[birth], when, ladders)
        if isinstance(family, str):
            refused[number] = rows.number(family)
        else:
            table[:, number] = _facts(family)
            read[:, number] = [name in family.unverified for name in unverified]
    rows.facts |= {name: looked_up(table[place], numbers) for place, name in enumerate(FACTS)}
    for name, flags in zip(unverified, read, strict=True):
        if flags.any():
            rows.facts[READ_BEFORE + name] = looked_up(flags, numbers)
    if refused.any():
        fresh = (refused[numbers] > 0) & (rows.refusal == 0)
        rows.refusal[fresh] = refused[numbers[fresh]]


def _starts(ladders: tuple[Ladder, ...], *, dated: bool) -> list[date]:
    """The days from which families are read anew; without birth dates only sums matter."""
    if dated:
        return [ladder.since for ladder in ladders]
    changed = [
        new.since
        for old, new in pairwise(ladders)
        if (new.upto, new.doubts) != (old.upto, old.doubts)
    ]
    return [ladders[0].since, *changed]


def _numbered(key: Column) -> tuple[Column, dict[int, int], int]:
    """A number for each row's key, the key of each number in use, and how many numbers there are.

    Where keys are few they are the numbers themselves.
    """
    highest = int(key.max(initial=0))
    if highest < 4 * len(key):
        used = np.flatnonzero(counted(key, highest + 1)).tolist()
        return key, dict(zip(used, used, strict=True)), highest + 1
    distinct, numbers = np.unique(key, return_inverse=True)
    return numbers, dict(enumerate(distinct.tolist())), len(distinct)


def _coded(column: Column | pl.Series | None, size: int) -> Coded:
    if column is None:
        return Coded(np.zeros(size, np.uint8), [""])
    return Coded.of(pl.Series(column) if isinstance(column, np.ndarray) else column)


def _family(stages: str, births: str, day: date, ladders: tuple[Ladder, ...]) -> Family | str:
    """The family, or the code of why it can't be read."""
    try:
        children = read_children(stages, births, day)
    except InvalidCase as refusal:
        return refusal.code
    return ladder_at(ladders, day).family(children, day)


def _facts(family: Family) -> tuple[int, int, int]:
    first, second = ([child.amount_rp for child in family.chosen] + [0, 0])[:2]
    return family.entitled, first, second
