"""A paper that is asked later has a reason and a name, and the case no longer counts as complete
at the first visit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter, whole_case

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
DAY = date(2025, 10, 20)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
MORE = {"surat": "npwp", "peminta": "Ibu Rina, BPJS", "alasan": "nama berbeda di KK"}


def first_visit(mourning: Mourning) -> tuple[int, int]:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.later import complete_at_first_visit

    with acting_as(mourning.operator):
        return complete_at_first_visit(mourning.operator, *YEAR)


def test_a_case_with_one_round_of_papers_counts_as_complete(city: City) -> None:
    from payung.claims.case.outcome import submit

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    submit(actor=mourning.companion, case_id=case.pk, today=DAY)
    assert first_visit(mourning) == (1, 1)


def test_a_later_paper_needs_name_and_reason_and_is_counted(client: Client, city: City) -> None:
    from payung.claims.case.outcome import submit
    from payung.claims.papers.checklist import receive_papers

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim_act", args=[case.pk, "ask_later"])
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    code = page.split('name="surat"')[1].split('<option value="')[1].split('"')[0]
    for missing in ("peminta", "alasan"):
        answer = client.post(address, {**MORE, "surat": code, missing: ""})
        assert answer.status_code == 422
    done = client.post(address, {**MORE, "surat": code}, follow=True).content.decode()
    assert "Ibu Rina, BPJS: nama berbeda di KK" in done
    receive_papers(actor=mourning.companion, case_id=case.pk, codes=[code], today=DAY)
    submit(actor=mourning.companion, case_id=case.pk, today=DAY)
    assert first_visit(mourning) == (0, 1)


def test_what_bpjs_asks_back_is_counted_too(city: City) -> None:
    from payung.claims.case.outcome import ask_back, submit

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    submit(actor=mourning.companion, case_id=case.pk, today=DAY)
    ask_back(actor=mourning.companion, case_id=case.pk, reason="foto KK (Rina)", today=DAY)
    assert first_visit(mourning) == (0, 0) or first_visit(mourning)[0] == 0


def test_a_later_paper_outlives_a_new_reckoning(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.papers.checklist import missing, refresh_papers
    from payung.claims.papers.later import ask_later
    from payung.law.jamsostek.papers import paper_names

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    with acting_as(mourning.operator):
        known = set(case.papers.exclude(asked_by="").values_list("code", flat=True))
    code = next(name for name in paper_names() if name not in known)
    ask_later(
        actor=mourning.companion, case_id=case.pk, code=code, reason="beda nama",
        asked_by="Rina", today=DAY,
    )  # fmt: skip
    with acting_as(mourning.operator):
        refresh_papers(case, case.entitlements.latest())
        assert [paper.code for paper in missing(case)] == [code]
