"""Dukcapil by a web service: asked for a purpose, in order, and nothing lost while it is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City
from tests.apps.pages import sign_in
from tests.apps.verification.test_dukcapil import Register, requested

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
SERVICE = "tests.apps.verification.test_dukcapil.Register"


class Wavering(Register):
    """A service that is away after so many answers, until `back` is called."""

    def __init__(self, answers: int) -> None:
        super().__init__(w0="meninggal")
        self.left = answers
        self.asked: list[int] = []

    def back(self) -> None:
        self.left = 1_000

    def answers(self, people: Any) -> Any:
        if not self.left:
            raise ConnectionRefusedError("layanan mati")
        self.left -= 1
        self.asked.append(people.height)
        return super().answers(people)


def ask(city: City, matcher: Any) -> tuple[int, int]:
    from payung.verification.dukcapil_service import ask_waiting

    asked = ask_waiting(actor=city.operator, matcher=matcher)
    return asked.answered, asked.waiting


def test_requests_wait_while_the_service_is_away_and_are_asked_once_in_their_order(
    city: City,
) -> None:
    city.people(7)
    for area in KELURAHAN:  # 3, 2 and 2 people
        requested(city, area)
    matcher = Wavering(1)
    assert ask(city, matcher) == (1, 2)
    assert ask(city, matcher) == (0, 2)
    matcher.back()
    assert ask(city, matcher) == (2, 0)
    assert matcher.asked == [3, 2, 2]
    assert ask(city, matcher) == (0, 0)


def test_the_purpose_is_noted_before_anything_leaves_even_if_nobody_answers(city: City) -> None:
    from payung.audit.models import Entry

    city.people(2)
    requested(city)
    ask(city, Wavering(0))
    (entry,) = Entry.objects.filter(action="verification.open_match")
    assert entry.facts.items() >= {"purpose": "verifikasi calon peserta", "people": 2}.items()
    assert not Entry.objects.filter(action="verification.take_answers").exists()


def test_the_page_offers_the_service_where_there_is_one_and_the_job_tells_the_outcome(
    client: Client, city: City, settings: Any
) -> None:
    from payung.jobs.models import Job
    from payung.verification.dukcapil_service import _ask_job

    city.people(2)
    found = requested(city)
    sign_in(client, city, "operator")
    page, ask_it = reverse("match", args=[found.pk]), reverse("match_ask", args=[found.pk])
    assert ask_it not in client.get(page).content.decode()
    assert client.post(ask_it).status_code == 422
    settings.DUKCAPIL_SERVICE = SERVICE
    assert ask_it in client.get(page).content.decode()
    assert client.post(ask_it).status_code == 302
    assert Job.objects.get().kind == "verification.ask_dukcapil"
    told = _ask_job(city.operator, str(found.pk), lambda done, total: None)
    assert told == "Dukcapil sudah menjawab 1 permintaan."
    assert ask_it not in client.get(page).content.decode()
