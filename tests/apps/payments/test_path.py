"""A list to pay from planned to posted, and what stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.month import Month
from tests.apps.city import JUNE, RATE_RP, City, nik_of, statements

if TYPE_CHECKING:
    import polars as pl

    from payung.payments.models import MoneyDocument, PaymentList

pytestmark = pytest.mark.django_db

KINDS = ("kode_iuran", "spp_ls", "verifikasi", "spm", "sp2d", "bukti", "dibukukan")


def answers(count: int, rejected: set[int] | frozenset[int] = frozenset()) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        {
            "nik": [nik_of(n) for n in range(count)],
            "accepted": [n not in rejected for n in range(count)],
            "reason": ["NIK tidak ditemukan" if n in rejected else "" for n in range(count)],
            "kpj": ["" if n in rejected else f"000{n:08d}" for n in range(count)],
        },
        schema_overrides={"accepted": pl.Boolean},
    )


def june_list(city: City, **changes: Any) -> PaymentList:
    from payung.payments.services import make_list

    facts: dict[str, Any] = {"programme": "UJI", "month": JUNE, "on": JUNE.first_day}
    return make_list(actor=city.operator, **(facts | changes))


def pay(city: City, chosen: PaymentList, amount: int, until: str = "dibukukan") -> None:
    for day, kind in enumerate(KINDS[: KINDS.index(until) + 1], start=5):
        paper(city, chosen, kind, amount, day)


def paper(city: City, chosen: PaymentList, kind: str, amount: int, day: int = 5) -> MoneyDocument:
    from payung.payments.models import MoneyKind
    from payung.payments.services import record_money

    return record_money(
        actor=city.verifier_of_spp if kind == "verifikasi" else city.finance,
        list_id=chosen.pk, kind=MoneyKind(kind), number=f"{kind}/1",
        dated=date(2025, 6, day), amount_rp=amount,
    )  # fmt: skip


def test_a_month_goes_from_planned_to_posted_and_adds_up(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.reconciliation.selectors import reconciliation
    from payung.payments.services import read_answer

    city.started(6)
    chosen = june_list(city)
    result = read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(6, {2}))
    assert (result.accepted, result.rejected, result.unanswered, result.unknown) == (5, 1, 0, 0)
    pay(city, chosen, 5 * RATE_RP)
    with acting_as(city.operator):
        june, *rest = reconciliation(city.operator, "UJI")
    assert (june.planned, june.accepted, june.rejected, june.posted) == (6, 5, 1, 5)
    assert june.paid_rp == june.accepted_rp == 5 * RATE_RP
    assert [b.name for b in june.behind] == ["WARGA 00002"]
    assert june.balanced and len(rest) == 6 and rest[0].waiting == 6


def test_a_list_asks_for_jht_too_where_the_programme_buys_it(city: City) -> None:
    city.people(2)
    city.programme(headcount=2, jht=True, accounts={"jkk": "1", "jkm": "2", "jht": "3"})
    city.decree()
    city.partnership()
    made = june_list(city)
    assert (made.jht_rp, made.asked_rp) == (2 * 20_000, 2 * 36_800)


def test_the_file_for_bpjs_adds_up_to_what_the_list_asks_for(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.lists.files import list_frame

    city.people(2)
    accounts = {"jkk": "5.1.02.01", "jkm": "5.1.02.02", "jht": "5.1.02.03"}
    city.programme(headcount=2, jht=True, accounts=accounts)
    city.decree()
    city.partnership()
    chosen = june_list(city)
    with acting_as(city.operator):
        frame = list_frame(city.operator, chosen.pk)
    assert frame["jumlah"].sum() == chosen.asked_rp == 2 * (RATE_RP + 20_000)
    assert frame["jht"].to_list() == [20_000, 20_000]


def test_a_repeated_list_is_the_same_list_and_changes_nothing(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import Entry

    city.started(3)
    first = june_list(city)
    with acting_as(city.operator):
        entries = Entry.objects.count()
    assert june_list(city).pk == first.pk
    with acting_as(city.operator):
        assert Entry.objects.count() == entries


def test_no_list_without_a_partnership_in_force(city: City) -> None:
    city.started(3)
    with pytest.raises(BadInput, match="PKS"):
        june_list(city, on=date(2026, 5, 1))


@pytest.mark.parametrize("people", [3, 300])
def test_list_answer_and_money_take_a_fixed_number_of_statements(city: City, people: int) -> None:
    from payung.payments.services import make_list, read_answer

    city.started(people)
    assert city.finance and city.verifier_of_spp  # their accounts are made before it is counted
    operator, answered = city.operator, answers(people, {1})
    made: list[PaymentList] = []
    listing = statements(
        lambda: made.append(
            make_list(actor=operator, programme="UJI", month=JUNE, on=JUNE.first_day)
        )
    )
    list_id = made[0].pk
    answering = statements(lambda: read_answer(actor=operator, list_id=list_id, answers=answered))
    paying = statements(lambda: pay(city, made[0], (people - 1) * RATE_RP))
    assert (listing, answering, paying) == (23, 33, 116)


def test_the_same_answer_again_changes_nothing_and_another_one_is_refused(city: City) -> None:
    from payung.payments.services import read_answer

    city.started(4)
    chosen = june_list(city)
    first = read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4, {1}))
    again = read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4, {1}))
    assert first == again
    with pytest.raises(Conflict, match="1 orang"):
        read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4))


def test_an_answer_for_somebody_else_is_counted_not_stored(city: City) -> None:
    from payung.payments.services import read_answer

    city.started(2)
    chosen = june_list(city)
    result = read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(5))
    assert (result.accepted, result.unknown) == (2, 3)


def test_papers_keep_their_order_and_the_amount_that_bpjs_accepted(city: City) -> None:
    from payung.payments.services import read_answer

    city.started(3)
    chosen = june_list(city)
    with pytest.raises(Conflict, match="belum menjawab"):
        paper(city, chosen, "kode_iuran", 3 * RATE_RP)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(3))
    with pytest.raises(Conflict, match="Kode iuran"):
        paper(city, chosen, "spm", 3 * RATE_RP)
    with pytest.raises(BadInput, match=r"Rp50\.400"):
        paper(city, chosen, "kode_iuran", 3 * RATE_RP - 1)
    kept = paper(city, chosen, "kode_iuran", 3 * RATE_RP)
    assert paper(city, chosen, "kode_iuran", 3 * RATE_RP).pk == kept.pk
    with pytest.raises(Conflict, match="sudah dicatat"):
        paper(city, chosen, "kode_iuran", 3 * RATE_RP, day=9)


def test_who_made_the_list_does_not_record_its_money(city: City) -> None:
    from django.db import IntegrityError

    from payung.accounts.models import Role
    from payung.accounts.scope import Actor, acting_as
    from payung.payments.models import MoneyDocument, MoneyKind
    from payung.payments.services import read_answer, record_money

    city.started(2)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(2))
    both = Actor(city.operator.id, Role.FINANCE, "15.71")
    with pytest.raises(NotAllowed, match="Pembuat"):
        record_money(
            actor=both, list_id=chosen.pk, kind=MoneyKind.KODE_IURAN, number="1",
            dated=date(2025, 6, 5), amount_rp=2 * RATE_RP,
        )  # fmt: skip
    document = paper(city, chosen, "kode_iuran", 2 * RATE_RP)
    with pytest.raises(IntegrityError, match="maker_is_not_payer"), acting_as(city.finance):
        MoneyDocument.objects.filter(pk=document.pk).update(recorded_by=chosen.made_by)


def test_a_death_holds_the_months_after_it_and_a_release_sends_them_in_a_later_list(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death, release_hold
    from payung.payments.services import read_answer

    person, *_ = city.started(3)
    with acting_as(city.operator):
        hold = hold_after_death(
            actor=city.operator, person_id=person, month=Month.of(2025, 5), cause="uji",
            document="uji",
        )  # fmt: skip
    assert hold.held == 14 and hold.paid == []
    first = june_list(city)
    assert first.people == 2
    with acting_as(city.operator):
        assert (
            release_hold(actor=city.operator, person_id=person, cause="uji", document="uji") == 14
        )
    second = june_list(city, sequence=2)
    assert (second.people, second.sequence) == (1, 2)
    read_answer(actor=city.operator, list_id=first.pk, answers=answers(3))
    read_answer(actor=city.operator, list_id=second.pk, answers=answers(3))
    pay(city, first, 2 * RATE_RP)
    pay(city, second, RATE_RP)


def test_months_paid_after_a_death_are_named_for_recovery(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import hold_after_death, withdraw_held
    from payung.payments.services import read_answer

    person, *_ = city.started(2)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(2))
    pay(city, chosen, 2 * RATE_RP, until="sp2d")
    death = {"actor": city.operator, "person_id": person, "month": Month.of(2025, 5)}
    with acting_as(city.operator):
        hold = hold_after_death(**death, cause="uji", document="uji")
        withdrawn = withdraw_held(**death, cause="uji", document="uji")
    assert [(p.month, p.amount_rp) for p in hold.paid] == [(JUNE, 10_000), (JUNE, 6_800)]
    assert withdrawn == hold.held == 12


def test_the_file_for_bpjs_keeps_each_nik_as_text(city: City, tmp_path: Path) -> None:
    import fastexcel

    from payung.payments.lists.files import write_list_file

    city.started(2)
    chosen = june_list(city)
    [path] = write_list_file(city.operator, chosen.pk, tmp_path / "daftar.xlsx")
    sheet = fastexcel.read_excel(path).load_sheet(0).to_polars()
    assert sheet["NIK"].to_list() == [nik_of(0), nik_of(1)]
    assert sheet["JUMLAH_IURAN"].sum() == 2 * RATE_RP
