"""After a refund the list, its papers, the reconciliation, the minutes and the page of the money
tell the same amounts; what RT and companies pay takes nothing from the city's pagu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import JUNE, RATE_RP, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_audit import paid_june
from tests.walk import Told, read

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def refunded(city: City) -> int:
    """June is paid for several, and one month of one person comes back; how many were paid."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    people = paid_june(city)
    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(person=people[0], month=JUNE)
        move_rows(
            actor=city.operator, rows=rows, state=State.REFUNDED, cause="uji", document="STS/1"
        )
    return len(people)


def told(client: Client, address: str) -> dict[tuple[str, str, str], Told]:
    page = read(client.get(address).content.decode())
    return {(one.figure, one.period, one.of): one for one in page.figures}


def test_after_a_refund_every_page_tells_the_same_amounts(city: City, client: Client) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.minutes.services import draft_minutes
    from payung.payments.models import PaymentList
    from payung.payments.money.papers import papers_of, refunded_rp
    from payung.ui.format import write_rupiah

    people = refunded(city)
    left, back = people * RATE_RP, RATE_RP
    sign_in(client, city, "keuangan")
    of = ("2025", "UJI")
    money = told(client, f"{reverse('money')}?tahun=2025")
    names = told(client, reverse("reconciliation", args=["UJI"]))
    for key, amount in (("left_rp", left), ("refunded_rp", back), ("paid_rp", left - back)):
        assert money[key, *of].number == names[key, *of].number == amount
    with acting_as(city.finance) as actor:
        chosen = PaymentList.objects.get(month=JUNE)
        assert {p.amount_rp for p in papers_of(chosen).values()} == {left}
        assert (chosen.paid_rp, refunded_rp(actor, chosen)) == (left, back)
        minutes = draft_minutes(
            actor=actor, programme="UJI", first=JUNE, last=JUNE, on=JUNE.last_day
        )
    assert (minutes.left_rp, minutes.refunded_rp, minutes.paid_rp) == (left, back, left - back)
    assert (minutes.refunded, minutes.withdrawn) == (1, 0)
    page = client.get(reverse("payment_list", args=[chosen.pk])).content.decode()
    assert all(write_rupiah(amount) in page for amount in (left, back, left - back))
    assert "Iuran yang harus dibayar" not in page


def test_the_months_of_a_programme_add_up_to_its_year(city: City, client: Client) -> None:
    refunded(city)
    sign_in(client, city, "keuangan")
    cells = told(client, reverse("reconciliation", args=["UJI"]))
    for key in ("left_rp", "refunded_rp", "paid_rp"):
        months = [t.number or 0 for (figure, period, _of), t in cells.items()
                  if figure == key and "-" in period]  # fmt: skip
        assert sum(months) == cells[key, "2025", "UJI"].number


def test_money_without_a_pagu_takes_nothing_from_the_citys(city: City) -> None:
    from payung.payments.money.overview import MoneySums, Overview

    year = Overview(2025)
    year.accounts["APBD", "5.1", "jkk"].add(MoneySums(pagu=100, sp2d=40, committed=10))
    year.accounts["Dana RT", "", "jkk"].add(MoneySums(sp2d=70, reported=5))
    assert year.rest == 50
    assert year.accounts["Dana RT", "", "jkk"].rest is None


def test_who_sees_a_part_of_the_people_is_told_the_whole_programmes_money(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget
    from payung.programmes.models import Programme
    from tests.apps.pages import INSIDE

    city.started(6)
    free = set()
    for actor in (city.operator, city.actor(Role.VERIFIER, name="lurah", area=INSIDE)):
        with acting_as(actor):
            free.add(budget(actor, Programme.objects.get()).free_rp)
    assert len(free) == 1
