"""Whoever reads says as whom: a selector that begins at a table asks for an actor and uses him."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.ownership import MANAGERS
from tests.repository import SOURCE, Function, parsed, source_files

ROOMS_WITHOUT = {
    "areas": "places are public facts and hold no person",
    "audit": "the chain is of all cities; who asks names accounts or things that he may see",
    "accounts": "whose name stands behind an id, and who works where, is told on every page",
    "office": "the city's own records hold no citizen",
}
"""Rooms whose selectors need no actor, and why."""
FUNCTIONS_WITHOUT = {
    "claims/ground/selectors.py care_near": "facilities that treat are public",
    "claims/ground/selectors.py last_decision": "a part of a statement, not yet asked",
    "intake/selectors.py with_names": "who holds the upload was shown it",
    "intake/selectors.py line_in_sheet": "who holds the upload was shown it",
    "intake/selectors.py findings_frame": "who holds the upload was shown it",
    "payments/ground/selectors.py current_rows": "who holds the list was shown it",
}
"""Selectors that need none, and why; the list may only shrink."""


def public_functions(path: Path) -> Iterator[Function]:
    for node in parsed(path).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def names_of_arguments(function: Function) -> set[str]:
    told = function.args
    return {one.arg for one in (*told.posonlyargs, *told.args, *told.kwonlyargs)}


def begins_at_a_table(function: Function) -> bool:
    inside = ast.walk(ast.Module(function.body, []))
    return any(isinstance(node, ast.Attribute) and node.attr in MANAGERS for node in inside)


def uses(function: Function, name: str) -> bool:
    inside = ast.walk(ast.Module(function.body, []))
    return any(isinstance(node, ast.Name) and node.id == name for node in inside)


def selectors() -> Iterator[tuple[str, Function]]:
    for path in source_files():
        place = path.relative_to(SOURCE)
        if path.name == "selectors.py" and place.parts[0] not in ROOMS_WITHOUT:
            for function in public_functions(path):
                yield f"{place.as_posix()} {function.name}", function


def test_every_selector_that_begins_at_a_table_asks_for_an_actor() -> None:
    without = {
        name
        for name, function in selectors()
        if begins_at_a_table(function) and "actor" not in names_of_arguments(function)
    }
    assert without == set(FUNCTIONS_WITHOUT)
    assert all(FUNCTIONS_WITHOUT.values()) and all(ROOMS_WITHOUT.values())


def test_no_selector_is_given_an_actor_and_ignores_him() -> None:
    ignoring = [
        name
        for name, function in selectors()
        if "actor" in names_of_arguments(function) and not uses(function, "actor")
    ]
    assert ignoring == []


def test_nobody_takes_perhaps_an_actor() -> None:
    perhaps = [
        f"{path.relative_to(SOURCE).as_posix()}:{argument.lineno}"
        for path in source_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, Function)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.annotation is not None and _is_perhaps_an_actor(argument.annotation)
    ]
    assert perhaps == []


def _is_perhaps_an_actor(annotation: ast.expr) -> bool:
    told = ast.unparse(annotation)
    return "Actor" in told.split(" | ") and "None" in told.split(" | ")


def test_what_is_held_against_selectors_is_seen_in_an_invented_one() -> None:
    [asking, ignoring, late] = ast.parse(
        "def a(chosen: int) -> Any:\n    return Person.objects.get(pk=chosen)\n"
        "def b(actor: Actor) -> Any:\n    return 1\n"
        "def c(actor: Actor | None) -> Any:\n    return actor\n"
    ).body
    assert isinstance(asking, Function) and begins_at_a_table(asking)
    assert isinstance(ignoring, Function) and not uses(ignoring, "actor")
    assert isinstance(late, Function) and late.args.args[0].annotation is not None
    assert _is_perhaps_an_actor(late.args.args[0].annotation)
