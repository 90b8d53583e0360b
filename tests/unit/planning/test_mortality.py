"""The life table gives the chances that its source states."""

from __future__ import annotations

import numpy as np
import pytest

from payung.kernel.nik import Sex
from payung.planning.mortality import life_table, monthly_probability


@pytest.mark.parametrize(
    ("age", "sex", "qx"),
    [
        (18, Sex.MALE, 0.00043),
        (45, Sex.MALE, 0.00302),
        (45, Sex.FEMALE, 0.00187),
        (65, Sex.FEMALE, 0.00883),
    ],
)
def test_yearly_chance_is_the_tables(age: int, sex: Sex, qx: float) -> None:
    assert life_table().annual_qx(age, sex) == qx


def test_ages_outside_the_table_take_its_nearest_end() -> None:
    table = life_table()
    assert table.annual_qx(15, Sex.MALE) == table.annual_qx(18, Sex.MALE)
    assert table.annual_qx(80, Sex.MALE) == table.annual_qx(65, Sex.MALE)


def test_columns_agree_with_single_lookups() -> None:
    ages = np.arange(10, 80)
    table = life_table()
    for sex in Sex:
        column = table.annual_qx_of(ages, np.full(len(ages), sex is Sex.FEMALE))
        assert column.tolist() == [table.annual_qx(int(age), sex) for age in ages]


def test_twelve_months_give_the_year_times_the_factor() -> None:
    yearly = np.array([0.001, 0.01, 0.9])
    monthly = monthly_probability(yearly, factor=1.5)
    alive = (1 - monthly) ** 12
    assert alive == pytest.approx([1 - 0.0015, 1 - 0.015, 0.0])
