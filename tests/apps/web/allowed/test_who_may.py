"""Each act × each role × own area and beside: allowed or refused as the declaration says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.accounts.models import Role
from payung.web.allowed import map as house
from payung.web.allowed.declared import doors
from tests.apps.city import CITY, City
from tests.apps.everywhere import addresses, furnished
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

SIGNED_IN = [role for role in Role if role != Role.SYSTEM]


@pytest.mark.django_db
@pytest.mark.parametrize("area", [CITY, BESIDE])
def test_every_act_and_page_lets_in_whom_it_names_and_nobody_else(
    client: Client, city: City, area: str
) -> None:
    """A refused role is told so before anything is read; a named one never hears that sentence."""
    made, faults, tried = furnished(city), [], 0
    routes = {one.name: one for one in addresses()}
    client.raise_request_exception = False
    for role in SIGNED_IN:
        sign_in(client, city, role, area)
        for door in doors():
            if door.roles is None or door.name not in routes:
                continue
            name = door.acts[0].name if door.acts else "x"
            address = routes[door.name].fitting(made | {"name": name})
            tried += 1
            shared = len(door.acts) > 1 and "name" in routes[door.name].arguments
            closed = _closed(client.get(address))
            if closed == (role in (door.acts[0].roles if shared else door.roles)):
                faults.append(f"GET {door.name} {role}: {'closed' if closed else 'open'}")
            may = role in door.acts[0].roles if door.acts else None
            if may is False and not _closed(client.post(address)):
                faults.append(f"POST {door.name} {role}: open")
    print(f"{tried} of address × role in {area}")
    assert faults == []


SENTENCES = ("Halaman ini tidak untuk peran Anda.", "Peran Anda tidak melihatnya.")


def _closed(answer: object) -> bool:
    if answer.status_code != 403:  # type: ignore[attr-defined]
        return False
    page = answer.content.decode()  # type: ignore[attr-defined]
    return any(sentence in page for sentence in SENTENCES)


@pytest.mark.django_db
def test_the_page_says_what_the_declarations_say(client: Client, city: City) -> None:
    from payung.payments.partnerships.views import NOTE_PKS

    for role in (Role.OPERATOR, Role.AUDITOR, Role.ADMIN):
        sign_in(client, city, role)
        rows = client.get(reverse("who_may")).context["page"].paginator.object_list
        (pks,) = [row for row in rows if row.what == str(NOTE_PKS.label)]
        assert pks.roles == NOTE_PKS.roles
    assert len(rows) > 100
    sign_in(client, city, Role.RT, INSIDE)
    assert client.get(reverse("who_may")).status_code == 403


@pytest.mark.django_db
def test_the_page_is_english_in_english(client: Client, city: City) -> None:
    sign_in(client, city, Role.AUDITOR)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("who_may")).content.decode()
    assert "Who may do what" in page and "Siapa boleh apa" not in page


def test_the_map_of_the_house_is_as_the_code_is() -> None:
    """Mend with `python -m payung.web.allowed.map`."""
    assert house.TARGET.read_text(encoding="utf-8") == house.written()
