"""The scalar and the column form of each rule say the same about every text."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.kernel.nik import Nik, Sex
from payung.lists.fields import PERSON_FIELDS
from payung.lists.forms import check_worker
from payung.lists.judge import judge_people
from payung.lists.rules.blank import clean, clean_column
from payung.lists.rules.nik import as_number, birth_part_exprs, nik_columns, read_nik
from payung.lists.rules.phone import phone_column, read_phone
from tests.unit.lists.builders import AREAS, ON, worker

_PIECES = ["0812", "62", "1571", "10", "-", " ", "  ", "/", "RT", ".", "O", "E+15", "jt", "Rp", "?",
           "belum ada", "\u00a0", "'", "12-05-1980", "Mei", "Legok", "0000", "x"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=6).map("".join)


@settings(deadline=None)
@given(st.lists(TEXTS | st.none(), max_size=15))
def test_clean(texts: list[str | None]) -> None:
    column = clean_column(pl.Series("x", texts, dtype=pl.String)).to_list()
    assert column == [clean(t or "") for t in texts]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=15))
def test_phone(texts: list[str]) -> None:
    column = phone_column(pl.Series("x", texts, dtype=pl.String)).to_list()
    assert column == [read_phone(t) for t in texts]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS | st.from_regex(r"[0-9]{14,17}", fullmatch=True), st.booleans())))
def test_nik(cells: list[tuple[str, bool]]) -> None:
    texts = pl.Series("x", [c for c, _ in cells], dtype=pl.String)
    numbers = pl.Series("n", [n for _, n in cells], dtype=pl.Boolean)
    niks, codes = nik_columns(texts, numbers)
    assert list(zip(niks, codes, strict=True)) == [read_nik(c, from_number=n) for c, n in cells]


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[0-9]{6}[0-7][0-9][0-1][0-9]{7}", fullmatch=True), min_size=1))
def test_birth_part(niks: list[str]) -> None:
    values = as_number(pl.Series("nik", niks))
    read = pl.DataFrame(values).with_columns(**birth_part_exprs("nik"))
    for text, said in zip(niks, read.iter_rows(named=True), strict=True):
        days = Nik(text).birth_dates()
        assert said["nik_is_date"] == bool(days)
        assert said["nik_female"] == (Nik(text).sex is Sex.FEMALE)
        if days:
            named = (said["nik_day"], said["nik_month"], said["nik_year"])
            assert named == (days[0].day, days[0].month, days[0].year % 100)


_ODD: dict[str, st.SearchStrategy[str]] = {
    "nik": TEXTS | st.from_regex(r"1571(0[1-9]|10)[0-7][0-9](0[1-9]|1[0-2])[0-9]{2}9[0-9]{3}",
                                 fullmatch=True),
    "tanggal_lahir": TEXTS | st.dates().map("{:%d/%m/%Y}".format),
    "jenis_kelamin": st.sampled_from(["L", "P", "", "?"]),
    "kelurahan": TEXTS | st.sampled_from(["Legok", "Pal Merah", "Mendalo"]),
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional={f: _ODD.get(f, TEXTS) for f in PERSON_FIELDS}))
def test_a_form_and_a_list_of_one_row_find_the_same(changed: dict[str, str]) -> None:
    person = worker(5, **changed)
    form = check_worker(person, on=ON, areas=AREAS)
    people = pl.DataFrame([person], schema=dict.fromkeys(PERSON_FIELDS, pl.String)).with_columns(
        row_id=pl.lit(0, pl.UInt32), row=pl.lit(2, pl.UInt32), file=pl.lit("f"), sheet=pl.lit("s"),
        nik_number=False, nkk_number=False, area_rt=pl.lit(""), area_rw=pl.lit(""),
        area_kelurahan=pl.lit(""), table=pl.lit(0, pl.UInt32),
        unseen=False, hidden_sheet=False, from_1904=False, has_rt=True, has_kelurahan=True,
        has_nik=True, has_nama=True, has_tanggal_lahir=True,
    )  # fmt: skip
    listed = judge_people(people, on=ON, areas=AREAS, age=(18, 64), similar=False).findings
    columns = ("column", "code", "severity", "message", "suggestion")
    assert listed.select(columns).rows() == [
        (f.column, f.code, f.severity.value, f.message, f.suggestion) for f in form
    ]


@pytest.mark.parametrize("rule", [read_phone, clean])
def test_no_rule_fails_on_control_characters(rule: Callable[[str], str]) -> None:
    assert isinstance(rule("\x00\x1f\ud7ff"), str)
