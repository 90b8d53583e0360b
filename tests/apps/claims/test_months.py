"""The unpaid month of a death: a decision whose consequence is told before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from tests.apps.claims.family import Mourning
from tests.apps.claims.test_pages import enter
from tests.apps.claims.test_reports import months

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def test_both_ways_are_told_by_the_law(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.months import outlook

    mourning = Mourning(city)
    case = mourning.death()
    with acting_as(mourning.operator):
        found = outlook(mourning.operator, mourning.fresh(case))
    assert (found.month.number, found.amount_rp) == (10, 16_800)
    assert found.paid == (42_000_000, 42_000_000)
    assert found.unpaid == (0, 42_000_000)


@pytest.mark.parametrize(
    ("pays", "after"),
    [
        (True, {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditahan": [11, 12]}),
        (False, {"dibayar": [6, 7, 8, 9], "ditarik": [10], "ditahan": [11, 12]}),
    ],
)
def test_the_decision_moves_the_month_and_is_kept_with_its_reason(
    city: City, pays: bool, after: dict[str, list[int]]
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.case.months import decide_death_month

    mourning = Mourning(city)
    case = mourning.death()
    decision = {"actor": mourning.operator, "case_id": case.pk, "pays": pays}
    with pytest.raises(BadInput, match="alasan"):
        decide_death_month(**decision, reason=" ")
    decide_death_month(**decision, reason="dana tersedia")
    assert months(mourning) == after
    with acting_as(mourning.operator):
        assert case.stages.filter(note__contains="dana tersedia").exists()
        assert not case.obligations.filter(task="bulan_kematian", done_at=None).exists()
    with pytest.raises(Conflict, match="Tidak ada yang harus"):
        decide_death_month(**decision, reason="lagi")


def test_the_page_says_what_each_answer_means(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = mourning.death()
    enter(client, city, "operator")
    page = client.get(reverse("claim", args=[case.pk])).content.decode()
    assert "Bayar Rp16.800: keluarga mendapat Rp42.000.000" in page
    assert "Tidak dibayar: keluarga mendapat Rp0 sampai Rp42.000.000" in page
    act = reverse("claim_act", args=[case.pk, "month"])
    done = client.post(act, {"putusan": "tidak", "alasan": "di luar rencana"}, follow=True)
    assert "Bulan kematian tidak dibayar: di luar rencana" in done.content.decode()
