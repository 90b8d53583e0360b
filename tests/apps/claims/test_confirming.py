"""A confirmation says what it sets going, and is taken back for a day until papers are begun."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case

pytestmark = pytest.mark.django_db
DAY = date(2025, 10, 20)


def states(mourning: Mourning) -> dict[str, str]:
    """What stands in the ledger for the person who died, by month."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(mourning.operator):
        rows = PersonMonth.objects.filter(person=mourning.ids[0], component="jkm")
        return {str(month): state for month, state in rows.values_list("month", "state")}


def reported(mourning: Mourning) -> Case:
    return mourning.death("a", mourning.rt)


def confirm(mourning: Mourning, case: Case) -> None:
    from payung.claims.telling.services import confirm_death

    confirm_death(actor=mourning.verifier, case_id=case.pk, today=DAY)


def test_the_page_says_what_a_confirmation_sets_going(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = reported(mourning)
    enter(client, city, "verifikator", "lurah", "15.71.01.1001")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "2 bulan sesudah kematian ditarik; iurannya Rp33.600 tidak dibayar." in page
    assert "Anda bisa membatalkannya sampai besok" in page


def test_taking_it_back_leaves_all_as_before(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Obligation
    from payung.registry.models import LifeFact

    mourning = Mourning(city)
    case = reported(mourning)
    before = states(mourning)
    confirm(mourning, case)
    assert states(mourning) != before
    enter(client, city, "verifikator", "lurah", "15.71.01.1001")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "Batalkan kepastian saya" in page
    undone = client.post(reverse("claim_act", args=[case.pk, "unconfirm"]), follow=True)
    assert "Laporan menunggu dipastikan lagi" in undone.content.decode()
    assert states(mourning) == before
    with acting_as(mourning.operator):
        tasks = Obligation.objects.filter(case=case, done_at=None).values_list("task", flat=True)
        assert "pastikan" in tasks and "lengkapi_berkas" not in tasks
        assert [fact.state for fact in LifeFact.objects.all()] == ["dilaporkan"]
    fresh = mourning.fresh(case)
    assert (fresh.state, fresh.confirmed_by) == ("dilaporkan", "")


def test_confirmed_anew_it_ends_where_a_first_confirmation_ends(city: City) -> None:
    from payung.claims.telling.unconfirming import unconfirm

    mourning = Mourning(city)
    case = reported(mourning)
    confirm(mourning, case)
    once = states(mourning)
    unconfirm(actor=mourning.verifier, case_id=case.pk, today=DAY)
    confirm(mourning, case)
    assert states(mourning) == once


@pytest.mark.parametrize("why", ["another", "late", "begun"])
def test_it_stands_for_others_after_a_day_and_once_papers_are_begun(
    city: City, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.claims.case.outcome import start_papers
    from payung.claims.telling import unconfirming
    from payung.kernel.errors import Conflict

    mourning = Mourning(city)
    case = reported(mourning)
    confirm(mourning, case)
    actor = mourning.verifier
    if why == "another":
        actor = mourning.operator
    elif why == "begun":
        start_papers(actor=mourning.companion, case_id=case.pk, today=DAY)
    else:
        monkeypatch.setattr(unconfirming, "UNDONE_WITHIN", timedelta(seconds=-1))
    with pytest.raises(Conflict):
        unconfirming.unconfirm(actor=actor, case_id=case.pk, today=DAY)


def test_filing_asks_the_day_and_keeps_the_receipt(client: Client, city: City) -> None:
    from tests.apps.claims.test_pages import whole_case

    mourning = Mourning(city, paid_to=10)
    case = whole_case(mourning)
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim_act", args=[case.pk, "submit"])
    assert "Nomor tanda terima BPJS" in client.get(address).content.decode()
    day = {"tanggal_hari": "20", "tanggal_bulan": "10", "tanggal_tahun": "2099"}
    assert client.post(address, day).status_code == 422
    day["tanggal_tahun"] = "2025"
    filed = client.post(address, {**day, "tanda_terima": "LA-77/2025"}, follow=True)
    assert "Tanda terima BPJS: LA-77/2025" in filed.content.decode()
    assert mourning.fresh(case).submitted_on == date(2025, 10, 20)


def test_the_papers_of_a_visit_go_in_by_one_sending(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.outcome import start_papers
    from payung.claims.papers.checklist import missing

    mourning = Mourning(city, paid_to=10)
    case = mourning.confirmed()
    start_papers(actor=mourning.companion, case_id=case.pk, today=DAY)
    enter(client, city, "pendamping", "pendamping")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    with acting_as(mourning.operator):
        codes = [paper.code for paper in missing(mourning.fresh(case))]
    assert codes
    assert all(f'name="ada_{code}"' in page and f'name="foto_{code}"' in page for code in codes)
    ticks = {f"ada_{code}": "on" for code in codes}
    client.post(reverse("claim_act", args=[case.pk, "receive"]), ticks)
    with acting_as(mourning.operator):
        assert missing(mourning.fresh(case)) == []
