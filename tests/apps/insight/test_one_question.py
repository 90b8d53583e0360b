"""Two pages ask the law what JKM is after so many months, and tell one family one sum."""

from __future__ import annotations

import pytest

from payung.insight import risk
from payung.kernel.month import Month
from payung.payments.lists import waiting


@pytest.mark.parametrize(
    "month", ["2019-11", "2019-12", "2025-01", "2025-02", "2025-03", "2026-06"]
)
def test_the_sum_at_risk_and_the_cost_of_waiting_are_the_same_jkm(month: str) -> None:
    at = Month.parse(month)
    for run in (0, 1, 2, 3, 4, 5, 35, 36, 37, 60):
        assert risk._jkm_at(at, run) == waiting._jkm_rp(at, run)


def test_the_third_month_is_the_edge_in_both() -> None:
    at = Month.parse("2026-06")
    assert [risk._jkm_at(at, run) // 10**6 for run in (0, 2, 3, 4)] == [10, 10, 42, 42]
