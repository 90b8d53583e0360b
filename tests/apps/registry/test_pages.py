"""A person's page: masked, logged when it isn't, with what every room knows of him."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_nik_is_found_without_ever_standing_in_an_address(client: Client, city: City) -> None:
    (person,) = city.people(1)
    sign_in(client, city, "operator")
    answer = client.post(reverse("person_by_nik"), {"nik": nik_of(0)})
    assert answer["Location"] == reverse("person", args=[person])
    asked = client.get(reverse("person_by_nik"), {"nik": nik_of(0)})
    assert asked["Location"] == reverse("person_list")


def test_a_nik_of_another_area_sounds_like_an_unknown_one(client: Client, city: City) -> None:
    city.people(1)  # lives in the first kelurahan
    sign_in(client, city, "verifikator", BESIDE)
    known = client.post(reverse("person_by_nik"), {"nik": nik_of(0)})
    unknown = client.post(reverse("person_by_nik"), {"nik": nik_of(7)})
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert "NIK ini belum tercatat di wilayah Anda." in known.content.decode()


def test_a_nik_that_is_none_says_how_to_mend_it(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    answer = client.post(reverse("person_by_nik"), {"nik": nik_of(0)[:-1]})
    assert answer.status_code == 422
    assert "NIK harus 16 angka. Yang diisi 15 angka." in answer.content.decode()


def test_no_page_shows_a_whole_nik_unless_a_purpose_is_given(client: Client, city: City) -> None:
    (person,) = city.people(1)
    sign_in(client, city, "operator")
    for name in ("person_list", "person", "person_print"):
        address = reverse(name, args=[] if name == "person_list" else [person])
        page = client.get(address).content.decode()
        assert nik_of(0) not in page
        assert "157101••••••9000" in page


def test_a_purpose_shows_the_nik_once_and_the_audit_keeps_it(client: Client, city: City) -> None:
    (person,) = city.people(1)
    sign_in(client, city, "verifikator", INSIDE)
    address = reverse("person_nik", args=[person])
    assert client.post(address, {"tujuan": "loket", "alasan": "abcde"}).status_code == 422
    shown = client.post(address, {"tujuan": "loket", "alasan": "mencocokkan KTP di loket"})
    assert nik_of(0) in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    sign_in(client, city, "auditor")
    seen = client.get(reverse("person", args=[person])).content.decode()
    assert "mencocokkan KTP di loket" in seen
    assert "Verifikator-15.71.01.1001" in seen


def test_who_looked_is_for_operator_and_auditor_alone(client: Client, city: City) -> None:
    (person,) = city.people(1)
    for role, shown in (("operator", True), ("auditor", True), ("keuangan", False)):
        sign_in(client, city, role)
        page = client.get(reverse("person", args=[person])).content.decode()
        assert ("Siapa melihat data orang ini" in page) is shown


def test_the_page_shows_months_by_payer_and_how_they_came_about(client: Client, city: City) -> None:
    person = city.started(1)[0]
    sign_in(client, city, "operator")
    page = client.get(reverse("person", args=[person]))
    text = page.content.decode()
    assert "Dana apbd · UJI" in text
    assert "Rencana: Juni 2025 – Desember 2025" in text
    assert "1/UJI" in text  # the number of the decree
    (calendar,) = [
        c for panel in page.context["panels"] for c in panel.context.get("calendars", [])
    ]
    assert calendar[0] == 2025


def test_a_merged_record_leads_to_the_one_that_was_kept(client: Client, city: City) -> None:
    from payung.registry.merging import merge

    kept, folded = city.people(2)
    merge(actor=city.operator, kept_id=kept, folded_id=folded)
    sign_in(client, city, "operator")
    answer = client.get(reverse("person", args=[folded]))
    assert answer["Location"] == reverse("person", args=[kept])
    page = client.get(answer["Location"]).content.decode()
    assert f"Catatan {folded} (WARGA 00001) digabungkan" in page
    assert page.count("Pekerja rentan") == 2  # the proposals of both records


def test_filters_find_by_words_of_the_name_area_and_year(client: Client, city: City) -> None:
    city.people(6)
    sign_in(client, city, "operator")
    for query, found in (
        ({"q": "warga 3"}, 1),
        ({"wilayah": KELURAHAN[2]}, 2),
        ({"wilayah": "15.71.01"}, 4),
        ({"lahir": "1980"}, 6),
        ({"lahir": "1981"}, 0),
    ):
        page = client.get(reverse("person_list"), query)
        assert page.context["page"].paginator.count == found, query


def test_a_year_that_is_none_is_told_beside_the_field(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    page = client.get(reverse("person_list"), {"lahir": "delapan"})
    assert "Tahun lahir harus 4 angka" in page.content.decode()


def test_a_full_list_takes_as_many_queries_as_one_person(client: Client, city: City) -> None:
    from tests.apps.city import statements

    city.people(1)
    sign_in(client, city, "operator")
    client.get(reverse("person_list"))
    one = statements(lambda: client.get(reverse("person_list")))
    city.people(40, start=1)
    assert statements(lambda: client.get(reverse("person_list"))) == one
