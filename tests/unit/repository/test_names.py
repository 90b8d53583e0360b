"""One name for one thing: no two classes of one name, no variable that hides what it holds."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.figures import measure
from tests.repository import ROOT, name_of, parsed, source_files

INSIDE = ("Meta", "Config", "Migration")
"""Classes that Django asks for under this name."""

SHARED = {
    "Case": "claims keeps a family's case; the API's is the law's word, and stands in its schema",
    "Child": "the law's child, and the same child as the API's schema has it",
    "Entry": "audit's act and the ledger's change: no module reads both",
    "Evidence": "registry's of a person and claims' of a cause: tables of two rooms",
    "Paper": "claims' of a checklist and verification's of a frozen list: tables of two rooms",
}
"""Names that two classes keep, with the reason; may only shrink."""


def classes() -> dict[str, list[str]]:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in source_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and node.name not in INSIDE:
                homes[node.name].append(name_of(path))
    return homes


def test_no_class_name_stands_for_two_things() -> None:
    double = {name: homes for name, homes in classes().items() if len(homes) > 1}
    assert set(double) == set(SHARED), double


def test_no_room_has_two_things_of_one_name() -> None:
    rooms = {name: [home.split("/")[2] for home in homes] for name, homes in classes().items()}
    assert [name for name, homes in rooms.items() if len(homes) != len(set(homes))] == []


MOST = {"found": 300, "one": 120, "told": 135}
"""In how many functions a variable may still be called so; may only fall (`found`: 469 before)."""


def test_variables_say_what_they_hold() -> None:
    names = measure(ROOT).hiding_names
    print(names)
    assert {name: count for name, count in names.items() if count > MOST[name]} == {}
