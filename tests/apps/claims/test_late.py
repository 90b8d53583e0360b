"""What BPJS owes for paying late, by the day, wherever a family or its helper looks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_path import submitted

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """JKM is due on 23 October 2025, JKK on the 29th."""
    from payung.audit import clock

    monkeypatch.setattr(clock, "today", lambda: date(2025, 11, 2))
    for room in ("case.views", "ground.pages", "open.status", "papers.messages"):
        monkeypatch.setattr(f"payung.claims.{room}.today", lambda: date(2025, 11, 2))


@pytest.mark.usefixtures("in_november")
def test_the_case_says_what_is_owed_by_the_day(client: Client, city: City) -> None:
    case = submitted(Mourning(city, paid_to=10))
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "BPJS terlambat 10 hari" in page and "Rp4.200.000" in page
    assert "belum dipastikan" in page
    assert "sudah lewat 10 hari" in page  # the message that goes to the family, without a sum
    tasks = client.get(reverse("claims_todo")).content.decode()
    assert "berutang ganti rugi 10 %" in tasks


@pytest.mark.usefixtures("in_november")
def test_for_an_accident_at_work_the_article_was_read(client: Client, city: City) -> None:
    case = submitted(Mourning(city, paid_to=10), work_related=True)
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "BPJS terlambat 4 hari" in page and "Rp2.800.000" in page
    assert "PP 44/2015 Ps 37(3)" in page and "naskahnya terbaca" in page


@pytest.mark.usefixtures("in_november")
def test_the_heirs_page_tells_the_term_and_no_sum(city: City) -> None:
    from payung.claims.ground.codes import letter_code
    from payung.claims.open.status import find_status

    case = submitted(Mourning(city, paid_to=10))
    found = find_status(letter_code(case.pk), date(1980, 1, 1))
    assert found is not None and "sudah lewat 10 hari" in found.pay_by and "Rp" not in found.pay_by


def test_letters_tell_it_by_their_day_and_nothing_in_time(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.letters import LetterFacts

    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    with acting_as(mourning.operator):
        due = case.entitlements.latest()
        assert LetterFacts(case, due, date(2025, 10, 23)).late == ()
        [(_what, words)] = LetterFacts(case, due, date(2025, 10, 25)).late
    assert "Rp840.000" in words


def test_while_bpjs_asks_for_papers_no_term_runs(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import ask_back
    from payung.claims.entitlement.late import owed_late

    mourning = Mourning(city, paid_to=10)
    case = submitted(mourning)
    ask_back(actor=mourning.bpjs, case_id=case.pk, reason="KK buram", today=date(2025, 10, 22))
    with acting_as(mourning.operator):
        fresh = mourning.fresh(case)
        assert owed_late(fresh, fresh.entitlements.latest(), date(2025, 12, 1)) is None
