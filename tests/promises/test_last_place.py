"""Promise 2: the last place and the last rupiah are given once, whoever asks at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from payung.kernel.errors import OverLimit
from payung.kernel.month import Month
from tests.apps.city import RANKED_ON, City

pytestmark = pytest.mark.django_db(transaction=True)

OPERATORS = 20
AUGUST = Month.of(2025, 8)
ONE_PERSON_RP = 5 * 16_800


@pytest.fixture
def waiting(transactional_db: None) -> list[int]:
    """Twenty approved changes, each for another person of the reserve, and one free place."""
    from payung.programmes.services import approve_amendment, propose_amendment

    city = City()
    city.people(6 + OPERATORS)
    city.programme(headcount=6)
    city.decree()
    ids = []
    for _ in range(OPERATORS):
        made = propose_amendment(
            actor=city.operator, programme="UJI", leavers=[], first_month=AUGUST, on=RANKED_ON,
            free_places=1,
        )  # fmt: skip
        approve_amendment(actor=city.approver, amendment_id=made.pk)
        ids.append(made.pk)
    return ids


def set_limits(*, headcount: int, ceiling_rp: int) -> None:
    from payung.programmes.models import Programme

    Programme.objects.update(headcount=headcount, ceiling_rp=ceiling_rp)


def sign_all_at_once(amendments: list[int]) -> int:
    """How many of the changes got a place."""
    from django.db import connection

    from payung.programmes.services import sign_amendment

    operator, start = City().operator, threading.Barrier(len(amendments))

    def sign(amendment: int) -> bool:
        start.wait()
        try:
            sign_amendment(
                actor=operator, amendment_id=amendment, number=f"{amendment}/U",
                dated=date(2025, 7, 28),
            )  # fmt: skip
        except OverLimit:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(amendments)) as pool:
        return sum(pool.map(sign, amendments))


LIMITS = {
    "last place": {"headcount": 7, "ceiling_rp": 10**12},
    "last rupiah": {"headcount": 10**6, "ceiling_rp": 6 * 7 * 16_800 + ONE_PERSON_RP},
}


@pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS.keys())
def test_twenty_at_once_get_one_place(waiting: list[int], limits: dict[str, int]) -> None:
    set_limits(**limits)
    assert sign_all_at_once(waiting) == 1


@pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS.keys())
def test_without_the_lock_they_oversell(
    waiting: list[int], limits: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.programmes import amendments

    set_limits(**limits)
    counted = threading.Barrier(OPERATORS)
    real: Callable[..., None] = amendments.refuse_over_limit

    def slow(*args: Any) -> None:
        real(*args)
        counted.wait(timeout=20)  # everybody has counted before anybody takes

    monkeypatch.setattr(amendments, "lock_programme", lambda code: None)
    monkeypatch.setattr(amendments, "refuse_over_limit", slow)
    assert sign_all_at_once(waiting) > 1
