"""Pagu, SPD and the chain of papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OverLimit
from tests.apps.city import DECEMBER, JUNE, RATE_RP, City
from tests.apps.payments.test_path import answers, june_list, paper, pay

pytestmark = pytest.mark.django_db

DPA = {"programme": "UJI", "dated": date(2025, 1, 2)}


def answered(city: City, people: int = 3, rejected: set[int] | frozenset[int] = frozenset()) -> Any:
    from payung.payments.services import read_answer

    city.started(people)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(people, rejected))
    return chosen


def year(city: City, payer: str = "") -> Any:
    from payung.accounts.scope import acting_as
    from payung.payments.money.overview import overview

    with acting_as(city.finance) as actor:
        return overview(actor, 2025, payer)


def test_an_spp_beyond_its_spd_is_refused_and_a_further_spd_lets_it_pass(city: City) -> None:
    from payung.payments.services import read_answer, record_pagu, record_spd

    city.people(3)
    city.programme(headcount=3)
    city.decree()
    city.partnership()
    city.funds(jkk=30_000, jkm=3 * 6_800 - 1)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(3))
    paper(city, chosen, "kode_iuran", 3 * RATE_RP)
    with pytest.raises(OverLimit, match=r"Sisa SPD JKM Rp20\.399"):
        paper(city, chosen, "spp_ls", 3 * RATE_RP)
    more = {"jkk": 30_000, "jkm": 30_000}
    record_pagu(actor=city.finance, number="DPPA/1", amounts=more, **DPA)
    record_spd(
        actor=city.finance, programme="UJI", number="SPD/2", dated=date(2025, 6, 2), first=JUNE,
        last=JUNE, amounts={"jkk": 0, "jkm": 1},
    )  # fmt: skip
    assert paper(city, chosen, "spp_ls", 3 * RATE_RP).amount_rp == 3 * RATE_RP


def test_spd_never_exceed_the_pagu_nor_a_revised_pagu_the_spd(city: City) -> None:
    from payung.payments.services import record_pagu, record_spd

    city.programme()
    spd = {"actor": city.finance, "programme": "UJI", "first": JUNE, "last": DECEMBER}
    with pytest.raises(BadInput, match="Catat DPA"):
        record_spd(number="1", dated=date(2025, 2, 1), amounts={"jkk": 1, "jkm": 1}, **spd)
    record_pagu(actor=city.finance, number="DPA", amounts={"jkk": 100, "jkm": 50}, **DPA)
    record_spd(number="1", dated=date(2025, 2, 1), amounts={"jkk": 80, "jkm": 50}, **spd)
    with pytest.raises(OverLimit, match="Sisa pagu JKK Rp20"):
        record_spd(number="2", dated=date(2025, 3, 1), amounts={"jkk": 21, "jkm": 0}, **spd)
    with pytest.raises(BadInput, match="Rp80"):
        record_pagu(actor=city.finance, number="DPPA", amounts={"jkk": 79, "jkm": 50}, **DPA)


def test_a_repeated_budget_paper_changes_nothing_and_another_amount_is_refused(city: City) -> None:
    from payung.payments.services import record_pagu

    city.programme()
    wanted = {"jkk": 100, "jkm": 50}
    first = record_pagu(actor=city.finance, number="DPA", amounts=wanted, **DPA)
    again = record_pagu(actor=city.finance, number="DPA", amounts=wanted, **DPA)
    assert [line.pk for line in first] == [line.pk for line in again]
    with pytest.raises(Conflict):
        record_pagu(actor=city.finance, number="DPA", amounts={"jkk": 101, "jkm": 50}, **DPA)


def test_a_changed_budget_keeps_its_first_revision_and_the_last_one_counts(city: City) -> None:
    from payung.payments.models import Pagu
    from payung.payments.services import record_pagu

    city.programme()
    record_pagu(actor=city.finance, number="DPA", amounts={"jkk": 100, "jkm": 50}, **DPA)
    record_pagu(actor=city.finance, number="DPPA", amounts={"jkk": 60, "jkm": 70}, **DPA)
    assert year(city).total.pagu == 130
    from payung.accounts.scope import acting_as

    with acting_as(city.finance):
        assert Pagu.objects.count() == 4


def test_each_paper_holds_jkk_and_jkm_under_their_own_accounts(city: City) -> None:
    from payung.accounts.scope import acting_as

    chosen = answered(city, 3, {1})
    document = paper(city, chosen, "kode_iuran", 2 * RATE_RP)
    with acting_as(city.finance):
        parts = {p.component: (p.account, p.amount_rp) for p in document.parts.all()}
    assert parts == {"jkk": ("5.1.02.01", 20_000), "jkm": ("5.1.02.02", 13_600)}


def test_who_asked_for_the_money_does_not_verify_it(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import MoneyDocument, MoneyKind
    from payung.payments.services import record_money

    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="spp_ls")
    with pytest.raises(NotAllowed, match="memverifikasi"):
        record_money(
            actor=city.finance, list_id=chosen.pk, kind=MoneyKind.VERIFIED, number="1",
            dated=date(2025, 6, 9), amount_rp=3 * RATE_RP,
        )  # fmt: skip
    checked = paper(city, chosen, "verifikasi", 3 * RATE_RP, 9)
    with pytest.raises(IntegrityError, match="asker_is_not_verifier"), acting_as(city.finance):
        MoneyDocument.objects.filter(pk=checked.pk).update(recorded_by=city.finance.id)


def test_a_returned_spp_stays_with_its_reason_frees_its_spd_and_is_replaced(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import MoneyKind
    from payung.payments.money.budget import asked
    from payung.payments.services import record_money, void_paper

    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="verifikasi")
    back: dict[str, Any] = {"list_id": chosen.pk, "kind": MoneyKind.SPP, "on": date(2025, 6, 9)}
    with pytest.raises(NotAllowed, match="Pencatat SPP"):
        void_paper(actor=city.finance, reason="Lampiran kurang", **back)
    void_paper(actor=city.verifier_of_spp, reason="Lampiran kurang", **back)
    with acting_as(city.finance):
        assert asked("UJI") == {}
        assert chosen.documents.filter(void_reason="Lampiran kurang").count() == 2
    with pytest.raises(Conflict, match="SPP-LS"):
        paper(city, chosen, "spm", 3 * RATE_RP, 10)
    renewed = record_money(
        actor=city.finance, list_id=chosen.pk, kind=MoneyKind.SPP, number="spp/2",
        dated=date(2025, 6, 10), amount_rp=3 * RATE_RP,
    )  # fmt: skip
    assert renewed.number == "spp/2"
    with acting_as(city.finance):
        assert asked("UJI") == {"jkk": 30_000, "jkm": 20_400}


def hold(city: City, person: int) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death

    with acting_as(city.operator):
        hold_after_death(
            actor=city.operator, person_id=person, month=JUNE.back(1), cause="uji", document="uji"
        )


def test_papers_of_two_amounts_are_not_paid_and_an_spm_goes_back_before_its_sp2d(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import MoneyKind
    from payung.payments.services import void_paper

    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="spm")
    with acting_as(city.operator):
        person = chosen.rows.values_list("person_id", flat=True)[0]
    hold(city, person)
    back: dict[str, Any] = {"list_id": chosen.pk, "reason": "Satu orang ditahan"}
    for amount in (3 * RATE_RP, 2 * RATE_RP):
        with pytest.raises(Conflict, match=r"SPM masih Rp50\.400, kini Rp33\.600"):
            paper(city, chosen, "sp2d", amount, 9)
    for kind, following in (
        (MoneyKind.SPM, "spm"), (MoneyKind.SPP, "spp_ls"), (MoneyKind.KODE_IURAN, "kode_iuran"),
    ):  # fmt: skip
        void_paper(actor=city.verifier_of_spp, kind=kind, on=date(2025, 6, 9), **back)
        if kind != MoneyKind.KODE_IURAN:
            with pytest.raises(Conflict, match="Kembalikan dulu"):
                paper(city, chosen, following, 2 * RATE_RP, 10)
    for day, kind in enumerate(MoneyKind, start=10):
        paper(city, chosen, kind.value, 2 * RATE_RP, day)
    with pytest.raises(Conflict, match="SP2D sudah terbit"):
        void_paper(actor=city.verifier_of_spp, kind=MoneyKind.SPM, on=date(2025, 6, 30), **back)


def test_what_bpjs_gives_back_later_changes_no_paper_of_the_money_that_left(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth, State
    from payung.ledger.services import move_rows

    chosen = answered(city)
    pay(city, chosen, 3 * RATE_RP, until="sp2d")
    with acting_as(city.operator):
        person = chosen.rows.values_list("person_id", flat=True)[0]
        rows = PersonMonth.objects.filter(month=JUNE, person_id=person)
        move_rows(actor=city.operator, rows=rows, state=State.REFUNDED, cause="uji", document="uji")
    paper(city, chosen, "bukti", 3 * RATE_RP, 20)
    posted = paper(city, chosen, "dibukukan", 3 * RATE_RP, 21)
    with acting_as(city.finance):
        parts = posted.parts.order_by("component")
        assert list(parts.values_list("amount_rp", flat=True)) == [30_000, 20_400]
        assert set(rows.values_list("state", flat=True)) == {"dikembalikan"}


def test_nothing_is_paid_on_a_kode_iuran_that_ended(city: City) -> None:
    from payung.payments.models import MoneyKind
    from payung.payments.services import record_money, void_paper

    chosen = answered(city)
    late = {"actor": city.finance, "list_id": chosen.pk, "amount_rp": 3 * RATE_RP}
    pay(city, chosen, 3 * RATE_RP, until="spm")
    sp2d = {"kind": MoneyKind.SP2D, "number": "SP2D/1", "dated": date(2025, 7, 20)}
    with pytest.raises(BadInput, match="Kode iuran sudah berakhir"):
        record_money(**late, **sp2d)
    void_paper(
        actor=city.finance, list_id=chosen.pk, kind=MoneyKind.KODE_IURAN, reason="Lewat masa",
        on=date(2025, 7, 20),
    )  # fmt: skip
    record_money(**late, kind=MoneyKind.KODE_IURAN, number="KI/2", dated=date(2025, 7, 20))
    assert record_money(**late, **sp2d).number == "SP2D/1"


def test_a_gift_is_paid_without_spp_and_moves_the_months_by_its_proof(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.services import read_answer
    from payung.programmes.models import Programme

    city.started(2)
    with acting_as(city.operator):
        Programme.objects.update(payer_id="csr")
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(2))
    paper(city, chosen, "kode_iuran", 2 * RATE_RP)
    with pytest.raises(BadInput, match="membayar tanpa SPP"):
        paper(city, chosen, "spp_ls", 2 * RATE_RP)
    paper(city, chosen, "bukti", 2 * RATE_RP)
    paper(city, chosen, "dibukukan", 2 * RATE_RP)
    with acting_as(city.operator):
        chosen.refresh_from_db()
    assert (chosen.state, chosen.paid_rp) == ("dibukukan", 2 * RATE_RP)


def test_a_paper_of_another_year_or_of_tomorrow_is_refused(city: City) -> None:
    from payung.payments.models import MoneyKind
    from payung.payments.money.dates import refuse_odd_date
    from tests.apps.payments.test_path import june_list

    city.started(2)
    chosen = june_list(city)
    for dated, words in ((date(2026, 1, 5), "tahun 2025"), (date(2090, 1, 1), "masa depan")):
        with pytest.raises(BadInput, match=words):
            refuse_odd_date(chosen, MoneyKind.SP2D, dated, [date(2025, 6, 1)])
    with pytest.raises(BadInput, match="mendahului"):
        refuse_odd_date(chosen, MoneyKind.SP2D, date(2025, 5, 1), [date(2025, 6, 1)])


def test_a_mistyped_paper_is_set_right_and_what_stood_before_is_read(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.models import MoneyKind, PaymentList
    from payung.payments.money.mending import mend_paper
    from payung.payments.money.papers import papers_of
    from tests.apps.payments.test_audit import paid_june

    paid_june(city)
    with acting_as(city.finance):
        chosen = PaymentList.objects.get()
        sp2d = papers_of(chosen)[MoneyKind.SP2D]
    right = {"list_id": chosen.pk, "kind": MoneyKind.SP2D, "number": "SP2D/BENAR"}
    with pytest.raises(BadInput, match="alasannya"):
        mend_paper(actor=city.finance, dated=sp2d.dated, reason="", **right)
    with pytest.raises(BadInput, match="mendahului"):
        mend_paper(actor=city.finance, dated=date(2025, 1, 2), reason="Salah ketik", **right)
    mend_paper(actor=city.finance, dated=sp2d.dated, reason="Salah ketik", **right)
    with acting_as(city.finance):
        chosen = PaymentList.objects.get()
        now = papers_of(chosen)[MoneyKind.SP2D]
        sp2d.refresh_from_db()
        assert sum(part.amount_rp for part in now.parts.all()) == now.amount_rp == sp2d.amount_rp
    assert (now.number, sp2d.void_reason) == ("SP2D/BENAR", "Salah ketik")
    assert now.recorded_by == sp2d.recorded_by
