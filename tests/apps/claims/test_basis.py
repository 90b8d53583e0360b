"""By which membership a case is reckoned: the ledger's months, the programme, a correction."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case, Entitlement
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

WAGE = 3_000_000


def wage_earners(city: City, people: int = 3, paid: int = 2) -> Mourning:
    """A city whose heads of RT are PU members at their wage, with `paid` months before October."""
    mourning = Mourning(city, people=people, paid_to=5)
    programme(city, "KRT", segment="pu", base_rp=WAGE, category="ketua_rt")
    pay(mourning, "KRT", "pu", [Month.of(2025, 10).back(n) for n in range(paid, 0, -1)])
    return mourning


def programme(city: City, code: str, **terms: Any) -> None:
    city.programme(code, quotas={}, **terms)


def pay(
    mourning: Mourning, scheme: str, segment: str, months: list[Month], payer: str = "apbd"
) -> None:
    """Paid months of everybody under a scheme."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import Cover, move_rows, plan
    from payung.registry.models import Person

    cover = Cover(payer=payer, scheme=scheme, segment=segment, amounts={"jkk": 7_200, "jkm": 9_000})
    with acting_as(mourning.operator):
        areas = Person.objects.filter(pk__in=mourning.ids).values_list("pk", "area_id")
        facts: dict[str, Any] = {"actor": mourning.operator, "cause": "uji", "document": "uji"}
        plan(people=list(areas), months=months, cover=cover, **facts)
        for step in (State.SUBMITTED, State.ACCEPTED, State.PAID):
            rows = PersonMonth.objects.filter(scheme=scheme, month__in=months)
            move_rows(rows=rows, state=step, **facts)


def due(mourning: Mourning, case: Case) -> Entitlement:
    from payung.accounts.scope import acting_as

    with acting_as(mourning.operator):
        return mourning.fresh(case).entitlements.latest()


def test_a_wage_earner_is_reckoned_at_his_wage(city: City) -> None:
    mourning = wage_earners(city)
    found = due(mourning, mourning.death(work_related=True))
    assert (found.facts["segment"], found.facts["income"], found.facts["payer"]) == (
        "pu", WAGE, "apbd",
    )  # fmt: skip
    assert found.cash_low_rp == found.cash_high_rp == 166_000_000
    assert found.status == "payable"


def test_a_wage_earner_has_no_waiting_time(city: City) -> None:
    mourning = wage_earners(city, paid=1)
    found = due(mourning, mourning.death())
    assert (found.cash_low_rp, found.status) == (42_000_000, "payable")


def test_the_same_months_of_a_self_employed_man_wait(city: City) -> None:
    mourning = Mourning(city, paid_to=5)
    programme(city, "BPU")
    pay(mourning, "BPU", "bpu", [Month.of(2025, 9)], payer="csr")
    found = due(mourning, mourning.death())
    assert found.cash_high_rp == 10_000_000


def test_months_that_public_money_still_owes_are_no_refusal(client: Client, city: City) -> None:
    """Planned by the city from June on, paid never: BPJS has an exception for late public money."""
    mourning = Mourning(city, paid_to=5)
    case = mourning.confirmed()
    found = due(mourning, case)
    assert (found.status, found.cash_low_rp, found.cash_high_rp) == (
        "needs_decision", 0, 42_000_000,
    )  # fmt: skip
    assert "MENUNGGAK_DANA_PEMERINTAH" in found.result["reasons"]
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "Rp0 sampai Rp42.000.000" in page and "minta kantor cabang" in page


