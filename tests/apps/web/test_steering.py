"""The first page begins with the month's main act of its reader: its button, its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.payments.services import read_answer
from tests.apps.city import JUNE, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_path import answers, june_list

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_june(settings: Any) -> None:
    settings.TODAY = JUNE.first_day


def first(client: Client, city: City, role: str) -> Any:
    sign_in(client, city, role)
    acts = client.get("/").context["acts"]
    assert acts, "nothing but what waits"
    assert client.get(acts[0].href).status_code == 200
    return acts[0]


def test_the_operator_sees_the_list_that_is_missing_until_its_last_day(
    city: City, client: Client
) -> None:
    city.started(4)
    act = first(client, city, "operator")
    assert act.label == "Belum ada daftar bayar Juni 2025" and "4 orang" in act.why
    assert act.last_day == JUNE.first_day.replace(day=20)
    page = client.get("/").content.decode()
    assert act.href.replace("&", "&amp;") in page and "Paling lambat 20 Juni 2025" in page
    june_list(city)
    assert all("daftar bayar" not in one.label for one in client.get("/").context["acts"])


def test_each_office_is_led_to_its_part_of_the_list(city: City, client: Client) -> None:
    city.started(4)
    chosen = june_list(city)
    address = reverse("payment_list", args=[chosen.pk])
    assert first(client, city, "bpjs").href == address
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4))
    assert first(client, city, "keuangan").href == address


def test_the_leader_and_who_approves_see_who_has_no_payer_soon(
    city: City, client: Client, settings: Any
) -> None:
    city.started(4)
    settings.TODAY = JUNE.first_day.replace(month=12)
    for role in ("penyetuju", "pimpinan", "operator"):
        sign_in(client, city, role)
        labels = [one.label for one in client.get("/").context["acts"]]
        assert "Belum ada pembayar mulai Januari 2026" in labels
