"""Months that a mistaken report withdrew come back only to a place that is still free."""

from __future__ import annotations

from typing import Any

import pytest

from payung.kernel.month import Month
from tests.apps.city import RATE_RP, City
from tests.apps.programmes.test_amendments import (
    AUGUST,
    carry_out,
    months_of,
    propose,
    started_with_reserve,
)

pytestmark = pytest.mark.django_db
REPORT = "kasus 1"


def told_dead_and_back(city: City, person: int, between: Any = lambda: None) -> int:
    """The rows that come back after a confirmed death of July is taken back."""
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death, withdraw_held
    from payung.programmes.ground.returning import plan_back

    facts: dict[str, Any] = {"actor": city.operator, "person_id": person, "cause": "uji"}
    with acting_as(city.operator):
        for act in (hold_after_death, withdraw_held):
            act(**facts, month=Month.of(2025, 7), document=REPORT)
    between()
    with acting_as(city.operator):
        return plan_back(**facts, withdrawn_by=REPORT)


def test_who_was_told_dead_gets_all_his_months_back(city: City) -> None:
    person = started_with_reserve(city)[0]
    assert told_dead_and_back(city, person) == 5 * 2
    assert (AUGUST, "direncanakan") in months_of(city, person)


@pytest.mark.parametrize("leaves", [True, False])
def test_a_place_that_was_given_away_is_not_given_twice(city: City, leaves: bool) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget
    from payung.programmes.models import Programme

    people = started_with_reserve(city, ceiling_rp=6 * 7 * RATE_RP)
    leavers, free_places = (people[:1], 0) if leaves else ([], 1)
    back = told_dead_and_back(
        city, people[0], lambda: carry_out(city, propose(city, leavers, free_places))
    )
    assert back == 0 and (AUGUST, "ditarik") in months_of(city, people[0])
    with acting_as(city.operator):
        assert budget(city.operator, Programme.objects.get()).free_rp == 0


def test_a_place_without_its_rupiah_is_not_given_back(city: City) -> None:
    from payung.programmes.services import approve_terms
    from tests.apps.programmes.test_terms import propose as change

    people = started_with_reserve(city, ceiling_rp=6 * 7 * RATE_RP)

    def lower() -> None:
        proposed = change(city, ceiling_rp=(5 * 7 + 2) * RATE_RP)
        approve_terms(actor=city.approver, change_id=proposed.pk)

    assert told_dead_and_back(city, people[0], lower) == 0
