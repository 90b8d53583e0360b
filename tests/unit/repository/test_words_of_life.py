"""One event of a life has one name and one stored word in every room."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from payung.kernel.life import LifeEvent
from tests.repository import name_of, parsed, source_files

OWNER = "src/payung/kernel/life.py"
Member = tuple[str, str, str, str]
"""Module, enumeration, name of the member, what it is set to."""


def members() -> Iterator[Member]:
    """Each member of each enumeration of the product."""
    for path in source_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and _enumerates(node):
                for line in node.body:
                    if isinstance(line, ast.Assign):
                        first = (
                            line.value.elts[0] if isinstance(line.value, ast.Tuple) else line.value
                        )
                        name = ast.unparse(line.targets[0])
                        yield name_of(path), node.name, name, ast.unparse(first)


def _enumerates(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith(("Choices", "Enum")) for base in node.bases)


def test_no_enumeration_has_a_word_of_its_own_for_an_event() -> None:
    events = {event.name for event in LifeEvent}
    own = [
        member
        for member in members()
        if member[0] != OWNER
        and member[2] in events
        and member[3] != f"LifeEvent.{member[2]}.value"
    ]
    assert own == []


def test_no_enumeration_writes_the_word_of_an_event_again() -> None:
    words = {repr(event.value) for event in LifeEvent}
    again = [member for member in members() if member[0] != OWNER and member[3] in words]
    assert again == []


def test_no_enumeration_calls_an_event_by_another_name() -> None:
    other = [
        member
        for member in members()
        if member[3].startswith("LifeEvent.") and member[3] != f"LifeEvent.{member[2]}.value"
    ]
    assert other == []


def test_the_rooms_that_tell_events_apart_name_them() -> None:
    naming = {member[1] for member in members() if member[3].startswith("LifeEvent.")}
    assert naming >= {
        "FactKind", "EventKind", "ChangeKind", "ChangeReason", "FindingKind", "HoldReason",
    }  # fmt: skip
