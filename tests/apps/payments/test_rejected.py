"""Whom BPJS could not register is mended, planned again, and follows in the month's next list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, OverLimit
from tests.apps.city import JUNE, RATE_RP, City, nik_of
from tests.apps.payments.test_path import answers, june_list

if TYPE_CHECKING:
    from django.test import Client

    from payung.payments.models import PaymentList

pytestmark = pytest.mark.django_db
MENDED = "NIK diperbaiki menurut KTP"


def answered(city: City, rejected: set[int]) -> tuple[list[int], PaymentList]:
    """Four people in June's list, of whom BPJS could not register these."""
    from payung.payments.services import read_answer

    people, chosen = city.started(4), june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4, rejected))
    return people, chosen


def send_again(city: City, chosen: PaymentList, reason: str = MENDED) -> int:
    from payung.payments.lists import rejected

    return rejected.send_again(actor=city.operator, list_id=chosen.pk, reason=reason)


def test_the_mended_follow_in_the_next_list_and_the_month_adds_up(city: City) -> None:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.payments.money.papers import amount_due
    from payung.payments.reconciliation.selectors import reconciliation
    from payung.payments.services import read_answer

    _people, chosen = answered(city, {1, 3})
    assert send_again(city, chosen) == 2
    further = june_list(city, sequence=2)
    assert further.people == 2
    told = answers(4).filter(pl.col("nik").is_in([nik_of(1), nik_of(3)]))
    read_answer(actor=city.operator, list_id=further.pk, answers=told)
    with acting_as(city.operator):
        assert [amount_due(city.operator, one) for one in (chosen, further)] == [
            2 * RATE_RP,
            2 * RATE_RP,
        ]
        june = reconciliation(city.operator, "UJI")[0]
    assert (june.planned, june.accepted, june.rejected) == (4, 4, 0)


def test_a_repeat_finds_nobody_and_a_reason_is_needed(city: City) -> None:
    _people, chosen = answered(city, {1})
    with pytest.raises(BadInput, match="diperbaiki"):
        send_again(city, chosen, " ")
    assert send_again(city, chosen) == 1
    with pytest.raises(Conflict, match="Tidak ada orang"):
        send_again(city, chosen)


def test_a_place_that_went_to_another_meanwhile_is_not_given_twice(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Programme

    _people, chosen = answered(city, {1})
    with acting_as(city.operator):
        Programme.objects.filter(pk="UJI").update(headcount=3)
    with pytest.raises(OverLimit, match="Tempat kurang 1 orang"):
        send_again(city, chosen)


def test_who_is_paid_by_another_by_now_stays_as_he_is(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan
    from tests.apps.city import KELURAHAN

    people, chosen = answered(city, {1, 3})
    cover = Cover(payer="rt", scheme="RT", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800})
    with acting_as(city.operator) as actor:
        plan(
            actor=actor, people=[(people[1], KELURAHAN[0])], months=[JUNE], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    assert send_again(city, chosen) == 1


def test_the_operator_does_it_on_the_lists_page(city: City, client: Client) -> None:
    from payung.accounts.models import Role

    people, chosen = answered(city, {2})
    client.force_login(
        city.user(Role.OPERATOR), backend="django.contrib.auth.backends.ModelBackend"
    )
    address = reverse("payment_list", args=[chosen.pk])
    assert "Belum bisa didaftarkan BPJS: 1 orang" in client.get(address).content.decode()
    refused = client.post(
        reverse("plan_rejected", args=[chosen.pk]), {"perbaikan": "ya", "orang": people[2]}
    )
    assert refused.status_code == 422 and "paling sedikit 5 huruf" in refused.content.decode()
    sent = client.post(
        reverse("plan_rejected", args=[chosen.pk]),
        {"perbaikan": MENDED, "orang": people[2]},
        follow=True,
    )
    text = sent.content.decode()
    assert "1 orang direncanakan lagi" in text and "Buat daftar susulan" in text
    assert "Belum bisa didaftarkan BPJS: 1 orang" not in text


def test_only_those_who_were_mended_go_again(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.lists import rejected

    people, chosen = answered(city, {1, 2, 3})
    with acting_as(city.operator) as actor:
        groups = rejected.rejected_by_kelurahan(actor, chosen)
    named = {person: label for _place, rows in groups for person, label in rows}
    assert set(named) == {people[1], people[2], people[3]}
    assert all(label.startswith("WARGA") and ": " in label for label in named.values())
    one = rejected.send_again(
        actor=city.operator, list_id=chosen.pk, reason=MENDED, people=[people[2]]
    )
    with acting_as(city.operator) as actor:
        assert (one, rejected.rejected_people(actor, chosen)) == (1, 2)
