"""A list is reviewed before it is submitted, can be taken back until BPJS answers, and doesn't
wait for its last rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import JUNE, RATE_RP, City, nik_of
from tests.apps.pages import sign_in
from tests.apps.payments.test_path import answers, june_list

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def states(city: City, month: Month = JUNE) -> dict[str, int]:
    """How many people are in which state in a month."""
    from collections import Counter

    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    with acting_as(city.operator):
        rows = PersonMonth.objects.filter(month=month, component="jkm")
        return dict(Counter(rows.values_list("state", flat=True)))


def set_aside(city: City, chosen: Any, reason: str = "Cabang belum menjawab") -> int:
    from payung.payments.lists import aside

    return aside.set_aside(actor=city.operator, list_id=chosen.pk, reason=reason)


def test_two_unanswered_rows_do_not_hold_the_money_of_the_others(city: City) -> None:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.payments.money.papers import amount_due
    from payung.payments.services import read_answer

    city.started(6)
    chosen = june_list(city)
    with pytest.raises(Conflict):
        set_aside(city, chosen)
    some = answers(6).filter(pl.col("nik").is_in([nik_of(n) for n in range(4)]))
    read_answer(actor=city.operator, list_id=chosen.pk, answers=some)
    with pytest.raises(BadInput):
        set_aside(city, chosen, "")
    assert set_aside(city, chosen) == 2
    assert states(city) == {"diterima": 4, "ditahan": 2}
    with acting_as(city.operator):
        chosen.refresh_from_db()
        assert (chosen.state, amount_due(city.operator, chosen)) == ("dijawab", 4 * RATE_RP)
        held = list(chosen.held.values_list("pk", flat=True))
    with pytest.raises(Conflict):
        set_aside(city, chosen)
    from payung.payments.lists.checks import release_held

    for one in held:
        release_held(actor=city.operator, held_id=one, decision="Sudah dijawab cabang")
    assert june_list(city, sequence=2).people == 2


def test_a_list_that_nobody_answered_is_taken_back_and_made_anew(city: City) -> None:
    from payung.payments.lists.cancelling import cancel_list

    city.started(4)
    chosen = june_list(city)
    cancel_list(actor=city.operator, list_id=chosen.pk, reason="Salah bulan")
    assert states(city) == {"direncanakan": 4}
    with pytest.raises(Conflict):
        cancel_list(actor=city.operator, list_id=chosen.pk, reason="Salah bulan")
    assert june_list(city, sequence=2).people == 4


def test_an_answered_list_is_not_taken_back(city: City) -> None:
    from payung.payments.lists.cancelling import cancel_list
    from payung.payments.services import read_answer

    city.started(4)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4))
    with pytest.raises(Conflict, match="tidak bisa dibatalkan"):
        cancel_list(actor=city.operator, list_id=chosen.pk, reason="Salah bulan")


def test_what_is_submitted_is_read_first_and_its_people_are_typed(
    city: City, client: Client, settings: Any
) -> None:
    settings.TODAY = JUNE.first_day
    city.started(6)
    sign_in(client, city, "operator")
    address = reverse("new_payment_list", args=["UJI"])
    page = client.get(address, {"bulan": "2025-06"}).content.decode()
    assert "Rp100.800" in page and "Orang per kelurahan" in page and "Nama yang diajukan: 6" in page
    wrong = client.post(address, {"bulan": "2025-06", "urutan": "1", "jumlah": "5"})
    assert wrong.status_code == 422 and "Jumlahnya 6 orang" in wrong.content.decode()
    assert states(city) == {"direncanakan": 6}
    right = {"bulan": "2025-06", "urutan": "1", "jumlah": "6"}
    assert client.post(address, right).status_code == 302
    assert client.post(address, right).status_code == 302, "a second click gives the same list"
    assert states(city) == {"diajukan": 6}


def test_no_list_is_made_further_ahead_than_the_programme_allows(city: City) -> None:
    from payung.payments.services import make_list

    city.started(4)
    far = {"actor": city.operator, "programme": "UJI", "month": Month.of(2025, 9)}
    with pytest.raises(BadInput, match="paling jauh"):
        make_list(**far, on=JUNE.first_day)
    assert make_list(**far, on=Month.of(2025, 8).first_day).people == 4
