"""The chain of audit entries: it grows by one per action, and any tampering shows."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from payung.audit.services import first_break, note, record
from tests.apps.city import City

TAMPERING = {
    "a changed fact": "UPDATE audit_entry SET facts = '{\"n\": 99}' WHERE seq = 3",
    "a changed time": "UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = 3",
    "another actor": "UPDATE audit_entry SET actor = 'user:0' WHERE seq = 3",
    "a deleted row": "DELETE FROM audit_entry WHERE seq = 3",
    "two swapped rows": "UPDATE audit_entry SET seq = 30 WHERE seq = 3;"
    " UPDATE audit_entry SET seq = 3 WHERE seq = 4; UPDATE audit_entry SET seq = 4 WHERE seq = 30",
    "a chain cut at its end": "DELETE FROM audit_entry WHERE seq >= 5",
    "an added row": "INSERT INTO audit_entry SELECT seq + 1, at, actor, action, subject, facts,"
    " hash FROM audit_entry WHERE seq = 6",
}


def _write_six() -> None:
    for number in range(6):
        record(actor="user:1", action="test.note", subject="thing:1", facts={"n": number})


@pytest.mark.django_db
def test_an_untouched_chain_holds() -> None:
    _write_six()
    assert first_break() == 0


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_seen(owner_connection: psycopg.Connection[Any], statement: str) -> None:
    with transaction.atomic():
        _write_six()
    assert first_break() == 0  # the control: without tampering nothing is reported
    owner_connection.execute(statement)
    assert first_break() in (3, 4, 5, 6, 7)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = ''", "DELETE FROM audit_entry"]
)
def test_the_application_can_only_append(statement: str) -> None:
    _write_six()
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert first_break() == 0


def test_an_action_without_its_entry_fails_as_a_whole(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor, business_action
    from payung.areas.models import Area

    @business_action("areas.rename", Role.OPERATOR)
    def rename(*, actor: Actor) -> None:
        Area.objects.filter(code="15.71").update(name="Lain")

    with pytest.raises(AssertionError):
        rename(actor=city.operator)
    assert Area.objects.get(code="15.71").name == "Kota Jambi"


def test_an_action_notes_once_and_under_its_own_name(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor, business_action
    from payung.audit.models import Entry

    @business_action("areas.count", Role.OPERATOR)
    def count(*, actor: Actor, times: int) -> None:
        for number in range(times):
            note(actor.area, subject="any word may be a fact", number=number)

    count(actor=city.operator, times=1)
    entry = Entry.objects.get(action="areas.count")
    assert (entry.actor, entry.subject) == (city.operator.id, city.operator.area)
    assert entry.facts.items() >= {"subject": "any word may be a fact", "number": 0}.items()
    with pytest.raises(AssertionError, match=r"areas\.count"):
        count(actor=city.operator, times=2)
    assert Entry.objects.filter(action="areas.count").count() == 1


def test_an_action_inside_another_leaves_its_own_entry(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor, business_action
    from payung.audit.models import Entry

    @business_action("areas.inner", Role.OPERATOR)
    def inner(*, actor: Actor) -> None:
        note(actor.area)

    @business_action("areas.outer", Role.OPERATOR)
    def outer(*, actor: Actor) -> None:
        inner(actor=actor)
        note(actor.area)

    outer(actor=city.operator)
    assert [*Entry.objects.values_list("action", flat=True)[:2]] == ["areas.outer", "areas.inner"]


@pytest.mark.django_db
def test_nothing_is_noted_outside_an_action() -> None:
    with pytest.raises(AssertionError, match="business action"):
        note("area:15.71")
