"""The planner for a real programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from tests.apps.city import RATE_RP, City

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
JANUARY = Month.of(2026, 1)


def plan(city: City, **asked: Any) -> Any:
    from payung.accounts.scope import acting_as
    from payung.payments.planner.comparing import Question, compare
    from payung.programmes.ground.selectors import get_programme

    facts: dict[str, Any] = {
        "ceiling_rp": 4 * 12 * RATE_RP, "first": JANUARY, "months": 12, "people": 6
    }  # fmt: skip
    with acting_as(city.operator) as actor:
        return compare(actor, get_programme(actor, "UJI"), Question(**(facts | asked)))


def test_one_ceiling_is_laid_out_as_people_or_months(city: City) -> None:
    city.started(6)
    found = plan(city)
    by_name = {o.name: o for o in found.outlooks}
    assert by_name["12 bulan"].people == 4
    assert by_name["9 bulan"].people == 5
    assert by_name["3 bulan"].people == 6  # no more than there are
    assert (by_name["12 bulan"].dropped, by_name["3 bulan"].dropped) == (2, 0)
    assert [(line.component, line.total_rp) for line in found.lines] == [
        ("jkk", 4 * 12 * 10_000),
        ("jkm", 4 * 12 * 6_800),
    ]
    assert found.change is None


def test_rt_money_from_april_and_a_little_of_the_city_leave_no_month_empty(city: City) -> None:
    city.started(6)
    found = plan(city, ceiling_rp=3 * 6 * RATE_RP, others={"rt": 9 * 6 * RATE_RP})
    together = found.outlooks[-1]
    assert (together.name, together.people, together.lapses) == ("gabungan", 6, 0)
    assert together.cost_rp == 12 * 6 * RATE_RP
    assert {s.payer for s in found.shares if s.month < Month.of(2026, 4)} == {"apbd"}
    assert {s.payer for s in found.shares if s.month >= Month.of(2026, 4)} == {"rt"}
    assert found.best is together


def test_fewer_months_at_the_end_are_what_the_change_budget_is_asked_for(city: City) -> None:
    city.started(6)
    found = plan(city, ceiling_rp=9 * 6 * RATE_RP, months=9, late=False)
    need = found.change
    assert (need.month, need.people, need.lapsed) == (Month.of(2026, 10), 6, False)
    assert need.months == tuple(Month.of(2026, 10).through(Month.of(2026, 12)))
    assert need.total_rp == 3 * 6 * RATE_RP
    stopped_early = plan(city, ceiling_rp=6 * 6 * RATE_RP, months=6, late=False).change
    assert stopped_early.lapsed  # July to September are empty: October begins anew


def test_newcomers_beyond_the_members_wait(city: City) -> None:
    city.started(4)
    found = plan(city, ceiling_rp=10**9, people=10)
    assert found.chosen.people == 10
    assert [people for _m, people in found.chosen.waiting_by_month] == [
        10
    ] * 4  # nobody is paid yet


def test_a_programme_without_people_is_refused_in_words(city: City) -> None:
    city.programme()
    with pytest.raises(BadInput, match="belum punya peserta"):
        plan(city)


def test_the_page_takes_ceiling_and_start_from_its_address(client: Client, city: City) -> None:
    from django.urls import reverse

    from payung.accounts.models import Role

    city.started(4)
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(city.user(Role.LEADER), backend=backend)
    wanted = {"pagu": "403.200", "bulan": "9", "mulai": "2026-01"}
    page = client.get(reverse("planner", args=["UJI"]), wanted)
    text = page.content.decode()
    assert page.status_code == 200
    assert "12 bulan" in text and "Rp403.200" in text
    assert client.get(reverse("planner", args=["UJI"])).status_code == 200
    client.force_login(city.user(Role.VERIFIER), backend=backend)
    assert client.get(reverse("planner", args=["UJI"])).status_code == 403


def test_the_page_can_be_taken_along_and_the_justification_printed(
    client: Client, city: City
) -> None:
    from django.urls import reverse
    from fastexcel import read_excel

    from payung.accounts.models import Role

    city.started(4)
    client.force_login(city.user(Role.FINANCE), backend="django.contrib.auth.backends.ModelBackend")
    wanted = {
        "pagu": str(4 * 9 * RATE_RP), "orang": "4", "bulan": "9", "mulai": "2026-01",
        "cara": "awal", "pagu_rt": "100.000",
    }  # fmt: skip
    page = client.get(reverse("planner", args=["UJI"]), wanted)
    assert page.status_code == 200 and "<svg" in page.content.decode()
    file = client.get(reverse("planner", args=["UJI"]), wanted | {"berkas": "xlsx"})
    book = read_excel(file.content)
    assert book.sheet_names[:4] == ["Skenario", "Per bulan", "RKA", "Rupiah terakhir"]
    assert "Perubahan APBD" in book.sheet_names and "Pembayar" in book.sheet_names
    assert book.load_sheet("RKA").to_polars()["Jumlah"].sum() == 4 * 9 * RATE_RP
    paper = client.get(reverse("change_budget", args=["UJI"]), wanted).content.decode()
    assert "Semula: 4 orang × 9 bulan = Rp604.800." in paper
    assert "Menjadi: Rp806.400." in paper
    full = wanted | {"bulan": "12", "pagu": str(4 * 12 * RATE_RP)}
    paper = client.get(reverse("change_budget", args=["UJI"]), full).content.decode()
    assert "tidak membutuhkan tambahan" in paper
