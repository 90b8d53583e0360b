"""The sums of a case are the same wherever they stand: page, letter, columns of all cases, API.

Each surface is really read. `PAYUNG_CASES` asks for more of them (`./payung bench promises`).
"""

from __future__ import annotations

import os
from datetime import date
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.claims.family import Mourning
from tests.apps.claims.test_basis import wage_earners
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

CASES = int(os.environ.get("PAYUNG_CASES", "200"))
CALLERS = count()
EACH = 25
OUTCOMES = ("death", "injury", "partial_disability", "total_disability")


def random_case(mourning: Mourning, chance: Random, number: int) -> Case:
    """One event of any kind with facts, family, correction as they come."""
    from payung.claims.case import casework
    from payung.claims.models import Program

    person = mourning.ids[number]
    fatal = chance.random() < 0.5
    facts: dict[str, Any] = {
        "person_id": person, "happened_on": date(2025, 5 + chance.randrange(6), 1 + number % 28),
        "work_related": chance.choice([True, False, None]), "traffic": chance.random() < 0.3,
        "today": date(2025, 12, 1),
    }  # fmt: skip
    tell = mourning.death if fatal else mourning.accident
    case = tell(f"{number}", mourning.operator, **facts)
    if not fatal:
        changes = {
            "outcome": chance.choice(OUTCOMES[1:]), "medical_cost_rp": chance.randrange(60_000_000),
            "disability_permille": chance.choice([0, 35, 200, 700, 900]),
            "function_loss_permille": chance.choice([0, 0, 500]),
            "incapacity_months": chance.randrange(16), "incapacity_days": chance.randrange(30),
            "transport_land_rp": chance.randrange(7_000_000), "two_losses": chance.random() < 0.1,
            "prosthesis_rp": chance.choice([0, 4_000_000]),
        }  # fmt: skip
        casework.set_facts(actor=mourning.companion, case_id=case.pk, changes=changes)
    if chance.random() < 0.4:
        casework.correct_basis(
            actor=mourning.companion, case_id=case.pk, reason="uji",
            segment=chance.choice(["", "bpu", "pu", "jakon"]),
            income_rp=chance.choice([None, 500_000, 1_050_000, 4_321_000]),
            payer=chance.choice(["apbd", "self", "unknown", "csr"]),
        )  # fmt: skip
    if chance.random() < 0.3:
        casework.classify(
            actor=mourning.operator, case_id=case.pk, reason="uji", today=date(2025, 12, 1),
            program=chance.choice([Program.JKM, Program.JKK]) if fatal else Program.JKK,
        )  # fmt: skip
    return case


@pytest.mark.parametrize("seed", range(max(CASES // EACH, 1)))
def test_pages_letters_batch_and_the_api_tell_the_same_sums(
    client: Client, city: City, seed: int
) -> None:
    check_surfaces(client, city, Random(seed), EACH)


def check_surfaces(client: Client, city: City, chance: Random, number: int) -> None:
    """Each surface is read: the page's text, the letter, the columns, the API's answer."""
    from payung.accounts.scope import acting_as
    from payung.claims.entitlement.columns import due_of_cases
    from payung.claims.entitlement.prediction import law_facts, programs
    from payung.claims.entitlement.words import between
    from payung.claims.ground.harm import now_words
    from payung.claims.papers.letters import LetterFacts
    from payung.kernel.rupiah import format_rupiah

    mourning = wage_earners(city, people=number, paid=chance.randrange(1, 5))
    cases = [random_case(mourning, chance, n) for n in range(number)]
    enter(client, city, "pendamping", "pendamping")
    with acting_as(mourning.operator):
        rows = {row["case"]: row for row in due_of_cases(mourning.operator).rows(named=True)}
    assert len(rows) == number
    for case in cases:
        with acting_as(mourning.operator):
            fresh = mourning.fresh(case)
            one = fresh.entitlements.latest()
            facts = law_facts(mourning.operator, fresh)
            letter = dict(LetterFacts(fresh, one, date(2025, 12, 1)).amounts)
        row = rows[case.pk]
        assert row == {"case": case.pk} | {
            name: getattr(one, name) for name in row if name != "case"
        }
        answers = [api(client, facts | {"program": program}) for program in programs(fresh)]
        assert max(a["cash"] for a in answers) == one.cash_high_rp
        assert max(a["care"] for a in answers) == one.care_high_rp
        assert max(a["jasa_raharja"] for a in answers) == one.jasa_raharja_rp
        page = client.get(reverse("claim", args=[case.pk])).content.decode()
        assert now_words(fresh, one.cash_low_rp, one.cash_high_rp) in page
        cash = letter.get("Uang untuk keluarga") or letter["Uang untuk peserta"]
        assert not one.cash_high_rp or format_rupiah(one.cash_high_rp) in cash
        if one.care_high_rp:
            assert between(one.care_low_rp, one.care_high_rp) in page
            words = letter["Dibayar ke rumah sakit dan pengangkut"]
            assert format_rupiah(one.care_high_rp) in words
        added = one.cash_high_rp + one.care_high_rp
        if one.care_high_rp and one.cash_high_rp:
            assert format_rupiah(added) not in page and added != one.cash_high_rp


def api(client: Client, case: dict[str, Any]) -> dict[str, Any]:
    """What the public API answers to the very facts of the case."""
    sent = {name: value for name, value in case.items() if name != "case_id"}
    high, low = divmod(next(CALLERS), 200)
    caller = f"10.0.{high % 200}.{low}"  # each in no hurry
    answer = client.post(
        "/api/v1/law/explain", sent, content_type="application/json", REMOTE_ADDR=caller
    )
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found
