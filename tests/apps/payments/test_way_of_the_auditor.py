"""From the list of an SP2D to names, decree, minutes and evidence by links, without typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import JUNE, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_audit import paid_june
from tests.walk import name_of, read

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_names_decree_and_minutes_are_one_click_from_the_list(city: City, client: Client) -> None:
    from payung.payments.minutes.services import draft_minutes

    people = paid_june(city)
    draft_minutes(actor=city.finance, programme="UJI", first=JUNE, last=JUNE, on=JUNE.last_day)
    sign_in(client, city, "auditor")
    lists = read(client.get(reverse("payment_lists")).content.decode()).links
    [address] = {link for link in lists if name_of(link) == "payment_list"}
    links = read(client.get(address).content.decode()).links
    assert {"decree", "minutes", "reconciliation"} <= {name_of(link) for link in links}
    assert {reverse("person", args=[person]) for person in people} <= set(links)
    for link in links:
        if name_of(link) in ("decree", "minutes", "person"):
            assert client.get(link).status_code == 200
