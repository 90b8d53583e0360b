"""The Inspektorat's way: from an SP2D to name, decree, minutes and evidence, a click each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.payments.services import read_answer
from tests.apps.city import City
from tests.apps.pages import sign_in
from tests.apps.payments.test_path import answers, june_list, pay
from tests.apps.registry.test_evidence import noted
from tests.apps.verification.test_papers import printed, signed

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def links(client: Client, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return set(re.findall(r'href="([^"#?]+)', answer.content.decode()))


def test_from_the_money_to_the_evidence_in_four_clicks(city: City, client: Client) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.money.papers import amount_due
    from payung.programmes.models import Decree

    people = city.started(4)
    minutes = signed(city, printed(city))
    evidence = noted(city, people[0])
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4))
    with acting_as(city.operator):
        due, decree = amount_due(city.operator, chosen), Decree.objects.get()
    pay(city, chosen, due)
    sign_in(client, city, "auditor")
    [first, *_] = client.get("/").context["acts"]
    money, person = reverse("payment_list", args=[chosen.pk]), reverse("person", args=[people[0]])
    assert first.href == money
    clicks = (
        (money, person),
        (person, reverse("decree", args=[decree.pk])),
        (person, reverse("paper", args=[minutes.pk])),
        (person, reverse("evidence", args=[evidence.pk])),
    )
    for page, link in clicks:
        assert link in links(client, page), link
        assert client.get(link).status_code == 200
