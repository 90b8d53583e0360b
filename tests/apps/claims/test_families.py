"""Families found: a task with an owner and a day, tries, the sweep of all lists, the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict
from tests.apps.city import KELURAHAN, nik_of
from tests.apps.claims.family import TODAY, Mourning
from tests.apps.claims.test_unclaimed import dead, take

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import DeathMatch
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def sought(mourning: Mourning) -> DeathMatch:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch

    with acting_as(mourning.operator):
        return DeathMatch.objects.get(state="terbuka")


def tried(mourning: Mourning, match: DeathMatch, kind: str, on: date, **more: Any) -> Any:
    from payung.claims.models import AttemptKind
    from payung.claims.unclaimed.attempts import note_attempt

    facts = {"told": "istri di rumah", "today": on} | more
    return note_attempt(
        actor=mourning.companion, match_id=match.pk, kind=AttemptKind(kind), on=on, **facts
    )


def test_a_found_family_is_the_companions_task_within_seven_days(city: City) -> None:
    mourning = Mourning(city)
    take(mourning, [dead(1)])
    match = sought(mourning)
    assert match.owner == mourning.companion.id
    assert (match.found_on, match.due_on) == (TODAY, TODAY + timedelta(days=7))


def test_tries_are_kept_and_move_the_day_to_fourteen_days_at_most(city: City) -> None:
    from payung.accounts.scope import acting_as

    mourning = Mourning(city)
    take(mourning, [dead(1)])
    match = sought(mourning)
    with pytest.raises(BadInput):
        tried(mourning, match, "ditelepon", TODAY + timedelta(days=2), today=TODAY)
    tried(mourning, match, "ditelepon", TODAY + timedelta(days=2))
    assert sought(mourning).due_on == TODAY + timedelta(days=9)
    tried(mourning, match, "tidak_ada", TODAY + timedelta(days=9))
    found = sought(mourning)
    assert found.due_on == TODAY + timedelta(days=14)
    with acting_as(mourning.operator):
        kept = [(one.kind, one.told.reveal()) for one in found.attempts.all()]
    assert kept == [("ditelepon", "istri di rumah"), ("tidak_ada", "istri di rumah")]
    mourning.death("r", mourning.operator, person_id=found.person_id)
    with pytest.raises(Conflict):
        tried(mourning, match, "ditemui", TODAY)


def test_the_sweep_finds_who_was_mended_or_enrolled_after_the_list(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathRow
    from payung.claims.unclaimed.sweep import sweep_deaths
    from payung.registry.fields import key_ring
    from payung.registry.models import Person

    mourning = Mourning(city)
    found = take(mourning, [dead(1), dead(700, nama="SRI LESTARI NINGSIH")])
    assert found.covered == 1
    again: dict[str, Any] = {"actor": mourning.operator, "today": TODAY}
    assert sweep_deaths(**again).families == 0
    with acting_as(mourning.operator):
        index = key_ring().index(nik_of(700), "nik")
        Person.objects.filter(pk=mourning.ids[2]).update(nik_index=index)
    done = sweep_deaths(**again)
    assert (done.lists, done.families) == (1, 1)
    assert sweep_deaths(**again).families == 0
    with acting_as(mourning.operator):
        assert DeathRow.objects.count() == 2


def test_the_first_of_a_month_sweeps(city: City) -> None:
    from payung.accounts.scope import system_actor
    from payung.audit.models import Entry
    from payung.claims.daily import claims_day
    from tests.apps.city import CITY

    Mourning(city)
    system = system_actor(CITY)
    claims_day(system, date(2025, 10, 31))
    assert not Entry.objects.filter(action="claims.sweep_deaths").exists()
    claims_day(system, date(2025, 11, 1))
    assert Entry.objects.filter(action="claims.sweep_deaths").count() == 1


def test_the_year_tells_found_contacted_filed_and_why_not(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from payung.claims.unclaimed.settling import settle_match
    from payung.claims.unclaimed.yearly import year_of_families

    mourning = Mourning(city)
    take(mourning, [dead(0), dead(1), dead(2)])
    with acting_as(mourning.operator):
        first, second, third = DeathMatch.objects.order_by("person_id")
    tried(mourning, first, "menolak", TODAY)
    settle_match(actor=mourning.operator, match_id=second.pk, same=False, today=TODAY)
    with acting_as(mourning.operator):
        year = year_of_families(mourning.operator, 2025)
        assert year_of_families(mourning.operator, 2024).found == 0
    assert (year.found, year.contacted, year.filed, year.paid_rp) == (2, 1, 0, 0)
    assert (year.others, year.why_not) == (1, {"belum_dihubungi": 1, "menolak": 1})
    assert third.owner


def test_the_pages_of_tries_and_of_the_year(client: Client, city: City) -> None:
    from django.urls import reverse

    from tests.apps.claims.test_pages import enter

    mourning = Mourning(city)
    take(mourning, [dead(0)])
    match = sought(mourning)
    enter(client, city, "verifikator", "lurah", KELURAHAN[0])
    address = reverse("claims_attempts", args=[match.pk])
    assert "Catat upaya" in client.get(address).content.decode()
    answer = client.post(address, {"upaya": "entah", "tanggal": "2025-10-20"})
    assert answer.status_code == 422
    told = {"upaya": "ditemui", "tanggal": date.today().isoformat(), "catatan": "istri"}
    assert client.post(address, told).status_code == 302
    assert "istri" in client.get(address).content.decode()
    page = client.get(reverse("claims_family_year") + "?tahun=2025").content.decode()
    assert "Keluarga ditemukan" in page
    enter(client, city, "verifikator", "sebelah", KELURAHAN[2])
    assert client.get(address).status_code == 403
