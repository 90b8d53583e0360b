"""What a city tells other cities of its month."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from payung.accounts.scope import acting_as
from payung.insight.comparison import compare, read
from payung.insight.snapshot import snapshot
from payung.kernel.month import Month
from tests.apps.city import CITY, City
from tests.apps.insight.test_pages import accept

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper as Settings

pytestmark = pytest.mark.django_db
JUNE = Month.of(2025, 6)


@pytest.fixture(autouse=True)
def in_summer(settings: Settings) -> None:
    settings.TODAY = date(2025, 6, 30)


def test_the_month_is_told_with_meanings_and_reads_back(city: City) -> None:
    city.started(people=6)
    accept(city)
    with acting_as(city.operator) as actor:
        told = snapshot(actor, JUNE, date(2025, 7, 1))
    assert told["figures"]["protected"]["value"] == 6
    assert told["figures"]["person_months"]["value"] >= 6
    assert all(one["meaning"] for one in told["figures"].values())
    back = read("a.json", json.dumps(told).encode())
    assert compare([back])["cities"][0]["protected"] == 6


def test_one_to_four_persons_are_left_empty_and_no_one_is_named(city: City) -> None:
    city.started(people=3)
    accept(city)
    with acting_as(city.operator) as actor:
        told = snapshot(actor, JUNE, date(2025, 7, 1))
    assert told["figures"]["protected"]["value"] is None and "protected" in told["hidden"]
    words = json.dumps(told)
    assert "WARGA" not in words and f"{CITY}." not in words
