"""Pages begin with the site's own year, whatever the newest programme is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.month import Month
from payung.payments.money.overview import year_of_day
from tests.apps.city import City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings


@pytest.mark.parametrize(
    ("years", "found"),
    [([2027, 2025], 2025), ([2027, 2024], 2024), ([2027, 2026], 2026), ([], 2025)],
)
def test_the_year_is_the_days_own_then_the_last_before_then_the_first(
    years: list[int], found: int
) -> None:
    assert year_of_day(years, date(2025, 12, 31)) == found


@pytest.mark.django_db
def test_a_programme_of_2027_moves_no_page_and_hides_no_year(
    city: City, client: Client, settings: Settings
) -> None:
    settings.TODAY = date(2025, 12, 31)
    city.programme()
    city.programme(
        "NANTI", fiscal_year=2027, first_month=Month.of(2027, 1), last_month=Month.of(2027, 3)
    )
    sign_in(client, city, "keuangan")
    assert client.get(reverse("money")).context["view"].year == 2025
    assert client.get(reverse("money"), {"tahun": "2027"}).context["view"].year == 2027
    assert client.get(reverse("accrual")).context["day"] == date(2025, 12, 31)
    later = client.get(reverse("accrual"), {"bulan": "2027-03"})
    assert later.context["day"] == date(2027, 3, 31)
