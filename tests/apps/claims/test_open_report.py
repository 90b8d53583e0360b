"""A report without an account: whom to call first, four boxes, made sure by the kelurahan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.city import KELURAHAN
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from payung.claims.models import NamedReport
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
RT = f"{KELURAHAN[0]}.-.001"


def filled(kind: str = "kecelakaan", **more: str) -> dict[str, str]:
    return {
        "id": str(uuid4()), "kejadian": kind, "nama": "Pak Budi ojek", "hp": "081234567890",
        "tanggal_hari": "14", "tanggal_bulan": "10", "tanggal_tahun": "2025", **more,
    }  # fmt: skip


@pytest.fixture
def rt(city: City) -> str:
    from payung.areas.settling import keep_rts

    keep_rts([RT], date(2025, 1, 1))
    return reverse("open_report_rt", args=[RT])


def care() -> None:
    from payung.claims.models import Care

    Care.objects.create(
        name="RS Uji", phone="0741 60 2001", checked_on=date(2025, 1, 1), area_id=KELURAHAN[0]
    )


def kept(city: City) -> list[NamedReport]:
    from payung.accounts.scope import acting_as
    from payung.claims.named.selectors import to_match

    with acting_as(city.operator):
        from payung.claims.models import NamedReport

        assert to_match(city.operator) is not None
        return list(NamedReport.objects.all())


def test_whom_to_call_stands_before_the_boxes_and_dials(client: Client, rt: str) -> None:
    care()
    page = client.get(rt).content.decode()
    assert page.index('href="tel:0741602001"') < page.index('<form method="post" data-keep')
    assert "Tolong pakai jaminan JKK" in page and "Bawa KTP korban" in page
    assert 'href="tel:175"' in page


def test_it_enters_unsure_at_the_kelurahan_once(client: Client, city: City, rt: str) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.named.selectors import to_match

    typed = filled()
    pages = [client.post(rt, typed) for _twice in range(2)]
    assert {page.status_code for page in pages} == {200}
    assert "Laporan diterima, sedang dicocokkan" in pages[1].content.decode()
    (named,) = kept(city)
    assert (named.reported_by, named.area_id, named.state) == ("warga", RT, "menunggu")
    verifier = city.actor(Role.VERIFIER, "kelurahan", KELURAHAN[0])
    with acting_as(verifier):
        assert [one.pk for one in to_match(verifier)] == [named.pk]
    sign_in(client, city, "verifikator", KELURAHAN[0])
    office = client.get(reverse("claim_named", args=[named.pk])).content.decode()
    assert "Belum dipastikan: dilaporkan tanpa akun" in office


def test_of_an_unknown_place_the_city_looks_at_once(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.named.selectors import to_match

    client.post(reverse("open_report"), filled(kelurahan="", tinggal="dekat pasar"))
    with acting_as(city.operator):
        assert to_match(city.operator).count() == 1


def test_what_is_wrong_comes_back_with_what_was_typed(client: Client, city: City, rt: str) -> None:
    page = client.post(rt, filled(hp="", tanggal_tahun="2999"))
    assert page.status_code == 422 and "Pak Budi ojek" in page.content.decode()
    assert kept(city) == []


def test_a_street_behind_one_address_is_not_blocked_and_an_rts_code_is_slowed(
    client: Client, city: City, rt: str
) -> None:
    from payung.claims.open.report import MOST_FOR_AN_RT, MOST_FROM_A_PLACE

    street = [client.post(reverse("open_report"), filled()).status_code for _n in range(40)]
    assert set(street) == {200} and MOST_FROM_A_PLACE >= 60
    elsewhere = [
        Client(REMOTE_ADDR=f"198.51.100.{n}").post(rt, filled()).status_code
        for n in range(MOST_FOR_AN_RT + 1)
    ]
    assert elsewhere == [200] * MOST_FOR_AN_RT + [429]
    office = Client(REMOTE_ADDR="198.51.100.250")
    sign_in(office, city, "verifikator", KELURAHAN[0])
    assert office.post(rt, filled()).status_code == 200


def test_a_strange_rt_is_no_page(client: Client, city: City) -> None:
    assert client.get(reverse("open_report_rt", args=["15.71.99.9999.-.001"])).status_code == 404
