"""Contributions: relief by month, sector and payer; tiers; several months; columns like cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.law.jamsostek import load
from payung.law.jamsostek.inputs import PAYERS, SECTORS, SEGMENTS
from payung.law.jamsostek.iuran import (
    Contribution,
    contribution,
    contribution_columns,
    jakon_contribution,
    prepayment,
)

PUBLIC = ("apbd", "apbn", "rt", "provinsi", "dbh")
EMPTY = -1


def floor(month: str, sector: str = "other", payer: str = "self") -> Contribution:
    return contribution(Month.parse(month), 1_000_000, sector, payer)


@pytest.mark.parametrize(
    ("sector", "before", "first", "last", "after"),
    [
        ("transport", "2025-12", "2026-01", "2027-03", "2027-04"),
        ("other", "2026-03", "2026-04", "2026-12", "2027-01"),
    ],
)
def test_relief_holds_from_its_first_to_its_last_month(
    sector: str, before: str, first: str, last: str, after: str
) -> None:
    totals = [floor(month, sector).total for month in (before, first, last, after)]
    assert totals == [16_800, 8_400, 8_400, 16_800]


@pytest.mark.parametrize("payer", PUBLIC)
def test_public_money_never_gets_relief(payer: str) -> None:
    assert floor("2026-06", payer=payer).total == 16_800
    assert floor("2026-06", "transport", payer).total == 16_800


@pytest.mark.parametrize("payer", ["csr", "baznas"])
def test_companies_and_baznas_need_a_decision_in_relief_months_only(payer: str) -> None:
    asked = floor("2026-06", payer=payer)
    assert (asked.status, asked.reasons) == ("needs_decision", ["KERINGANAN_PEMBAYAR"])
    assert (asked.total, asked.total_low, asked.total_high) == (None, 8_400, 16_800)
    assert floor("2026-03", payer=payer).total == 16_800


def test_the_covid_months_are_unverified_and_their_neighbours_are_not() -> None:
    months = ("2020-07", "2020-08", "2021-01", "2021-02")
    assert [floor(month).total for month in months] == [16_800, None, None, 16_800]
    asked = floor("2020-08")
    assert (asked.total_low, asked.total_high) == (168, 168)
    assert asked.reasons == ["BELUM_DIVERIFIKASI:iuran_covid_persen"]


@pytest.mark.parametrize(
    ("income", "total", "high"),
    [
        (0, 16_800, 16_800),
        (1_099_000, 16_800, 16_800),
        (1_099_001, None, 18_800),
        (1_299_999, None, 18_800),
        (1_300_000, None, 20_800),
        (1_999_999, None, 26_800),
        (2_000_000, 26_800, 26_800),
        (2_000_001, None, 26_800),
        (2_699_999, None, 32_800),
        (2_700_000, None, 36_300),
        (20_699_999, None, 211_300),
        (20_700_000, 213_800, 213_800),
    ],
)
def test_only_the_floor_and_the_sourced_points_are_sure(
    income: int, total: int | None, high: int
) -> None:
    found = contribution(Month.parse("2025-06"), income, "other", "apbd")
    assert (found.total, found.total_low, found.total_high) == (total, high, high)


def test_jht_is_an_option_without_relief() -> None:
    found = contribution(Month.parse("2026-06"), 1_000_000, "other", "self", jht=True)
    assert (found.jkk, found.jkm, found.jht, found.total) == (5_000, 3_400, 20_000, 28_400)


def test_pu_pays_by_the_wage() -> None:
    found = contribution(Month.parse("2026-06"), 2_500_000, "other", "apbd", "pu")
    assert (found.jkk, found.jkm, found.total) == (6_000, 7_500, 13_500)


@pytest.mark.parametrize(
    ("value", "total"), [(0, 0), (100_000_000, 240_000), (200_000_000, 430_000)]
)
def test_construction_cover_goes_slice_by_slice(value: int, total: int) -> None:
    assert jakon_contribution(Month.parse("2025-07"), value).total == total


def test_months_paid_ahead_each_cost_their_own_rate() -> None:
    ahead = prepayment(Month.parse("2026-10"), Month.parse("2027-03"), 1_000_000, "other", "self")
    assert ahead.total == 3 * 8_400 + 3 * 16_800
    assert len(ahead.months) == 6
    open_months = prepayment(
        Month.parse("2026-12"), Month.parse("2027-01"), 1_000_000, "other", "csr"
    )
    assert (open_months.total, open_months.total_low, open_months.total_high) == (
        None,
        25_200,
        33_600,
    )


def test_arrears_from_before_the_relief_stay_at_the_full_rate() -> None:
    late = prepayment(Month.parse("2026-02"), Month.parse("2026-04"), 1_000_000, "other", "self")
    assert late.total == 16_800 + 16_800 + 8_400


def test_months_in_the_wrong_order_and_unknown_words_are_refused() -> None:
    month = Month.parse("2026-02")
    for wrong in (
        lambda: prepayment(month, month.back(1), 1_000_000, "other", "self"),
        lambda: contribution(month, 1_000_000, "lain", "self"),
        lambda: contribution(month, 1_000_000, "other", "kantong"),
        lambda: contribution(month, 1_000_000, "other", "self", "jakon"),
        lambda: contribution(Month.parse("2015-06"), 1_000_000, "other", "self"),
        lambda: contribution(month, -1, "other", "self"),
    ):
        with pytest.raises(BadInput):
            wrong()


def test_columns_equal_single_contributions() -> None:
    chance = np.random.default_rng(5)
    first = Month.parse("2015-07")
    months = [first + int(n) for n in chance.integers(0, 150, 400)]
    incomes = chance.choice([0, 1_099_000, 1_099_001, 2_000_000, 2_700_000, 25_000_000], 400)
    sectors, payers = chance.integers(1, 3, 400), chance.integers(1, 9, 400)
    segments, jht = chance.integers(1, 3, 400), chance.integers(0, 2, 400)
    found = contribution_columns(
        np.array([str(month) for month in months], "datetime64[M]"),
        {
            "segment": segments.astype(np.int8),
            "income": incomes,
            "sector": sectors.astype(np.int8),
            "payer": payers.astype(np.int8),
            "jht": jht,
        },
    )
    words = [{code: name for name, code in w.items()} for w in (SECTORS, PAYERS, SEGMENTS)]
    for row, month in enumerate(months):
        one = contribution(
            month,
            int(incomes[row]),
            words[0][int(sectors[row])],
            words[1][int(payers[row])],
            words[2][int(segments[row])],
            jht=bool(jht[row]),
        )
        total = EMPTY if one.total is None else one.total
        high = EMPTY if one.total_high is None else one.total_high
        wanted = [one.jkk, one.jkm, one.jht, total, one.total_low, high]
        names = ("jkk", "jkm", "iuran_jht", "total", "total_low", "total_high")
        assert [int(found[name][row]) for name in names] == wanted


def test_months_of_a_wage_earner_are_paid_at_the_wage_and_under_another_law(tmp_path: Path) -> None:
    path = tmp_path / "andai.yaml"
    path.write_text(
        "iuran_pu_jkm_bp:\n  values:\n"
        "    - {from: 2026-02-01, value: 60, basis: PP44, confidence: derived,"
        " verified_by: usul}\n",
        encoding="utf-8",
    )
    first, last = Month.parse("2026-01"), Month.parse("2026-02")
    assert prepayment(first, last, 3_000_000, "other", "apbd", "pu").total == 2 * 16_200
    other = prepayment(first, last, 3_000_000, "other", "apbd", "pu", law=load(path))
    assert other.total == 16_200 + 25_200
