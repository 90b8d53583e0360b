"""One box finds what the reader may see, says what each is, and keeps whose NIK was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import RequestFactory
from django.urls import reverse

from tests.apps.city import City, nik_of, statements
from tests.apps.pages import INSIDE, sign_in
from tests.apps.payments.test_path import june_list

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(city: City) -> list[int]:
    return city.started(4)


def find(client: Client, text: str) -> str:
    return client.post(reverse("search"), {"apa": text}, follow=True).content.decode()


def test_a_nik_opens_its_person_and_stays_out_of_the_address(
    city: City, client: Client, people: list[int]
) -> None:
    sign_in(client, city, "operator")
    answer = client.post(reverse("search"), {"apa": nik_of(0)})
    assert answer.headers["Location"] == reverse("person", args=[people[0]])
    unknown = client.post(reverse("search"), {"apa": nik_of(77)})
    assert "Tidak ada yang cocok" in unknown.content.decode()
    assert nik_of(77) not in unknown.content.decode()
    typed = client.get(reverse("search"), {"q": nik_of(0)}).content.decode()
    assert "Yang ditemukan" not in typed, "a NIK in an address would stand in logs and histories"


@pytest.mark.parametrize(
    ("text", "what", "named"),
    [
        ("PKS/UJI", "PKS", "PKS/UJI"),
        ("Juni 2025", "Daftar bayar", "Daftar bayar Juni 2025"),
        ("UJI", "Program", "Program uji"),
        ("warga 00001", "Orang", "WARGA 00001"),
    ],
)
def test_each_hit_says_what_it_is(
    city: City, client: Client, people: list[int], text: str, what: str, named: str
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.web.search.finding import found_in_all_rooms

    june_list(city)
    sign_in(client, city, "operator")
    request = RequestFactory().get(reverse("search"))
    request.actor = city.operator  # type: ignore[attr-defined]
    request.user = city.user(Role.OPERATOR)
    with acting_as(city.operator):
        hits = found_in_all_rooms(request, text)
    kinds = {str(hit.kind): hit.title for hit in hits}
    assert what in kinds
    assert named.casefold() in kinds[what].casefold() or what == "Program"
    assert all(client.get(hit.href).status_code == 200 for hit in hits)


def test_nobody_finds_what_he_may_not_open(city: City, client: Client, people: list[int]) -> None:
    june_list(city)
    sign_in(client, city, "verifikator", INSIDE)
    page = find(client, "Juni 2025")
    assert "Tidak ada yang cocok" in page


def test_too_few_letters_are_refused_on_the_page(city: City, client: Client) -> None:
    sign_in(client, city, "operator")
    answer = client.post(reverse("search"), {"apa": "a"})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_who_searched_by_name_is_noted_with_whom_he_saw(
    city: City, client: Client, people: list[int]
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Look, Person

    with acting_as(city.operator):
        word = Person.objects.get(pk=people[0]).name.split()[0]
    sign_in(client, city, "operator")
    find(client, word)
    with acting_as(city.operator):
        seen = Look.objects.filter(page="search").values_list("people", flat=True)
        assert set(people) & {person for row in seen for person in row}


def test_a_search_takes_few_statements(city: City, client: Client, people: list[int]) -> None:
    sign_in(client, city, "operator")
    address = f"{reverse('search')}?q=Warga"
    client.get(address)
    assert statements(lambda: client.get(address)) <= 30
