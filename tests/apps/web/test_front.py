"""The front page for whoever has no account: help first, own answers, figures, whom to ask."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.city import CITY
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
MOST_BYTES = 30_000


def front(client: Client) -> str:
    page = client.get("/")
    assert page.status_code == 200
    return page.content.decode()


def test_everything_a_visitor_came_for_is_one_tap_away(city: City, client: Client) -> None:
    page = front(client)
    for name in ("open_report", "am_i_covered", "claim_status", "calculator", "complain", "verify",
                 "parameters", "open_data", "login"):  # fmt: skip
        assert f'href="{reverse(name)}' in page, name
    assert 'href="tel:175"' in page
    assert len(page.encode()) < MOST_BYTES


def test_each_rupiah_says_which_it_is_and_small_numbers_are_hidden(
    city: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payung.web.front.figures.today", lambda: date(2025, 7, 15))
    city.started(3)
    page = front(client)
    for label in ("Iuran dibayar", "diharapkan", "Uang untuk keluarga, dibayar"):
        assert label in page, label
    assert "kurang dari 5" in page and not re.search(r"WARGA|\d{16}", page)


def test_an_accident_at_two_in_the_morning_is_two_pages_and_two_taps(
    city: City, client: Client
) -> None:
    """From the front page to a number that dials; no page heavier than a weak signal carries."""
    (first,) = set(re.findall(r'href="([^"]+kecelakaan)"', front(client)))
    page = client.get(first)
    assert page.status_code == 200 and len(page.content) < MOST_BYTES
    body = page.content.decode()
    assert body.index("tel:175") < body.index("Laporkan kepada kelurahan")
    assert "Ini kecelakaan kerja" in body and "KTP" in body


def test_whoever_has_signed_in_finds_his_work_there(city: City, client: Client) -> None:
    sign_in(client, city, "operator", CITY)
    assert "Yang menunggu Anda" in front(client)
