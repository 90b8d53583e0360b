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
from payung.law.jamsostek.column_reader import Coded, Column, Rows, looked_up

FACTS = ("anak", "anak_1", "anak_2")


def read_families(
    rows: Rows,
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
    since = np.array(_starts(ladders, dated=len(births.texts) > 1), "datetime64[D]")
    days = since
    day = np.zeros(rows.size, np.int64)
    for start in since[1:]:
        day += rows.days >= start
    if len(births.texts) > 1:
        dated = np.array([bool(text.strip()) for text in births.texts])[births.codes]
        day[dated] = len(days) + (rows.days[dated] - since[0]).astype(np.int64)
        days = np.concatenate([days, since[0] + np.arange(int(day.max(initial=0)) + 1)])
    key = day
    key += stages.codes * np.int64(len(days) * len(births.texts))
    if len(births.texts) > 1:
        key += births.codes * np.int64(len(days))
    numbers, distinct = _numbered(key)
    table = np.zeros((len(FACTS), len(distinct)), np.int64)
    read = np.zeros((len(unverified), len(distinct)), np.int8)
    refused = np.zeros(len(distinct), np.int16)
    for number, one in enumerate(distinct.tolist()):
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
    later = [new.since for old, new in pairwise(ladders) if new.upto != old.upto]
    return [ladders[0].since, *later]


def _numbered(key: Column) -> tuple[Column, Column]:
    """Each key's number among the distinct ones, and these; by counting where keys are few."""
    if len(key) and int(key.max()) < 4 * len(key):
        distinct = np.flatnonzero(np.bincount(key))
        table = np.zeros(int(key.max()) + 1, np.int32)
        table[distinct] = np.arange(len(distinct))
        return table.take(key), distinct
    distinct, numbers = np.unique(key, return_inverse=True)
    return numbers, distinct


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
