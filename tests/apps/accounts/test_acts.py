"""A declared act: done and said, or refused on its own page with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PKS = {
    "nota": "NK/7", "pks": "PKS/77", "npp": "WD1", "cabang": "Cabang Contoh", "batas": "20",
    "kode": "30", "pasal": "Pasal 8", "isi": "ISI YANG PANJANG",
    "nota_sampai_hari": "1", "nota_sampai_bulan": "1", "nota_sampai_tahun": "2027",
    "mulai_hari": "1", "mulai_bulan": "1", "mulai_tahun": "2025",
    "sampai_hari": "31", "sampai_bulan": "12", "sampai_tahun": "2026",
}  # fmt: skip


@pytest.fixture
def address(city: City) -> str:
    return reverse("partnership", args=[city.programme().code])


def test_an_act_is_done_and_says_so(client: Client, city: City, address: str) -> None:
    sign_in(client, city, "operator")
    answer = client.post(address, PKS, follow=True)
    assert answer.redirect_chain[0][0] == reverse("partnerships")
    assert "PKS dicatat." in answer.content.decode()
    assert "PKS/77" in answer.content.decode()


def test_a_refusal_of_the_service_keeps_all_that_was_typed(
    client: Client, city: City, address: str
) -> None:
    sign_in(client, city, "operator")
    sent = PKS | {"sampai_tahun": "2024"}
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PKS harus berakhir sesudah mulai" in page
    assert 'role="alert"' in page
    assert all(typed in page for typed in sent.values())


def test_a_refusal_of_the_form_stands_on_top_and_at_its_field(
    client: Client, city: City, address: str
) -> None:
    sign_in(client, city, "operator")
    answer = client.post(address, PKS | {"batas": "40"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_partnership_batas"' in page
    assert "ISI YANG PANJANG" in page


def test_nothing_is_stored_of_a_refused_act(client: Client, city: City, address: str) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import Partnership

    sign_in(client, city, "operator")
    client.post(address, PKS | {"sampai_tahun": "2024"})
    with acting_as(city.operator):
        assert not Partnership.objects.exists()


def test_who_may_do_it_is_what_its_business_action_says(
    client: Client, city: City, address: str
) -> None:
    from payung.accounts.models import Role
    from payung.payments.partnerships.views import NOTE_PKS

    assert NOTE_PKS.roles == {Role.OPERATOR}
    sign_in(client, city, "keuangan")
    assert client.post(address, PKS).status_code == 403
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_a_declared_list_comes_as_a_file_of_the_same_rows(
    client: Client, city: City, address: str, kind: str, start: bytes
) -> None:
    sign_in(client, city, "operator")
    client.post(address, PKS)
    answer = client.get(reverse("partnerships"), {"unduh": kind})
    assert answer.content.startswith(start)
    assert f"pks.{kind}" in answer["Content-Disposition"]
    if kind == "csv":
        assert "PKS/77" in answer.content.decode()
