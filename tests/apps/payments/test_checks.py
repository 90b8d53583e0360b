"""Doubtful rows are held alone, with a reason, and follow once a person has decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from tests.apps.city import JUNE, KELURAHAN, City
from tests.apps.payments.test_outside import AMOUNTS, listed

pytestmark = pytest.mark.django_db


def june_list(city: City, sequence: int = 1, month: Month = JUNE) -> Any:
    from payung.payments.services import make_list

    return make_list(
        actor=city.operator, programme="UJI", month=month, on=JUNE.first_day, sequence=sequence
    )


def fact(city: City, person: int, kind: str, on: date) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact

    with acting_as(city.operator):
        LifeFact.objects.create(
            person_id=person, kind=kind, happened_on=on, source="uji", reported_by="uji",
            known_at=datetime(2025, 6, 1, tzinfo=ZoneInfo("Asia/Jakarta")),
        )  # fmt: skip


def held(city: City, chosen: Any) -> dict[int, str]:
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        return dict(chosen.held.values_list("person_id", "reason"))


@pytest.mark.parametrize(
    ("kind", "happened_on", "is_held"),
    [
        ("meninggal", date(2025, 5, 31), True),
        ("meninggal", date(2025, 6, 1), False),  # the month of the death itself is owed
        ("pindah", date(2025, 6, 30), True),
        ("bekerja_pu", date(2025, 6, 2), True),
        ("asn", date(2025, 7, 1), False),
    ],
)
def test_a_fact_of_life_holds_the_row_from_its_month_on(
    city: City, kind: str, happened_on: date, is_held: bool
) -> None:
    person, *_ = city.started(3)
    fact(city, person, kind, happened_on)
    chosen = june_list(city)
    assert chosen.people == (2 if is_held else 3)
    assert held(city, chosen) == ({person: kind} if is_held else {})


def test_no_nik_a_double_and_no_decree_are_held_each_with_its_reason(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan
    from payung.registry.models import Person

    people = city.started(5)
    [outsider] = city.people(1, start=50)
    cover = Cover(payer="apbd", scheme="UJI", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800})
    with acting_as(city.operator):
        Person.objects.filter(pk=people[0]).update(nik_index=None)
        Person.objects.filter(pk=people[1]).update(merged_into=people[2])
        plan(
            actor=city.operator, people=[(outsider, KELURAHAN[0])], months=[JUNE], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    chosen = june_list(city)
    assert held(city, chosen) == {people[0]: "nik", people[1]: "ganda", outsider: "tanpa_sk"}
    assert chosen.people == 3


def test_what_is_known_of_a_merged_record_holds_the_one_that_stands(city: City) -> None:
    from payung.registry.merging import merge, undo_merge

    person, *_ = city.started(3)
    [twin] = city.people(1, start=50)
    fact(city, twin, "meninggal", date(2025, 4, 1))
    done = merge(actor=city.operator, kept_id=person, folded_id=twin)
    assert held(city, june_list(city)) == {person: "meninggal"}
    undo_merge(actor=city.operator, merge_id=done.pk)
    july = june_list(city, month=Month.of(2025, 7))
    assert held(city, july) == {}, "parted, the death is the other's"


def test_a_month_that_a_merged_record_has_is_not_paid_again(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, Span, report_paid
    from payung.registry.merging import merge

    person, *_ = city.started(3)
    [twin] = city.people(1, start=50)
    amounts = {"jkk": 10_000, "jkm": 6_800}
    cover = Cover(payer="provinsi", scheme="BKBK", segment="bpu", amounts=amounts)
    with acting_as(city.operator):
        report_paid(
            actor=city.operator, spans=[Span(twin, KELURAHAN[0], JUNE, JUNE)], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    merge(actor=city.operator, kept_id=person, folded_id=twin)
    assert held(city, june_list(city)) == {person: "ganda"}
    assert held(city, june_list(city, month=Month.of(2025, 7))) == {}


def test_a_job_beside_bpu_waits_for_a_decision(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan

    person, *_ = city.started(2)
    cover = Cover(payer="apbd", scheme="RTK", segment="pu", amounts={"jkk": 7_200, "jkm": 9_000})
    with acting_as(city.operator):
        plan(
            actor=city.operator, people=[(person, KELURAHAN[0])], months=[JUNE], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    assert held(city, june_list(city)) == {person: "pu_bulan_ini"}


@pytest.mark.parametrize(("paid", "is_held"), [(True, True), (False, False)])
def test_a_month_that_private_money_has_paid_waits_for_a_decision(
    city: City, paid: bool, is_held: bool
) -> None:
    from payung.payments.services import report_outside_cover

    person, *_ = city.started(2)
    report_outside_cover(
        actor=city.operator, payer="csr", scheme="CSR", segment="bpu", amounts=AMOUNTS,
        people=listed([0]), document="uji", paid=paid,
    )  # fmt: skip
    assert held(city, june_list(city)) == ({person: "pembayar_lain"} if is_held else {})


def test_a_decision_lets_the_row_follow_in_a_later_list_and_stands_for_the_next_months(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.services import make_list, release_held

    person, *_ = city.started(3)
    fact(city, person, "pindah", date(2025, 5, 1))
    first = june_list(city)
    with acting_as(city.operator):
        [row] = first.held.all()
    with pytest.raises(BadInput):
        release_held(actor=city.operator, held_id=row.pk, decision="ya")
    release_held(actor=city.operator, held_id=row.pk, decision="Pindah di dalam kota")
    assert june_list(city, sequence=2).people == 1
    july = make_list(
        actor=city.operator, programme="UJI", month=Month.of(2025, 7), on=JUNE.first_day
    )
    assert july.people == 3


def test_what_waiting_costs_is_told_by_the_law_and_the_persons_own_months(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, Span, report_paid
    from payung.payments.lists.waiting import waiting_costs

    new, old, lapsed, dead = city.started(4)
    cover = Cover(payer="provinsi", scheme="LAIN", segment="bpu", amounts={"jkm": 6_800})
    january = Month.of(2025, 1)
    with acting_as(city.operator):
        report_paid(
            actor=city.operator, cover=cover, cause="uji", document="uji",
            spans=[
                Span(old, KELURAHAN[0], january, Month.of(2025, 5)),
                Span(lapsed, KELURAHAN[0], january, Month.of(2025, 2)),
            ],
        )  # fmt: skip
    for person in (new, old, lapsed):
        fact(city, person, "pindah", date(2025, 5, 1))
    fact(city, dead, "meninggal", date(2025, 5, 1))
    chosen = june_list(city)
    with acting_as(city.operator) as actor:
        told = waiting_costs(actor, chosen.held.all(), date(2025, 6, 10))
    assert told[new].startswith("Belum pernah dibayar")
    assert "5 bulan berturut-turut" in told[old] and "Rp32.000.000" in told[old]
    assert "Agustus 2025" in told[old]  # the third unpaid month after May
    assert "sudah gugur" in told[lapsed]
    assert dead not in told  # nothing is lost by not paying for the dead


def test_the_list_page_names_who_is_held_and_takes_the_decision(city: City, client: Any) -> None:
    from django.urls import reverse

    from payung.accounts.models import Role

    person, *_ = city.started(3)
    city.partnership(pks_number="PKS/2", valid_to=date(2030, 12, 31))  # pages know today only
    fact(city, person, "pindah", date(2025, 5, 1))
    chosen = june_list(city)
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(city.user(Role.OPERATOR), backend=backend)
    page = client.get(reverse("payment_list", args=[chosen.pk])).content.decode()
    assert "Tercatat pindah" in page and "Belum pernah dibayar" in page
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        [row] = chosen.held.all()
    done = client.post(
        reverse("release_held", args=[chosen.pk, row.pk]), {"keputusan": "Masih warga"}, follow=True
    )
    page = done.content.decode()
    assert "Masih warga" in page
    offered = reverse("new_payment_list", args=["UJI"]) + "?bulan=2025-06&amp;urutan=2"
    assert offered in page, "whoever was released can be sent"
    form = client.get(offered.replace("&amp;", "&")).content.decode()
    assert 'value="2025-06" selected' in form and 'value="2"' in form
    counted = {"bulan": "2025-06", "urutan": "2", "jumlah": "1"}
    second = client.post(offered, counted, follow=True)
    page = second.content.decode()
    assert "WARGA 00000" in page and offered not in page
    again = client.post(offered, counted, follow=True)
    assert again.redirect_chain == second.redirect_chain, "a second click makes no further list"
