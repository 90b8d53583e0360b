"""Case, columns and SQL give the same rupiah, status, reasons and basis on random cases."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import numpy as np
import polars as pl
import pytest
from random_cases import random_cases

from payung.law.engine.columns import BASIS, NOTES
from payung.law.engine.sql import select
from payung.law.jamsostek import load
from payung.law.jamsostek.benefit_columns import assess_columns, prepare, two_dates
from payung.law.jamsostek.benefits import EMPTY, InvalidCase, assess

AMOUNTS = load().amounts


def in_columns(rows: list[dict[str, str]]) -> dict[str, list[str]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def expected(case: Mapping[str, str]) -> dict[str, object]:
    """What `law batch` must write for the case, from the reading of one case."""
    try:
        found = assess(case)
    except InvalidCase as refusal:
        amounts: dict[str, object] = dict.fromkeys(AMOUNTS, EMPTY)
        return amounts | {"status": "invalid", "reasons": refusal.code, "basis": ""}
    sums = {name: getattr(found, name) for name in AMOUNTS if name not in found.components}
    sums = {name: EMPTY if value is None else value for name, value in sums.items()}
    texts = {"reasons": ";".join(found.reasons), "basis": ";".join(found.basis)}
    return {**found.components, **sums, "status": found.status, **texts}


@pytest.mark.parametrize("spoiled", [0.0, 0.5])
def test_columns_equal_the_reading_of_one_case(spoiled: float) -> None:
    rows = list(random_cases(1500, seed=20261122, spoiled=spoiled))
    columns = assess_columns(in_columns(rows), load())
    statuses = set()
    for number, case in enumerate(rows):
        wanted = expected(case)
        assert {name: columns[name][number] for name in wanted} == wanted, case
        statuses.add(wanted["status"])
    assert statuses == {"payable", "not_covered", "needs_decision", "invalid"}


def test_sql_equals_columns() -> None:
    law = load()
    rows = list(random_cases(3000, seed=7))
    given = in_columns(rows)
    read = prepare(given, law)
    facts = {
        name: read.facts.get(name, np.zeros(read.size, np.int64)).astype(np.int64)
        for name in law.benefits.inputs
    }
    frame = pl.DataFrame({"case_id": np.arange(read.size), "event_date": read.days, **facts})
    query = f"{select(law.benefits, 'kasus', AMOUNTS)} ORDER BY case_id"
    with duckdb.connect() as connection:
        connection.register("kasus", frame)
        found = connection.execute(query).fetchnumpy()
    columns = assess_columns(given, law)
    good = read.refusal == 0
    good[two_dates(read, law)] = False
    for name in AMOUNTS:
        assert np.array_equal(found[name][good], columns[name][good]), name
    for name, column in ((NOTES, "reasons"), (BASIS, "basis")):
        assert list(found[name][good]) == list(columns[column][good])


def test_columns_may_be_typed_and_hold_nothing_but_some_columns() -> None:
    found = assess_columns(
        {
            "program": pl.Series(["jkm", "jkk"]).cast(pl.Enum(["jkk", "jkm"])),
            "event": ["death", "death"],
            "event_date": np.array(["2024-01-01", "2024-01-01"], "datetime64[D]"),
            "income": np.array([0, 1_000_000]),
        },
        load(),
    )
    assert found["total"].tolist() == [42_000_000, 70_000_000]


def test_no_rows_give_no_rows() -> None:
    found = assess_columns({"program": [], "event": [], "event_date": []}, load())
    assert {len(values) for values in found.values()} == {0}
