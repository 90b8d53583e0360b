"""People who are proposed here and live elsewhere: what befalls them belongs to both places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(city: City) -> int:
    """Somebody who lives beside, and whom an office let see here, too."""
    from payung.accounts.scope import acting_as
    from payung.registry.models import PersonArea

    (person,) = city.people(1, area_id=BESIDE)
    with acting_as(city.operator):
        PersonArea.objects.create(person_id=person, area_id=INSIDE)
    return person


def tell(client: Client, person: int, kind: str) -> Any:
    """Reports on the third screen."""
    data = {
        "id": str(uuid4()), "tanggal_hari": "1", "tanggal_bulan": "6", "tanggal_tahun": "2025",
        "keterangan": "Kota Palembang", "pengabar": "sendiri", "ke": "luar",
    }  # fmt: skip
    return client.post(reverse("claim_report", args=[person, kind]), data, follow=True)


def kinds() -> list[str]:
    from payung.claims.telling.views import ADDRESSES

    return list(ADDRESSES)


def test_every_kind_of_news_of_who_lives_elsewhere_is_taken_and_seen_by_both(
    client: Client, city: City, neighbour: int
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case, LifeChange

    for kind in kinds():
        sign_in(client, city, "verifikator", INSIDE)
        answer = tell(client, neighbour, kind)
        assert answer.status_code == 200, (kind, answer.content.decode()[-3000:])
        assert answer.redirect_chain, (kind, "refused")
        sign_in(client, city, "verifikator", BESIDE)
        assert client.get(answer.redirect_chain[-1][0]).status_code == 200, kind
    with acting_as(city.operator):
        areas = set(Case.objects.values_list("area", flat=True))
        areas |= set(LifeChange.objects.values_list("area", flat=True))
    assert areas == {BESIDE}


def test_where_it_was_told_nothing_is_confirmed(client: Client, city: City, neighbour: int) -> None:
    from payung.accounts.models import Role
    from payung.claims.models import ChangeKind
    from payung.claims.news.services import ChangeReport, confirm_change, report_change
    from payung.kernel.errors import PayungError

    told = ChangeReport(
        id=uuid4(), person_id=neighbour, kind=ChangeKind.MOVE, happened_on=date(2025, 6, 1),
        detail="Kota Palembang",
    )  # fmt: skip
    day = date(2025, 6, 2)
    change = report_change(actor=city.actor(Role.VERIFIER, "satu", INSIDE), report=told, today=day)
    with pytest.raises(PayungError):
        confirm_change(
            actor=city.actor(Role.VERIFIER, "dua", INSIDE), change_id=change.pk, today=day
        )
    home = city.actor(Role.VERIFIER, "tiga", BESIDE)
    assert confirm_change(actor=home, change_id=change.pk, today=day).confirmed_by == home.id


def test_who_sees_neither_place_sees_no_news_of_it(
    client: Client, city: City, neighbour: int
) -> None:
    from tests.apps.city import KELURAHAN

    sign_in(client, city, "verifikator", INSIDE)
    address = tell(client, neighbour, "kematian").redirect_chain[-1][0]
    sign_in(client, city, "verifikator", KELURAHAN[2])
    assert client.get(address).status_code == 403
