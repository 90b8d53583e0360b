"""The letter for a citizen: in, reserve, out, refused; why, what he can do, and bansos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.verification.models import Reason
from tests.apps.city import RANKED_ON, City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def ranked(city: City) -> dict[str, int]:
    """An approved ranking of five people with two places; a proposal of each outcome."""
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Ranked
    from payung.programmes.ranking.services import approve_selection, rank
    from payung.registry.models import Person

    people = city.people(6)
    programme = city.programme(headcount=2, quotas={})
    with acting_as(city.operator):
        Person.objects.filter(pk=people[5]).update(birth_date="1930-01-01")
    made = rank(actor=city.operator, programme=programme.code, on=RANKED_ON)
    approve_selection(actor=city.approver, selection_id=made.pk)
    with acting_as(city.operator):
        rows = Ranked.objects.order_by("-rank").values_list("outcome", "proposal_id")
        return dict(rows)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("masuk", "Anda terpilih"),
        ("cadangan", "Anda masuk daftar cadangan, nomor 1"),
        ("tidak", "Anda belum terpilih"),
    ],
)
def test_each_outcome_has_its_letter(client: Client, city: City, outcome: str, words: str) -> None:
    found = ranked(city)
    sign_in(client, city, "operator")
    page = client.get(reverse("citizen_letter", args=[found[outcome]])).content.decode()
    assert words in page
    assert "Apakah bansos saya berhenti?" in page
    assert "sebelum SK ditandatangani" in page


@pytest.mark.parametrize("reason", list(Reason))
def test_each_refusal_says_why_and_what_can_be_done(
    client: Client, city: City, reason: Reason
) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal
    from payung.verification.refusing import REFUSED

    city.people(1)
    with acting_as(city.operator):
        Proposal.objects.update(state="menunggu", decided_by="")
        Proposal.objects.update(state="ditolak", reason=reason, decided_by="user:99999")
        proposal = Proposal.objects.get().pk
    sign_in(client, city, "verifikator", INSIDE)
    page = client.get(reverse("citizen_letter", args=[proposal])).content.decode()
    assert "Usulan ditolak" in page and str(REFUSED[reason]) in page
    assert nik_of(0) not in page


def test_another_area_reads_no_letter(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    city.people(1)
    with acting_as(city.operator):
        proposal = Proposal.objects.get().pk
    sign_in(client, city, "verifikator", BESIDE)
    assert client.get(reverse("citizen_letter", args=[proposal])).status_code == 403
