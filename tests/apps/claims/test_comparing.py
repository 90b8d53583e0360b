"""The page that reckons all cases and contributions anew, one value of the law another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City


pytestmark = pytest.mark.django_db
CHANGE = {"nilai": "pemakaman_biaya", "menjadi": "12000000", "sejak": "2025-01-01"}


def test_each_case_that_another_law_pays_differently_is_named_with_its_rupiah(
    client: Client, city: City
) -> None:
    mourning = Mourning(city, paid_to=10)
    dead = mourning.death("0", mourning.operator, today=date(2025, 12, 1))
    enter(client, city, "operator", "operator")
    page = client.get(reverse("claims_comparison"), CHANGE).content.decode()
    assert f"Kasus {dead.pk}" in page and "Rp2.000.000" in page
    later = client.get(reverse("claims_comparison"), CHANGE | {"sejak": "2026-01-01"})
    assert f"Kasus {dead.pk}" not in later.content.decode()


def test_without_a_question_it_tells_what_the_citys_decisions_change(
    client: Client, city: City
) -> None:
    enter(client, city, "penyetuju", "kabag")
    page = client.get(reverse("claims_comparison")).content.decode()
    assert "Tidak ada kasus yang berubah" in page
    half = client.get(reverse("claims_comparison"), {"nilai": "pemakaman_biaya"}).content.decode()
    assert "Isi nilai barunya" in half


def test_a_programme_that_would_pay_more_is_named(client: Client, city: City) -> None:
    city.programme()
    enter(client, city, "operator", "operator")
    asked = {"nilai": "iuran_bpu_jkm", "menjadi": "7000", "sejak": "2025-01-01"}
    page = client.get(reverse("claims_comparison"), asked).content.decode()
    assert "Rp16.800" in page and "Rp17.000" in page