def test_months_that_were_withdrawn_before_the_death_are_owed_by_nobody(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    mourning = Mourning(city, paid_to=5)
    with acting_as(mourning.operator):
        move_rows(
            actor=mourning.operator, rows=PersonMonth.objects.all(), state=State.WITHDRAWN,
            cause="pindah", document="uji",
        )  # fmt: skip
    found = due(mourning, mourning.death())
    assert (found.status, found.cash_high_rp) == ("not_covered", 0)


def test_who_pays_for_himself_and_stopped_is_not_covered(city: City) -> None:
    from payung.ledger.models import Payer

    Payer.objects.get_or_create(
        code="mandiri", defaults={"name": "Mandiri", "source": "self", "public": False}
    )
    mourning = Mourning(city, paid_to=5)
    pay(mourning, "MANDIRI", "bpu", [Month.of(2026, 1)], payer="mandiri")
    case = mourning.death(happened_on=date(2026, 7, 2), today=date(2026, 7, 5))
    assert due(mourning, case).status == "not_covered"


def test_a_person_sets_the_basis_right_with_a_reason_and_the_older_word_stays(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.audit.models import Entry
    from payung.claims.models import BasisCorrection

    mourning = Mourning(city, paid_to=9)
    case = mourning.confirmed(work_related=True)
    assert due(mourning, case).cash_high_rp == 70_000_000
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim_act", args=[case.pk, "basis"])
    refused = client.post(address, {"segmen": "pu", "upah": "2.500.000", "alasan": ""})
    assert refused.status_code == 422 and due(mourning, case).cash_high_rp == 70_000_000
    for wage, why in (("2.500.000", "slip gaji"), ("3.000.000", "jawaban cabang")):
        client.post(address, {"segmen": "pu", "upah": wage, "alasan": why})
    assert due(mourning, case).cash_high_rp == 166_000_000
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "jawaban cabang" in page and "Rp3.000.000" in page
    with acting_as(mourning.operator):
        assert BasisCorrection.objects.count() == 2
    assert Entry.objects.filter(action="claims.correct_basis").count() == 2


def test_a_wage_that_nobody_knows_is_an_open_question(city: City) -> None:
    mourning = Mourning(city, paid_to=5)
    pay(mourning, "PERUSAHAAN", "pu", [Month.of(2025, 9)], payer="csr")
    found = due(mourning, mourning.death(work_related=True))
    assert found.status == "needs_decision"
    assert "UPAH_BELUM_DIKETAHUI" in found.result["reasons"]


def test_a_programme_of_wage_earners_names_their_wage(city: City) -> None:
    with pytest.raises(BadInput, match="upah"):
        programme(city, "KRT", segment="pu", category="ketua_rt")


@pytest.mark.parametrize(("taken_in", "most"), [((2025, 8, 28), 42), ((2025, 9, 5), 10)])
def test_a_membership_begins_on_the_day_on_which_bpjs_took_the_person_in(
    city: City, taken_in: tuple[int, int, int], most: int
) -> None:
    """Accepted in August for September on: three months at the end of November, and not one."""
    from payung.accounts.scope import acting_as
    from payung.audit.clock import telling
    from payung.claims.entitlement.columns import due_of_cases

    mourning = Mourning(city, paid_to=5)
    with telling(date(*taken_in)):
        pay(mourning, "BPU", "bpu", [Month.of(2025, n) for n in (9, 10, 11)], payer="csr")
    case = mourning.death(happened_on=date(2025, 11, 29), today=date(2025, 12, 1))
    found = due(mourning, case)
    assert (found.cash_low_rp, found.cash_high_rp) == (10_000_000, most * 1_000_000)
    with acting_as(mourning.operator):
        [row] = due_of_cases(mourning.operator).rows(named=True)
    assert row["cash_high_rp"] == found.cash_high_rp


def test_who_died_later_of_an_accident_died_under_the_law_of_that_day(city: City) -> None:
    from zoneinfo import ZoneInfo

    from payung.claims.accident.notices import doctor_said

    mourning = Mourning(city, paid_to=9)
    case = mourning.accident()
    said = datetime(2025, 10, 19, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    doctor_said(actor=mourning.companion, case_id=case.pk, outcome="death", said_at=said)
    facts = due(mourning, case).facts
    assert (facts["event_date"], facts["accident_date"]) == ("2025-10-19", "2025-10-14")


def test_two_losses_and_a_percent_not_yet_known_are_open_questions(city: City) -> None:
    from payung.claims.case.casework import set_facts

    mourning = Mourning(city, paid_to=9)
    case = mourning.accident()
    for changes, code in (
        ({"outcome": "partial_disability"}, "PERSEN_CACAT_BELUM_ADA"),
        ({"two_losses": True, "disability_permille": 200}, "DUA_KEHILANGAN"),
    ):
        found = set_facts(actor=mourning.companion, case_id=case.pk, changes=changes)
        assert code in found.result["reasons"] and found.status == "needs_decision"
