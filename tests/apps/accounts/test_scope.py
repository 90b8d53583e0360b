"""Whose eyes: inside the area, above it, beside it; and nobody's."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from payung.accounts.models import Role
from payung.accounts.scope import Actor, acting_as
from payung.areas.rls import AREA_SETTING
from payung.kernel.errors import NotAllowed, OutOfArea
from payung.registry.models import Person
from payung.registry.selectors import persons
from tests.apps.city import CITY, KELURAHAN, City

PROTECTED = (
    "registry_person",
    "registry_personarea",
    "registry_lifefact",
    "ledger_personmonth",
    "ledger_entry",
    "intake_upload",
    "intake_row",
    "intake_rowfinding",
    "verification_proposal",
    "verification_doublepair",
    "verification_paper",
    "verification_papername",
    "verification_matchrequest",
    "verification_match",
    "registry_evidence",
    "registry_welfaredecile",
    "registry_familysheet",
    "registry_sheetchild",
    "intake_headermemory",
    "claims_case",
    "claims_event",
)


def _names(actor: Actor) -> set[str]:
    with acting_as(actor):
        return set(persons(actor).values_list("name", flat=True))


def test_each_sees_the_people_of_his_own_area_and_below(city: City) -> None:
    city.people(6)
    inside = city.actor(Role.VERIFIER, "dalam", KELURAHAN[0])
    above = city.actor(Role.VERIFIER, "atas", "15.71.01")
    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    assert _names(inside) == {"WARGA 00000", "WARGA 00003"}
    assert _names(above) == {"WARGA 00000", "WARGA 00001", "WARGA 00003", "WARGA 00004"}
    assert _names(beside) == {"WARGA 00002", "WARGA 00005"}
    assert len(_names(city.operator)) == 6


def test_the_database_itself_shows_no_more_than_the_area(city: City) -> None:
    city.people(6)
    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    with acting_as(beside):
        assert Person.objects.count() == 2  # a query that forgot the selector


@pytest.mark.parametrize("table", PROTECTED)
def test_a_raw_query_without_an_area_gives_no_rows(city: City, table: str) -> None:
    city.people(3)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = %s",
            [table],
        )
        assert cursor.fetchone() == (True,)


def test_a_row_cannot_be_written_into_another_area(city: City) -> None:
    from django.db import ProgrammingError

    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    with pytest.raises(ProgrammingError), acting_as(beside), transaction.atomic():
        Person.objects.create(name="ORANG LAIN", area_id=KELURAHAN[0])


def test_a_selector_reads_only_where_the_database_shows_its_actors_area(city: City) -> None:
    city.people(6)
    inside = city.actor(Role.VERIFIER, "dalam", KELURAHAN[0])
    with pytest.raises(OutOfArea):
        persons(city.operator)  # no transaction shows anything
    with acting_as(city.operator), pytest.raises(OutOfArea):
        persons(inside)  # the transaction shows more than this actor may see
    with acting_as(inside):
        assert persons(city.operator).count() == persons(inside).count() == 2


def test_the_selectors_own_fence_holds_with_the_databases_switched_off(city: City) -> None:
    city.people(6)
    inside = city.actor(Role.VERIFIER, "dalam", KELURAHAN[0])
    with acting_as(inside):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [AREA_SETTING, CITY])
        assert Person.objects.count() == 6  # the database would show the whole city
        assert persons(inside).count() == 2


def test_acting_inside_acting_gives_the_first_area_back(city: City) -> None:
    city.people(6)
    inside = city.actor(Role.VERIFIER, "dalam", KELURAHAN[0])
    with acting_as(city.operator):
        with acting_as(inside):
            assert Person.objects.count() == 2
        assert Person.objects.count() == 6


def test_a_role_that_may_not_act_is_told_so(city: City) -> None:
    from payung.verification.services import decide

    with pytest.raises(NotAllowed):
        decide(actor=city.actor(Role.LEADER, "pimpinan", CITY), decisions=[])
