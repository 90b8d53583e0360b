"""Two records said to be one person, in any order, and parted again with all that hangs on them."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.city import JUNE, City

pytestmark = pytest.mark.django_db
ON = date(2025, 6, 20)


def standing(city: City) -> dict[int, int]:
    """Each record and the one that stands for it."""
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    with acting_as(city.operator):
        rows = Person.objects.order_by("pk").values_list("pk", "merged_into")
        return {record: kept or record for record, kept in rows}


def everything(city: City) -> dict[str, list[Any]]:
    """All rows of all tables that name a person, but for the merges themselves."""
    from django.db import connection

    from payung.accounts.scope import acting_as

    with acting_as(city.operator), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.table_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
            " AND (c.column_name IN ('person_id', 'left_id') OR c.table_name = 'registry_person')"
        )
        tables = sorted(name for (name,) in cursor.fetchall() if name != "registry_merge")
        found = {}
        for table in tables:
            if table == "registry_matchkey":
                continue  # the matcher's alone
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY to_jsonb(t)::text")
            found[table] = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor]
        return found


def furnish(city: City, person: int) -> None:
    """A proposal and months are there; adds evidence, a family, a fact, a decile, a case."""
    from payung.accounts.scope import acting_as
    from payung.claims.models import EventKind
    from payung.claims.telling.services import Report, report
    from payung.programmes.families.services import save_family
    from payung.registry.evidence import Seen, note_evidence
    from payung.registry.family import FamilyTold
    from payung.registry.models import EvidenceKind, MaritalState, WelfareDecile

    actor = city.operator
    seen = Seen(kind=EvidenceKind.WORK, what="ojek", source="RT", dated=ON, scan=b"%PDF-uji")
    note_evidence(actor=actor, person_id=person, seen=seen, on=ON)
    told = FamilyTold(marital=MaritalState.SINGLE, notice_on=ON)
    save_family(actor=actor, person_id=person, told=told, on=ON)
    with acting_as(actor):
        WelfareDecile.objects.create(
            person_id=person,
            decile=3,
            dated=ON,
            source="uji",
            noted_by="uji",
            noted_at="2025-06-20T08:00Z",
        )
    accident = Report(id=uuid4(), person_id=person, kind=EventKind.ACCIDENT, happened_on=ON)
    report(actor=actor, report=accident, today=ON)


def judge(city: City, left: int, right: int) -> int:
    """A pair answered with *same*; its id."""
    from payung.accounts.scope import acting_as
    from payung.verification.judging import judge_pair
    from payung.verification.models import DoublePair, PairState

    low, high = sorted((left, right))
    with acting_as(city.operator):
        pair, _ = DoublePair.objects.get_or_create(
            left_id=low, right_id=high,
            defaults={"probability_percent": 95, "evidence": "uji", "area_id": "15.71"},
        )  # fmt: skip
    judge_pair(actor=city.operator, pair_id=pair.pk, answer=PairState.SAME)
    return int(pair.pk)


def test_undo_restores_every_row_that_hung_on_either_record(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.people import records_of
    from payung.registry.services import get_person
    from payung.verification.judging import undo_judgement
    from payung.verification.models import DoublePair

    left, right, _other = city.started(3)
    for person in (left, right):
        furnish(city, person)
    with acting_as(city.operator):
        DoublePair.objects.create(
            left_id=left, right_id=right, probability_percent=95, evidence="uji", area_id="15.71"
        )
    before = everything(city)
    furnished = ("registry_evidence", "registry_familysheet", "ledger_personmonth", "claims_case")
    assert all(len({row["person_id"] for row in before[table]}) >= 2 for table in furnished)
    pair = judge(city, left, right)
    assert standing(city)[right] == left
    with acting_as(city.operator):
        assert records_of(city.operator, get_person(city.operator, left)) == [left, right]
    assert everything(city) != before  # the control: a merge is seen
    undo_judgement(actor=city.operator, pair_id=pair)
    assert everything(city) == before


def test_a_record_that_was_merged_can_be_merged_on(city: City) -> None:
    from payung.verification.judging import undo_judgement

    first, second, third = city.people(3)
    judge(city, first, second)
    onward = judge(city, second, third)
    assert standing(city) == {first: first, second: first, third: first}
    undo_judgement(actor=city.operator, pair_id=onward)
    assert standing(city) == {first: first, second: first, third: third}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(list(permutations(range(3)))), st.sampled_from(list(permutations(range(3)))))
def test_merges_undone_in_any_order_leave_everyone_apart(
    city: City, made: tuple[int, ...], undone: tuple[int, ...]
) -> None:
    """A star, a chain and a triangle are all among these orders."""
    from payung.registry.merging import merge, undo_merge

    start = len(standing(city))
    a, b, c, d = city.people(4, start=start)
    edges = ((a, b), (b, c), (a, d))
    merges = {n: merge(actor=city.operator, kept_id=edges[n][0], folded_id=edges[n][1]).pk
              for n in made}  # fmt: skip
    assert {standing(city)[one] for one in (a, b, c, d)} == {a}
    for n in undone:
        undo_merge(actor=city.operator, merge_id=merges[n])
    assert all(standing(city)[one] == one for one in (a, b, c, d))


def test_somebody_who_comes_again_under_a_merged_nik_is_the_kept_person(city: City) -> None:
    from django.db import connection

    from payung.accounts.scope import acting_as
    from payung.registry.fields import key_ring
    from tests.apps.city import nik_of

    people = city.people(3)
    judge(city, people[0], people[1])
    judge(city, people[1], people[2])
    index = key_ring().index(nik_of(2), "nik")
    with acting_as(city.operator), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM registry_find(%s)", [[index]])
        assert cursor.fetchall() == [(people[0],)]


def test_months_of_either_record_stand_in_the_calendar_of_the_kept_one(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth
    from payung.registry.people import records_of
    from payung.registry.services import get_person

    left, right, _other = city.started(3)
    judge(city, left, right)
    with acting_as(city.operator):
        records = records_of(city.operator, get_person(city.operator, left))
        found = PersonMonth.objects.filter(person__in=records, month=JUNE, component="jkm")
        assert found.count() == 2
