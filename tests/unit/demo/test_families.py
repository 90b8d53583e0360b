"""Families that members tell: the same each time, and possible."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from payung.demo.synthetic.families import draw_family

ON = date(2025, 7, 12)
births = st.dates(date(1960, 1, 1), date(2007, 1, 1))


@given(st.text(min_size=1), st.sampled_from("LP"), births, st.integers(0, 50))
def test_a_family_is_the_same_each_time_and_nobody_is_born_before_his_parent(
    person: str, sex: str, born: date, seed: int
) -> None:
    family = draw_family(person, sex, born, seed, ON)
    assert family == draw_family(person, sex, born, seed, ON)
    assert all(born.year + 18 <= child.birth_date.year for child in family.children)
    assert all(child.birth_date <= ON for child in family.children)
    assert len({child.name for child in family.children}) == len(family.children)
    assert not family.children or family.spouse
