"""Properties that no benefit may break: parts sum to the total, more income never pays less."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import random_cases

from payung.law.jamsostek.benefits import Assessment, InvalidCase, assess

SEEDS = st.integers(0, 10**6)


def readable(seed: int) -> dict[str, str]:
    """A random case that can be read, whatever its programme."""
    for case in random_cases(200, seed):
        case["income"] = case["income"] or "1000000"
        case["disability_percent"] = case["disability_percent"] or "5"
        try:
            assess(case)
        except InvalidCase:
            continue
        return case
    raise AssertionError("no readable case")


def seeded(case: dict[str, str], **changes: object) -> Assessment:
    return assess(case | changes)


@settings(deadline=None)
@given(SEEDS)
def test_the_parts_sum_to_the_total(seed: int) -> None:
    found = assess(readable(seed))
    assert sum(found.components.values()) == found.total_high
    assert 0 <= found.total_low <= found.total_high
    assert min(found.components.values()) >= 0
    assert found.cash + found.care + found.components["beasiswa"] == found.total_high
    assert found.care == found.components["perawatan"] + found.components["transport"]
    assert 0 <= found.cash_low <= found.cash
    assert 0 <= found.care_low <= found.care
    assert found.jasa_raharja <= min(20_000_000, found.components["perawatan"])
    if found.status == "needs_decision":
        assert found.total is None
        assert found.reasons
    else:
        assert found.total == found.total_low == found.total_high
        assert found.total_now == found.total_high - found.components["beasiswa"]


@settings(deadline=None)
@given(SEEDS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_higher_income_never_pays_less(seed: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    case = readable(seed)
    poorer, richer = seeded(case, income=low), seeded(case, income=high)
    assert poorer.total_low <= richer.total_low
    assert poorer.total_high <= richer.total_high


@settings(deadline=None)
@given(SEEDS, st.integers(0, 80), st.integers(0, 80))
def test_more_paid_months_never_pay_less(seed: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    case = readable(seed) | {"paid_months_total": ""}
    fewer, more = seeded(case, paid_months=low), seeded(case, paid_months=high)
    assert fewer.total_low <= more.total_low
    assert fewer.total_high <= more.total_high


@settings(deadline=None)
@given(SEEDS)
def test_each_result_has_a_basis_and_its_version(seed: int) -> None:
    found = assess(readable(seed))
    if found.total_high:
        assert found.basis
    assert found.law_version.startswith("2026.11-")


@settings(deadline=None)
@given(SEEDS)
def test_a_case_is_never_refused_for_what_its_programme_does_not_ask(seed: int) -> None:
    case = readable(seed) | {"program": "jkm", "income": "", "disability_percent": ""}
    assert assess(case).status in ("payable", "not_covered", "needs_decision")


def test_the_random_cases_themselves_reach_refusals() -> None:
    chance = Random(1)
    with pytest.raises(InvalidCase):
        for case in random_cases(50, chance.randrange(100), spoiled=1.0):
            assess(case)
