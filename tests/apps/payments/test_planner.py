"""The planner for a real programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from tests.apps.city import RATE_RP, City

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
JANUARY = Month.of(2026, 1)


def test_one_ceiling_is_laid_out_as_people_or_months(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.planner import compare
    from payung.programmes.selectors import get_programme

    city.started(6)
    with acting_as(city.operator) as actor:
        found = compare(
            actor, get_programme(actor, "UJI"), ceiling_rp=4 * 12 * RATE_RP, first=JANUARY,
            months=12,
        )  # fmt: skip
    by_name = {o.name: o for o in found.outlooks}
    assert by_name["12 bulan"].people == 4
    assert by_name["9 bulan"].people == 5
    assert by_name["3 bulan"].people == 6  # no more than there are
    assert [(line.component, line.total_rp) for line in found.lines] == [
        ("jkk", 4 * 12 * 10_000),
        ("jkm", 4 * 12 * 6_800),
    ]


def test_a_programme_without_people_is_refused_in_words(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.planner import compare
    from payung.programmes.selectors import get_programme

    city.programme()
    with acting_as(city.operator) as actor, pytest.raises(BadInput, match="belum punya peserta"):
        compare(actor, get_programme(actor, "UJI"), ceiling_rp=10**9, first=JANUARY, months=12)


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
