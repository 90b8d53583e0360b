"""Codes of areas: what covers what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.area import city_of, covers, lineage

PARTS = st.lists(st.sampled_from(["15", "71", "01", "1001", "-", "003"]), min_size=1, max_size=6)


def test_the_lineage_of_an_rt_goes_from_the_province_down_to_it() -> None:
    code = "15.71.01.1001.-.003"
    assert lineage(code)[:4] == ["15", "15.71", "15.71.01", "15.71.01.1001"]
    assert lineage(code)[-1] == code


@given(PARTS, PARTS)
def test_the_lineage_holds_exactly_the_areas_that_cover_a_code(
    left: list[str], right: list[str]
) -> None:
    higher, lower = ".".join(left), ".".join(right)
    assert (higher in lineage(lower)) is covers(higher, lower)


@pytest.mark.parametrize("code", ["15.71", "15.71.07", "15.71.07.1006", "15.71.07.1006.-.004"])
def test_every_area_of_a_city_lies_in_it(code: str) -> None:
    assert city_of(code) == "15.71" and city_of("15") == "15"
