"""Identity at rest: sealed columns, a keyed index, and nothing readable in the tables."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from payung.accounts.scope import acting_as
from payung.kernel.errors import BadInput
from payung.registry.merging import merge, undo_merge
from payung.registry.models import Person
from payung.registry.selectors import persons
from payung.registry.services import reveal_nik
from tests.apps.city import City, nik_of


def test_the_tables_hold_no_readable_nik(
    owner_connection: psycopg.Connection[Any], city: City
) -> None:
    city.people(20)
    owner_connection.execute("SET payung.area = '15.71'")
    rows = owner_connection.execute("SELECT row_to_json(p)::text FROM registry_person p").fetchall()
    text = " ".join(row[0] for row in rows)
    assert "WARGA 00000" in text  # the control: what is not sealed is there
    planted = [nik_of(number) for number in range(20)]
    assert not any(nik in text or nik.encode().hex() in text for nik in planted)


def test_a_full_nik_is_shown_for_a_purpose_and_the_audit_keeps_it(city: City) -> None:
    from payung.audit.models import Entry

    person = city.people(1)[0]
    for words in ("", "abcde", "xxxxx xxxxx", "12345 678910"):
        with pytest.raises(BadInput):
            reveal_nik(actor=city.operator, person_id=person, purpose="loket", words=words)
    with pytest.raises(BadInput):
        reveal_nik(actor=city.operator, person_id=person, purpose="lain", words="menjawab telepon")
    why = {"purpose": "bpjs", "words": "menjawab telepon"}
    assert reveal_nik(actor=city.operator, person_id=person, **why) == nik_of(0)
    entry = Entry.objects.get(action="registry.reveal_nik")
    assert entry.facts["purpose"].endswith("BPJS Ketenagakerjaan: menjawab telepon")


def test_a_merge_keeps_both_records_and_undo_parts_them(city: City) -> None:
    kept, folded = city.people(2)
    done = merge(actor=city.operator, kept_id=kept, folded_id=folded)
    with acting_as(city.operator):
        assert persons(city.operator).count() == 1
        assert Person.objects.count() == 2
    undo_merge(actor=city.operator, merge_id=done.pk)
    with acting_as(city.operator):
        assert persons(city.operator).count() == 2
