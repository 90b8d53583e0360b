"""What the money pages say: pagu to rest, who has the next paper, and each form of finance."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from payung.kernel.month import Month
from tests.apps.city import JUNE, RATE_RP, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_money import DPA, answered, year
from tests.apps.payments.test_outside import listed
from tests.apps.payments.test_path import answers, paper, pay

pytestmark = pytest.mark.django_db


def test_pagu_spd_spp_sp2d_and_rest_add_up_and_agree_with_the_person_months(city: City) -> None:
    chosen = answered(city, 4, {1})
    pay(city, chosen, 3 * RATE_RP, until="spm")
    total = year(city).total
    assert (total.pagu, total.spd, total.spp, total.sp2d) == (2 * 10**8, 2 * 10**8, 50_400, 0)
    assert total.rest == total.pagu - 50_400 and total.committed == 50_400
    paper(city, chosen, "sp2d", 3 * RATE_RP, 9)
    view = year(city)
    assert view.balanced and view.total.committed == 0
    june = view.months[JUNE, ("Dana apbd", "5.1.02.01", "jkk")]
    assert (june.sp2d, june.ledger, june.difference) == (30_000, 30_000, 0)
    # one was rejected in June; six more months of four people are planned
    assert view.total.forecast == 3 * RATE_RP + 6 * 4 * RATE_RP
    assert view.total.forecast_rest == view.total.pagu - view.total.forecast


def test_money_that_the_papers_do_not_explain_is_seen(city: City) -> None:
    """The control: months moved past the papers, as a careless script would."""
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    answered(city, 2)
    with acting_as(city.operator):
        move_rows(
            actor=city.operator, rows=PersonMonth.objects.filter(state=State.ACCEPTED),
            state=State.PAID, cause="tanpa SP2D", document="-",
        )  # fmt: skip
    view = year(city)
    assert not view.balanced and view.total.difference == -2 * RATE_RP


def test_months_paid_before_there_were_lists_are_no_difference_but_are_told_apart(
    city: City, client: Any
) -> None:
    from payung.payments.services import report_outside_cover

    city.programme(headcount=2)
    report_outside_cover(
        actor=city.operator, payer="apbd", scheme="UJI", segment="bpu",
        amounts={"jkk": 10_000, "jkm": 6_800}, people=listed([1, 2], last="2025-05"),
        document="laporan uji",
    )  # fmt: skip
    view = year(city)
    assert view.balanced and view.total.ledger == 0
    assert view.total.reported == 2 * 2 * RATE_RP
    page = _page(client, city, "money")
    assert "belum ada DPA" in page and reverse("reconciliation", args=["UJI"]) in page


def test_a_budget_paper_is_named_once_and_one_month_stands_alone(city: City, client: Any) -> None:
    from payung.payments.services import record_pagu, record_spd

    city.programme(headcount=1)
    amounts = {"jkk": 10_000, "jkm": 6_800}
    record_pagu(actor=city.finance, number="DPA/1", amounts=amounts, **DPA)
    record_spd(
        actor=city.finance, programme="UJI", number="7", dated=date(2025, 6, 2), first=JUNE,
        last=JUNE, amounts=amounts,
    )  # fmt: skip
    page = _page(client, city, "budget", "UJI")
    assert "DPA DPA/1" not in page and "SPD 7" in page
    assert "Juni 2025 – Juni 2025" not in page


def test_what_is_left_is_told_in_orang_bulan_by_the_scarcer_account(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.money.overview import spare

    city.people(2)
    city.programme(headcount=2)
    city.decree()
    city.funds(jkk=14 * 10_000 + 50_000, jkm=14 * 6_800 + 6_800)
    with acting_as(city.finance) as actor:
        [found] = spare(actor, 2025)
    assert (found.rest_rp, found.person_months) == (56_800, 1)


def test_owed_until_the_money_leaves_and_prepaid_before_its_month(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.money.accrual import owed, prepaid
    from payung.payments.services import make_list, read_answer

    chosen = answered(city, 2)
    july = make_list(
        actor=city.operator, programme="UJI", month=Month.of(2025, 7), on=JUNE.first_day
    )
    read_answer(actor=city.operator, list_id=july.pk, answers=answers(2))
    pay(city, july, 2 * RATE_RP, until="sp2d")
    with acting_as(city.finance) as actor:
        due, paid = owed(actor, date(2025, 6, 30)), prepaid(actor, date(2025, 6, 30))
        later = prepaid(actor, date(2025, 7, 31))
    assert {(a.list.pk, a.component, a.account, a.amount_rp) for a in due} == {
        (chosen.pk, "jkk", "5.1.02.01", 20_000),
        (chosen.pk, "jkm", "5.1.02.02", 13_600),
    }
    assert {a.list.pk for a in paid} == {july.pk} and sum(a.amount_rp for a in paid) == 2 * RATE_RP
    assert later == []


def test_who_has_the_next_paper_and_for_how_long_is_told(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import MoneyKind
    from payung.payments.money.chain import running, steps

    assert set(steps()) == {"jawaban", *MoneyKind.values}
    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="spp_ls")
    with acting_as(city.finance) as actor:
        [waiting] = running(actor, date(2025, 6, 16))
    assert (waiting.next, waiting.days, waiting.late) == ("verifikasi", 10, True)
    assert waiting.owner == "PPK-SKPD Disnaker"


def test_a_list_waits_for_what_was_accepted_and_not_at_all_for_nobody(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.money.chain import running, running_of
    from payung.payments.services import make_list, read_answer

    answered(city, 3, {1})
    july = make_list(
        actor=city.operator, programme="UJI", month=Month.of(2025, 7), on=JUNE.first_day
    )
    read_answer(actor=city.operator, list_id=july.pk, answers=answers(3, {0, 1, 2}))
    with acting_as(city.finance) as actor:
        assert [(one.next, one.amount_rp) for one in running(actor, JUNE.last_day)] == [
            ("kode_iuran", 2 * RATE_RP)
        ]
        july.refresh_from_db()
        assert running_of(city.operator, july, JUNE.last_day) is None


def test_the_money_pages_open_for_their_readers_and_not_for_others(city: City, client: Any) -> None:
    chosen = answered(city, 3)
    pay(city, chosen, 3 * RATE_RP)
    addresses = [reverse("money"), reverse("accrual"), reverse("budget", args=["UJI"])]
    for role, status in (("keuangan", 200), ("auditor", 200), ("pimpinan", 200), ("bpjs", 403)):
        sign_in(client, city, role)
        assert [client.get(a).status_code for a in addresses] == [status] * 3
    sign_in(client, city, "keuangan")
    page = client.get(reverse("money"), {"tahun": "2025"}).content.decode()
    assert "SP2D cocok dengan orang-bulan" in page and "JKK · 5.1.02.01 · Dana apbd" in page


def test_finance_notes_dpa_and_spd_by_form_and_sends_an_spp_back(city: City, client: Any) -> None:
    city.programme()
    sign_in(client, city, "keuangan")
    dated = {"tanggal_hari": "2", "tanggal_bulan": "1", "tanggal_tahun": "2025"}
    dpa = {"nomor": "DPA/9", "jkk": "1.000.000", "jkm": "500.000", **dated}
    spd = {**dpa, "nomor": "SPD/9", "dari": "2025-06", "sampai": "2025-12"}
    for name, prefix, data in (("budget_pagu", "dpa", dpa), ("budget_spd", "spd", spd)):
        sent = {f"{prefix}-{key}": value for key, value in data.items()}
        done = client.post(reverse(name, args=["UJI"]), sent, follow=True).content.decode()
        assert data["nomor"] in done
    empty = client.post(reverse("budget_pagu", args=["UJI"]), {})
    assert empty.status_code == 422


def test_dpa_and_spd_of_a_programme_with_jht_name_its_amount_too(city: City, client: Any) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import Spd

    accounts = {"jkk": "5.1.02.01", "jkm": "5.1.02.02", "jht": "5.1.02.03"}
    city.programme(jht=True, accounts=accounts)
    sign_in(client, city, "keuangan")
    paper = {
        "nomor": "9", "jkk": "1000000", "jkm": "500000", "jht": "2000000", "dari": "2025-06",
        "sampai": "2025-12", "tanggal_hari": "2", "tanggal_bulan": "1", "tanggal_tahun": "2025",
    }  # fmt: skip
    for name, prefix in (("budget_pagu", "dpa"), ("budget_spd", "spd")):
        sent = {f"{prefix}-{key}": value for key, value in paper.items()}
        assert client.post(reverse(name, args=["UJI"]), sent).status_code == 302
    with acting_as(city.finance):
        released = dict(Spd.objects.values_list("component", "amount_rp"))
    assert released == {"jkk": 1_000_000, "jkm": 500_000, "jht": 2_000_000}


def test_the_page_of_a_list_takes_a_returned_spp(city: City, client: Any) -> None:
    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="spp_ls")
    client.force_login(
        city.user(_finance(), "ppk"), backend="django.contrib.auth.backends.ModelBackend"
    )
    address = reverse("payment_void", args=[chosen.pk])
    done = client.post(address, {"kertas": "spp_ls", "alasan": "Belum ada paraf"}, follow=True)
    assert "Belum ada paraf" in done.content.decode()


def _page(client: Any, city: City, name: str, *arguments: str) -> str:
    sign_in(client, city, _finance())
    page: str = client.get(reverse(name, args=arguments)).content.decode()
    return page


def _finance() -> Any:
    from payung.accounts.models import Role

    return Role.FINANCE
