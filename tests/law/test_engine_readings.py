"""The engine reads one text in three ways, explains it, and knows what it can't vouch for."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import polars as pl
import pytest
from engine_sandbox import MARK, build
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.engine.column_text import SCOPE
from payung.law.engine.columns import NOTES
from payung.law.engine.explain import as_html, as_json, sentence
from payung.law.engine.flags import Flags, Texts
from payung.law.engine.ruleset import RuleSet
from payung.law.engine.sql import select

RULES = f"""{MARK}def a(upah, jenis, tarif):
    if jenis == 1:
        return upah * tarif // 100
    return 0
{MARK}def b(upah, ragu):
    if not upah > 100 or upah == 777:
        return 0
    return min(upah, ragu, 50)
{MARK}def c(a, b, belum_diverifikasi):
    if belum_diverifikasi == 1 and b >= 1:
        return 0 - 1
    return max(a, b)
"""
DAYS = st.dates(date(2015, 7, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return build(tmp_path_factory.mktemp("hukum"), RULES)


def test_the_value_in_force_on_the_day_counts(law: RuleSet) -> None:
    amounts = [
        law.case(day, {"upah": 100, "jenis": 1})["a"]
        for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2))
    ]
    assert amounts == [10, 20, 20]


def test_reading_an_unverified_value_raises_a_doubt_and_skipping_it_doesnt(law: RuleSet) -> None:
    assert law.case(date(2020, 1, 1), {"upah": 101, "jenis": 1}).doubts == ["ragu"]
    assert law.case(date(2020, 1, 1), {"upah": 100, "jenis": 1}).doubts == []
    assert law.case(date(2020, 1, 1), {"upah": 777, "jenis": 1}).doubts == []


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 1000), st.integers(1, 2)), min_size=1, max_size=40))
def test_case_columns_and_sql_agree(law: RuleSet, cases: list[tuple[date, int, int]]) -> None:
    days = np.array([day for day, _, _ in cases], "datetime64[D]")
    facts = {
        "upah": np.array([upah for _, upah, _ in cases], np.int64),
        "jenis": np.array([jenis for _, _, jenis in cases], np.int8),
    }
    columns = law.columns.compute(days, facts, "abc")
    frame = pl.DataFrame({"case_id": np.arange(len(days)), "hari": days, **facts})
    with duckdb.connect() as connection:
        connection.register("kasus", frame)
        found = connection.execute(f"{select(law, 'kasus', 'abc')} ORDER BY case_id").fetchall()
    for number, (day, upah, jenis) in enumerate(cases):
        one = law.case(day, {"upah": upah, "jenis": jenis})
        amounts = [one[name] for name in "abc"]
        assert [int(columns[name][number]) for name in "abc"] == amounts
        assert list(found[number][1:4]) == amounts
        assert bool(columns[NOTES][number]) == bool(one.doubts) == bool(found[number][4])


def test_a_step_names_rule_value_basis_arguments_and_parameters(law: RuleSet) -> None:
    step = law.case(date(2021, 5, 1), {"upah": 1000, "jenis": 1}).steps()[0]
    told = as_json(step)
    assert (told["rule"], told["value"], told["basis"]) == ("a", 200, ["UU1"])
    assert told["arguments"] == {"upah": 1000, "jenis": 1}
    assert told["parameters"] == [
        {
            "name": "tarif",
            "value": 20,
            "basis": ["UU1 Ps 2"],
            "in_force_from": "2020-01-01",
            "confidence": "seen",
            "verified_by": "S2",
            "says": "dua",
        }
    ]


def test_a_sentence_works_the_sum_out_with_basis_and_date(law: RuleSet) -> None:
    step = law.case(date(2021, 5, 1), {"upah": 1000, "jenis": 1}).steps()[0]
    assert sentence(step) == (
        "x: Rp1.000 × 20 % = Rp200 (dasar UU1, UU1 Ps 2; berlaku sejak 1 Januari 2020)."
    )
    assert "in force since 1 January 2020" in sentence(step, "en")


def test_a_zero_says_why_it_is_zero(law: RuleSet) -> None:
    step = law.case(date(2021, 5, 1), {"upah": 1000, "jenis": 2}).steps()[0]
    assert sentence(step).startswith("x: Rp0, karena jenis adalah dua")
    assert sentence(step, "en").startswith("x: Rp0, because kind is two")


def test_an_unverified_value_is_told_in_the_sentence(law: RuleSet) -> None:
    step = law.case(date(2021, 5, 1), {"upah": 1000, "jenis": 1}).steps()[1]
    assert "belum dipastikan" in sentence(step)


def test_the_html_fragment_is_escaped(law: RuleSet) -> None:
    steps = law.case(date(2021, 5, 1), {"upah": 1000, "jenis": 1}).steps()
    fragment = as_html(steps)
    assert fragment.startswith('<ol class="langkah" lang="id"><li>x: Rp1.000')
    assert fragment.count("<li>") == len(steps)


STATES = f"""{MARK.replace('label="x"', 'words={1: ("satu", "one")}, label="x"')}def keadaan(upah):
    if upah > 500:
        return 100
    if upah > 100:
        return 3
    return 0
{MARK}def jumlah(keadaan, upah, tarif):
    if keadaan == 3:
        return keadaan * 1000
    if not keadaan == 0 and upah != 600:
        return max(keadaan, 200) + tarif
    return keadaan
"""


@settings(deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_a_state_that_is_counted_with_keeps_its_size(
    tmp_path_factory: pytest.TempPathFactory, wages: list[int]
) -> None:
    law = build(tmp_path_factory.mktemp("keadaan"), STATES)
    days = np.full(len(wages), np.datetime64("2021-01-01"))
    columns = law.columns.compute(days, {"upah": np.array(wages)}, ("jumlah", "keadaan"))
    one = [law.case(date(2021, 1, 1), {"upah": wage, "jenis": 1}) for wage in wages]
    assert columns["jumlah"].tolist() == [found["jumlah"] for found in one]
    assert columns["keadaan"].tolist() == [found["keadaan"] for found in one]


@pytest.mark.parametrize("count", [1, 8, 9, 16, 17, 40])
def test_any_number_of_flags_becomes_the_words_of_its_bits(count: int) -> None:
    words = [f"K{bit}" for bit in range(count)]
    flags = Flags(Texts(words), 0, {1 << bit: "" for bit in range(count)})
    rows = [[(row >> bit % 5) & 1 == 1 for row in range(64)] for bit in range(count)]
    numbers = flags.numbers(SCOPE["packed"](*map(np.array, rows)))
    assert isinstance(numbers, np.ndarray)
    found = flags.texts.texts.take(numbers).tolist()
    assert found == [
        ";".join(word for word, flag in zip(words, rows, strict=True) if flag[row])
        for row in range(64)
    ]
