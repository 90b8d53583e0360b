"""A room alone writes its tables; what it reads of others it asks of their selectors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import ownership
from tests.ownership import WRITES, foreign_tables, models, modules, reaches, tables
from tests.repository import SOURCE, tracked_files

STORY = "the demonstration follows the case that it has just brought so far"
READS = {
    "demo/mainjob/auditing.py: reads through .rows payments.BpjsFileRow": STORY,
    "demo/mainjob/claiming.py: reads through .entitlements claims.Entitlement": STORY,
    "demo/mainjob/claiming.py: reads through .facts claims.CaseFacts": STORY,
    "demo/mainjob/claiming.py: reads through .family claims.FamilyMember": STORY,
    "demo/mainjob/claiming.py: reads through .scholarship claims.ScholarshipYear": STORY,
}
"""Foreign reads past the owner's selectors, each with its reason; the list may only shrink."""
MOST_READS = 15

FENCE = "the fence around persons lies below all rooms and is named after what it protects"
SENTENCES = {
    "areas/protection.py registry_person": FENCE,
    "areas/rls.py registry_person": FENCE,
    "claims/sql/status.sql registry_person": "a birth date is compared where nobody can read it",
}
"""Sentences to the database that name another room's table, not a view or function of its owner."""

INVENTED = """
from payung.accounts.models import User
from payung.registry.models import LifeFact, Person
from payung.registry.selectors import persons

def own(actor: Actor, person: Person, told: Sequence[Person]) -> None:
    {line}
"""
CAUGHT = {
    "LifeFact.objects.filter(pk=1).update(state='x')": {"reads", "update"},
    "Person._default_manager.count()": {"reads"},
    "LifeFact(person=person).save()": {"makes", "save"},
    "persons(actor).filter(pk=1).delete()": {"delete"},
    "person.save(update_fields=['name'])": {"save"},
    "person.proposals.all()": {"reads through .proposals"},
    "person.merged_into.facts.update(state='x')": {"reads through .facts", "update"},
    "[one.delete() for one in told]": {"delete"},
    "persons(actor).select_for_update()": {"select_for_update"},
    "get_user_model().objects.all()": {"get_user_model"},
}
FREE = (
    "person.area.name",
    "persons(actor).filter(name='x').first()",
    "told = {'x': 1}; told.update()",
)


MAP = SOURCE / "web" / "allowed" / "map.py"
"""Writes the list of the rooms' tables; it asks none of them."""


def reached() -> list[ownership.Reach]:
    return [reach for path in modules() for reach in reaches(path)]


def test_no_room_writes_or_locks_anothers_table() -> None:
    written = [str(reach) for reach in reached() if reach.what in WRITES | {"makes"}]
    assert written == []


def test_foreign_reads_are_few_and_each_has_its_reason() -> None:
    read = {str(reach) for reach in reached() if reach.what not in WRITES | {"makes"}}
    print(f"{len(read)} pembacaan tabel ruang lain tanpa selektornya")
    assert read == set(READS)
    assert len(READS) <= MOST_READS and all(READS.values())


def test_sentences_to_the_database_name_own_tables_and_the_views_of_others() -> None:
    paths = [*modules(), *(path for path in tracked_files() if path.suffix == ".sql")]
    named = {
        f"{path.relative_to(SOURCE).as_posix()} {table}"
        for path in paths
        for table in foreign_tables(path)
    }
    assert named == set(SENTENCES)
    assert all(SENTENCES.values())


def test_a_foreign_table_in_a_sentence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "cursor.execute(f'DELETE FROM ledger_personmonth WHERE id = {person.pk}')"
    path = _invented(line, monkeypatch)
    assert foreign_tables(path) == {"ledger_personmonth"}
    assert {"audit_entry", "ledger_entry", "registry_person"} <= set(tables())


def test_nobody_asks_a_model_for_the_name_of_its_table() -> None:
    asked = [path for path in modules() if "_meta.db_table" in path.read_text(encoding="utf-8")]
    assert [path for path in asked if path != MAP] == []


@pytest.mark.parametrize("line", CAUGHT)
def test_each_way_to_reach_a_foreign_table_is_found(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {reach.what for reach in _read(line, monkeypatch)} == CAUGHT[line]


@pytest.mark.parametrize("line", FREE)
def test_what_is_allowed_is_not_found(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(line, monkeypatch) == []


def _read(line: str, monkeypatch: pytest.MonkeyPatch) -> list[ownership.Reach]:
    return reaches(_invented(line, monkeypatch))


def _invented(line: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of the intake that holds one line."""
    models()  # of the true sources
    path = SOURCE / "intake" / f"invented_{abs(hash(line))}.py"
    tree, true = ast.parse(INVENTED.format(line=line)), ownership.parsed

    def parsed(asked: Path) -> ast.Module:
        return tree if asked == path else true(asked)

    monkeypatch.setattr(ownership, "parsed", parsed)
    return path
