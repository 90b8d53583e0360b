"""Early deaths and clusters: by RT, kelurahan and collector, beside what was to be expected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import NotAllowed
from tests.apps.claims.family import KELURAHAN, Mourning
from tests.apps.claims.test_pages import enter

if TYPE_CHECKING:
    from django.test import Client

    from payung.accounts.scope import Actor
    from payung.claims.patterns.selectors import Covered
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def people_of(actor: Actor) -> list[Covered]:
    from payung.accounts.scope import acting_as
    from payung.claims.patterns.selectors import covered

    with acting_as(actor):
        return covered(actor)


def two_deaths(city: City) -> tuple[Mourning, Actor]:
    """Two of six died within 90 days; both were brought by the same person."""
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    mourning = Mourning(city, people=6)
    for number in (0, 3):
        mourning.death(
            f"d{number}", mourning.operator, person_id=mourning.ids[number],
            happened_on=date(2025, 7, 1 + number),
        )  # fmt: skip
    with acting_as(mourning.operator):
        brought = Proposal.objects.filter(person__in=(mourning.ids[0], mourning.ids[3]))
        brought.update(collected_by=mourning.rt.id)
    return mourning, city.actor(Role.AUDITOR, "auditor")


def test_early_deaths_and_clusters_stand_beside_what_was_to_be_expected(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.patterns.selectors import clusters, early_deaths

    mourning, auditor = two_deaths(city)
    people = people_of(auditor)
    early = early_deaths(people)
    assert (early.people, early.deaths) == (6, 2) and 0 < early.expected < 0.1
    with acting_as(auditor):
        found = clusters(people)
    (collector,) = found["pengumpul"]
    assert collector.key == f"pengumpul:{mourning.rt.id}" and collector.deaths == 2
    (place,) = found["kelurahan"]
    assert place.key == f"kelurahan:{KELURAHAN[0]}" and place.chance < 0.01
    assert found["rt"] == []


def test_two_rt_of_one_name_are_two_groups(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.areas.models import Area
    from payung.claims.patterns.selectors import clusters
    from payung.registry.models import Person

    mourning, auditor = two_deaths(city)
    codes = [f"{kelurahan}.000.005" for kelurahan in KELURAHAN[:2]]
    for code in codes:
        Area.objects.create(code=code, kind="rt", name="RT 05", valid_from=date(2000, 1, 1))
    with acting_as(mourning.operator):
        for number, code in zip((0, 3), codes, strict=True):
            Person.objects.filter(pk=mourning.ids[number]).update(area_id=code)
    people = people_of(auditor)
    with acting_as(auditor):
        assert clusters(people)["rt"] == []


@pytest.mark.parametrize(
    ("deaths", "expected", "chance"), [(0, 1.0, 1.0), (1, 1.0, 0.6321), (2, 0.1, 0.0047)]
)
def test_the_chance_is_that_of_so_many_deaths_or_more(
    deaths: int, expected: float, chance: float
) -> None:
    from payung.claims.patterns.selectors import chance_of

    assert chance_of(deaths, expected) == pytest.approx(chance, abs=1e-4)


def test_an_examination_is_noted_and_moves_no_case(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case

    mourning, _auditor = two_deaths(city)
    with acting_as(mourning.operator):
        before = list(Case.objects.order_by("pk").values_list("state", "owner"))
    enter(client, city, "auditor", "auditor")
    address = reverse("claims_patterns")
    data = {"pola": f"pengumpul:{mourning.rt.id}", "hasil": "Dua kematian wajar, surat lengkap."}
    assert "surat lengkap" in client.post(address, data, follow=True).content.decode()
    assert client.post(address, data | {"hasil": ""}).status_code == 422
    with acting_as(mourning.operator):
        assert list(Case.objects.order_by("pk").values_list("state", "owner")) == before


def test_nobody_but_the_examiner_reads_them(city: City) -> None:
    from payung.claims.patterns.selectors import examinations

    mourning = Mourning(city)
    for actor in (mourning.operator, mourning.verifier, mourning.companion, mourning.bpjs):
        with pytest.raises(NotAllowed, match="Inspektorat"):
            people_of(actor)
        with pytest.raises(NotAllowed, match="Inspektorat"):
            examinations(actor)
