"""Mid-year changes of places, money and months; and the eyes that must be different."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OverLimit, Stale
from payung.kernel.month import Month
from tests.apps.city import DECEMBER, RANKED_ON, RATE_RP, City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import TermsChange

pytestmark = pytest.mark.django_db


def propose(city: City, version: int = 1, **changes: Any) -> TermsChange:
    from payung.programmes.services import NewTerms, propose_terms

    facts: dict[str, Any] = {
        "headcount": 6, "ceiling_rp": 10**9, "last_month": DECEMBER, "basis": "DPPA 1/2025",
        "reason": "perubahan anggaran",
    }  # fmt: skip
    terms = NewTerms(**(facts | changes))
    return propose_terms(actor=city.operator, programme="UJI", version=version, terms=terms)


def approve(city: City, change: TermsChange) -> TermsChange:
    from payung.programmes.services import approve_terms

    return approve_terms(actor=city.approver, change_id=change.pk)


@pytest.fixture
def running(city: City) -> City:
    city.people(8)
    city.programme()
    city.decree()
    return city


def months_of(city: City) -> dict[str, int]:
    from django.db.models import Count

    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(component="jkk").values_list("month", "state")
        counted = rows.annotate(n=Count("id")).order_by("month")
        return {f"{month} {state}": n for month, state, n in counted}


def test_a_change_keeps_what_stood_before_and_raises_the_places(running: City) -> None:
    from payung.programmes.models import Programme

    change = approve(running, propose(running, headcount=8, ceiling_rp=2 * 10**9))
    assert (change.headcount_before, change.headcount) == (6, 8)
    assert (change.ceiling_before_rp, change.ceiling_rp) == (10**9, 2 * 10**9)
    assert Programme.objects.get().headcount == 8
    second = propose(running, version=2, headcount=9, ceiling_rp=2 * 10**9)
    assert second.headcount_before == 8


def test_fewer_months_withdraw_what_is_not_sent_and_free_the_money(running: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget
    from payung.programmes.models import Programme

    change = approve(running, propose(running, last_month=Month.of(2025, 10)))
    assert change.rows_withdrawn == 6 * 2 * 2
    assert months_of(running)["2025-11 ditarik"] == 6
    assert months_of(running)["2025-10 direncanakan"] == 6
    with acting_as(running.operator):
        money = budget(running.operator, Programme.objects.get())
    assert money.committed_rp == 6 * 5 * RATE_RP


def test_more_months_are_planned_for_who_is_in(running: City) -> None:
    approve(running, propose(running, last_month=Month.of(2025, 10)))
    change = approve(running, propose(running, version=2, last_month=DECEMBER))
    assert change.rows_planned == 6 * 2 * 2
    assert months_of(running)["2025-12 direncanakan"] == 6


def test_a_leaver_with_prepaid_months_gets_none_of_the_added_ones(running: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows
    from tests.apps.programmes.test_amendments import carry_out
    from tests.apps.programmes.test_amendments import propose as leave

    with acting_as(running.operator):
        leaver = PersonMonth.objects.order_by("person_id").values_list("person_id", flat=True)[0]
        prepaid = PersonMonth.objects.filter(person_id=leaver)
        for state in (State.SUBMITTED, State.ACCEPTED, State.PAID):
            move_rows(
                actor=running.operator, rows=prepaid, state=state, cause="uji", document="uji"
            )
    carry_out(running, leave(running, [leaver]))
    change = approve(running, propose(running, last_month=Month.of(2026, 1)))
    assert change.rows_planned == 6 * 2, "five who stayed and the one who joined"
    with acting_as(running.operator):
        assert not prepaid.filter(month=Month.of(2026, 1)).exists()


def test_a_programme_of_works_can_be_prolonged(city: City) -> None:
    city.programme(segment="jakon", quotas={})
    change = approve(city, propose(city, last_month=Month.of(2026, 2)))
    assert (change.state, change.rows_planned) == ("disetujui", 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"headcount": 5}, "Sudah ada 6 orang"), ({"ceiling_rp": 705_599}, "sudah Rp705.600")],
)
def test_what_is_given_is_not_taken_back(
    running: City, changes: dict[str, int], words: str
) -> None:
    from payung.programmes.models import Programme

    change = propose(running, **changes)
    with pytest.raises(OverLimit, match=words):
        approve(running, change)
    assert Programme.objects.get().version == 1


def test_added_months_that_the_ceiling_does_not_pay_are_refused(running: City) -> None:
    approve(running, propose(running, last_month=Month.of(2025, 10), ceiling_rp=6 * 5 * RATE_RP))
    longer = propose(running, version=2, ceiling_rp=6 * 6 * RATE_RP)
    with pytest.raises(OverLimit, match=r"Sisa pagu Rp100\.800, yang dibutuhkan Rp201\.600"):
        approve(running, longer)


def test_a_change_needs_a_paper_another_person_and_the_newest_version(running: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor
    from payung.programmes.services import approve_terms

    with pytest.raises(BadInput, match="dasar"):
        propose(running, headcount=7, basis=" ")
    with pytest.raises(BadInput, match="Tidak ada yang berubah"):
        propose(running)
    with pytest.raises(Stale):
        propose(running, version=9, headcount=7)
    change = propose(running, headcount=7)
    with pytest.raises(Conflict, match="menunggu"):
        propose(running, headcount=8)
    same = Actor(running.operator.id, Role.APPROVER, "15.71")
    with pytest.raises(NotAllowed):
        approve_terms(actor=same, change_id=change.pk)


def test_the_pages_propose_and_decide(client: Client, running: City) -> None:
    address = reverse("programme_terms", args=["UJI"])
    sign_in(client, running, "operator")
    form = {
        "versi": "1", "orang": "7", "pagu": "1.000.000.000", "bulan_terakhir": "2025-12",
        "dasar": "DPPA 2", "alasan": "tambahan anggaran",
    }  # fmt: skip
    shown = client.post(address, form, follow=True).content.decode()
    assert "6 → 7" in shown
    change = running_change()
    refused = client.post(reverse("terms_decide", args=[change, "setujui"]))
    assert refused.status_code in (302, 403)
    sign_in(client, running, "penyetuju")
    assert "Perubahan tengah tahun menunggu persetujuan" in client.get("/").content.decode()
    done = client.post(reverse("terms_decide", args=[change, "setujui"]), follow=True)
    assert "Keputusan dicatat" in done.content.decode()


def running_change() -> int:
    from payung.programmes.models import TermsChange

    return TermsChange.objects.get().pk


def test_a_ranking_older_than_the_terms_is_not_approved(city: City) -> None:
    from payung.programmes.services import approve_selection, rank, update_programme

    city.people(6)
    city.programme()
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    update_programme(actor=city.operator, programme="UJI", version=1, changes={"headcount": 3})
    with pytest.raises(Stale, match="Susun peringkat ulang"):
        approve_selection(actor=city.approver, selection_id=selection.pk)


@pytest.mark.parametrize("eyes", ["collected_by", "decided_by"])
def test_the_database_itself_refuses_an_approver_who_collected_or_verified(
    city: City, eyes: str
) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Selection
    from payung.programmes.services import approve_selection, rank
    from payung.verification.models import Proposal

    city.people(2)
    city.programme()
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        Proposal.objects.update(decided_by="")
        Proposal.objects.filter(pk=Proposal.objects.first().pk).update(**{eyes: "user:dua"})  # type: ignore[union-attr]
        with pytest.raises(IntegrityError, match="collected or verified"), transaction.atomic():
            Selection.objects.filter(pk=selection.pk).update(approved_by="user:dua")
        assert Selection.objects.filter(pk=selection.pk).update(approved_by="user:tiga") == 1
        Selection.objects.filter(pk=selection.pk).update(approved_by="")
        Proposal.objects.filter(**{eyes: "user:dua"}).update(decided_by="")
        Proposal.objects.filter(decided_by="").update(**{eyes: city.approver.id})
    with pytest.raises(NotAllowed, match="mengusulkan atau memverifikasi"):
        approve_selection(actor=city.approver, selection_id=selection.pk)
