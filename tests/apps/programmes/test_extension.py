"""More people in mid-year: ranked, priced, decided by another, planned, then put on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.month import Month
from tests.apps.city import DECEMBER, RATE_RP, City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Amendment

pytestmark = pytest.mark.django_db

OCTOBER, ON = Month.of(2025, 10), date(2025, 9, 15)


def proposed(city: City, people: int, **changes: Any) -> Amendment:
    from payung.programmes.amendments.extension import ExtensionTerms, propose_extension

    facts: dict[str, Any] = {
        "people": people, "first_month": OCTOBER, "basis": "DPPA 3/2025", "reason": "APBD-P",
    }  # fmt: skip
    return propose_extension(
        actor=city.operator, programme="UJI", terms=ExtensionTerms(**facts | changes), on=ON
    )


def running(city: City) -> list[int]:
    """A programme of two whose money is all planned, and four verified since its decree."""
    city.people(2)
    city.programme(headcount=2, ceiling_rp=2 * 7 * RATE_RP)
    city.decree()
    return city.people(4, start=10)


def months_of(city: City, people: list[int]) -> set[tuple[int, Month, str]]:
    from payung.accounts.scope import acting_as
    from payung.ledger.selectors import person_months

    with acting_as(city.operator) as actor:
        rows = person_months(actor).filter(person_id__in=people, component="jkm")
        return set(rows.values_list("person_id", "month", "state"))


def joiners(city: City, amendment: Amendment) -> list[int | None]:
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        return list(amendment.changes.values_list("joiner_id", flat=True))


def test_who_was_verified_since_gets_in_with_the_approvers_word(city: City) -> None:
    from payung.programmes.models import Programme
    from payung.programmes.services import approve_amendment

    since = running(city)
    wanted = proposed(city, 3)
    assert not months_of(city, since)  # nothing before another has decided
    with pytest.raises(NotAllowed):
        approve_amendment(actor=city.operator, amendment_id=wanted.pk)
    approved = approve_amendment(actor=city.approver, amendment_id=wanted.pk)
    chosen = since[:3]
    assert months_of(city, since) == {
        (person, month, "direncanakan") for person in chosen for month in OCTOBER.through(DECEMBER)
    }
    found = Programme.objects.get(pk="UJI")
    assert (found.headcount, found.ceiling_rp) == (5, (2 * 7 + 3 * 3) * RATE_RP)
    assert approved.terms is not None and approved.terms.state == "disetujui"
    assert approved.terms.rows_planned == 3 * 3 * 2
    assert approved.annex_sha256


def test_too_few_people_is_a_refusal_that_says_how_many_there_are(city: City) -> None:
    running(city)
    with pytest.raises(BadInput, match="belum masuk 4 orang, yang diminta 5"):
        proposed(city, 5)


def test_a_refused_extension_changes_nothing_and_leaves_its_people_free(city: City) -> None:
    from payung.programmes.models import Programme
    from payung.programmes.services import refuse_amendment

    since = running(city)
    wanted = proposed(city, 4)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        proposed(city, 1)
    refuse_amendment(actor=city.approver, amendment_id=wanted.pk)
    assert Programme.objects.get(pk="UJI").headcount == 2 and not months_of(city, since)
    assert joiners(city, proposed(city, 4)) == since


def test_the_terms_of_an_extension_are_not_decided_without_its_names(city: City) -> None:
    from payung.programmes.services import approve_terms

    running(city)
    wanted = proposed(city, 1)
    with pytest.raises(Conflict, match="halaman perubahan SK"):
        approve_terms(actor=city.approver, change_id=wanted.terms_id)


def test_its_paper_names_people_whose_months_are_planned_already(city: City) -> None:
    from payung.programmes.papers.signed_papers import Scan
    from payung.programmes.services import approve_amendment, sign_amendment

    since = running(city)
    wanted = proposed(city, 2)
    approve_amendment(actor=city.approver, amendment_id=wanted.pk)
    before = months_of(city, since)
    signed = sign_amendment(
        actor=city.approver, amendment_id=wanted.pk, number="9/UJI", dated=date(2025, 9, 20),
        scan=Scan(b"%PDF-1.4 uji"),
    )  # fmt: skip
    assert signed.number == "9/UJI" and months_of(city, since) == before


def test_free_places_go_to_who_was_verified_since_once_the_reserve_is_used_up(
    city: City,
) -> None:
    """More places by new terms are no dead end: the old ranking's reserve is empty."""
    from payung.programmes.services import NewTerms, approve_terms, propose_amendment, propose_terms

    since = running(city)
    terms = NewTerms(
        headcount=4, ceiling_rp=10**7, last_month=DECEMBER, basis="DPPA", reason="tambahan"
    )
    change = propose_terms(actor=city.operator, programme="UJI", version=1, terms=terms)
    approve_terms(actor=city.approver, change_id=change.pk)
    facts: dict[str, Any] = {
        "actor": city.operator, "programme": "UJI", "leavers": [], "first_month": OCTOBER, "on": ON,
    }  # fmt: skip
    with pytest.raises(BadInput, match="belum masuk 4 orang, yang diminta 9"):
        propose_amendment(**facts, free_places=9)
    made = propose_amendment(**facts, free_places=2)
    assert joiners(city, made) == since[:2]


def test_the_page_tells_what_it_costs_before_anybody_proposes(city: City, client: Client) -> None:
    running(city)
    sign_in(client, city, "operator")
    address = reverse("programme_extension", args=["UJI"])
    page = client.get(address, {"orang": "6", "bulan": str(OCTOBER)})
    told = page.content.decode()
    assert "Kurang 2 orang" in told and "Rp201.600" in told  # 4 people, 3 months
    assert "Februari 2026" in told  # the whole JKM, after the paid months that the law asks for
    sent = client.post(
        address, {"orang": "3", "bulan": str(OCTOBER), "dasar": "DPPA 3", "alasan": "APBD-P"}
    )
    assert sent.status_code == 302
    assert client.get(sent["Location"]).status_code == 200
