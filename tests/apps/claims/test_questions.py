"""The law's open questions with their weight in this city, each as a letter to BPJS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db

LATE = "MENUNGGAK_DANA_PEMERINTAH"


def test_a_question_counts_the_cases_that_wait_for_it_and_what_they_may_bring(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.figures.questions import questions_of

    mourning = Mourning(city, paid_to=5)
    for number, person in enumerate(mourning.ids):
        mourning.death(f"{number}", mourning.operator, person_id=person)
    with acting_as(mourning.operator):
        found = {one.code: one for one in questions_of(mourning.operator)}
    assert (found[LATE].cases, found[LATE].cash) == (3, (0, 126_000_000))
    assert found["MASA_TUNGGU"].cases == 0 and found["MASA_TUNGGU"].basis


def test_each_question_is_a_letter_with_both_readings_and_room_for_the_answer(
    client: Client, city: City
) -> None:
    from datetime import date

    from payung.accounts.scope import acting_as
    from payung.claims.figures.questions import letter_of, questions_of

    mourning = Mourning(city, paid_to=5)
    mourning.death()
    with acting_as(mourning.operator):
        letters = [letter_of(one, date(2026, 11, 30)) for one in questions_of(mourning.operator)]
    for letter in letters:
        assert len(letter.opening[-1]) > 40 and "Jawaban BPJS" in letter.closing[0]
        assert any("bacaan" in value or "bila dijawab" in value for _what, value in letter.facts)
    enter(client, city, "operator", "operator")
    page = client.get(reverse("claims_questions")).content.decode()
    assert "Rp42.000.000" in page
    answer = client.get(reverse("claims_question", args=[LATE]))
    assert answer.content.startswith(b"%PDF-")
    assert client.get(reverse("claims_question", args=["TIDAK_ADA"])).status_code == 404
