"""No address answers a GET with an empty page: acts lead to the page that they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from payung.accounts.models import Role
from payung.web.way_back import page_above
from tests.apps.city import City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

SOMETHING = {"int": 1, "str": "x", "slug": "x", "uuid": UUID(int=1), "path": "x"}


@pytest.mark.django_db
def test_no_address_that_takes_acts_answers_a_get_with_nothing(city: City, client: Client) -> None:
    sign_in(client, city, Role.OPERATOR)
    client.raise_request_exception = False
    asked = {address: client.get(address).status_code for address in addresses()}
    assert len(asked) > 100
    assert [address for address, status in asked.items() if status == 405] == []


@pytest.mark.django_db
def test_an_act_leads_to_its_page_through_however_many_acts(city: City, client: Client) -> None:
    sign_in(client, city, Role.OPERATOR)
    person = city.people(1)[0]
    address = reverse("person_nik", args=[person])
    assert client.post(address).status_code == 422
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("person", args=[person])


def test_above_the_first_part_stands_the_first_page() -> None:
    assert page_above("/tidak-ada/sama-sekali/") == "/"


def addresses() -> Iterator[str]:
    """Every named address of the pages, about things that need not exist."""
    waiting = [(get_resolver(), "/")]
    while waiting:
        resolver, before = waiting.pop()
        for entry in resolver.url_patterns:
            here = before + _filled(entry)
            if isinstance(entry, URLResolver):
                waiting.append((entry, here))
            elif not here.startswith("/api/"):
                yield here


def _filled(entry: URLPattern | URLResolver) -> str:
    route = str(entry.pattern)
    for name, kind in getattr(entry.pattern, "converters", {}).items():
        word = type(kind).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{word}:{name}>", f"<{name}>"):
            route = route.replace(written, str(SOMETHING.get(word, "x")))
    return route
