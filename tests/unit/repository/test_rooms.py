"""No circle in any room; the big ones are kept in folders, one per feature, small and headed."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.repository import SOURCE, parsed, source_files

ROOMS = ("claims", "payments", "programmes")
ALL_ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
MOST_MODULES = 12
HEAD = ("Owns ", "Touches ", "Called by ")
NO_FEATURE = {"migrations", "models"}


def modules_of(room: str) -> list[Path]:
    files = (
        path.relative_to(SOURCE / room) for path in source_files() if SOURCE / room in path.parents
    )
    return [path for path in files if "migrations" not in path.parts]


def folders_of(room: str) -> list[str]:
    return sorted({path.parts[0] for path in modules_of(room) if len(path.parts) > 1} - NO_FEATURE)


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("payung", cache_dir=None)


def arrows(room: str) -> dict[str, set[str]]:
    """Which folder of a room imports from which; modules at the room's top level stand alone."""
    start = f"payung.{room}."

    def folder(module: str) -> str:
        return module.removeprefix(start).split(".")[0]

    found: dict[str, set[str]] = {}
    for module in graph().modules:
        if module.startswith(start) and folder(module) != "migrations":
            inside = graph().find_modules_directly_imported_by(module)
            to = {folder(one) for one in inside if one.startswith(start)}
            found.setdefault(folder(module), set()).update(to - {folder(module)})
    return found


def circle_in(arrows: dict[str, set[str]]) -> list[str]:
    """The folders of one circle, in their order; empty where there is none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


@pytest.mark.parametrize("room", ALL_ROOMS)
def test_no_circle_runs_through_the_folders_of_a_room(room: str) -> None:
    found = arrows(room)
    print(f"{room}: {len(found)} kotak, {sum(map(len, found.values()))} panah")
    assert circle_in(found) == []


def test_a_circle_would_be_found() -> None:
    assert set(circle_in({"case": {"papers"}, "papers": {"ground", "case"}})) == {"case", "papers"}


@pytest.mark.parametrize("room", ROOMS)
def test_no_level_of_a_room_has_more_than_twelve_modules(room: str) -> None:
    counted = Counter(
        path.parent.as_posix() for path in modules_of(room) if path.stem != "__init__"
    )
    assert {level: n for level, n in counted.items() if n > MOST_MODULES} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_each_folder_says_what_it_owns_what_it_touches_and_who_calls_it(room: str) -> None:
    assert folders_of(room)
    unclear = []
    for folder in folders_of(room):
        head = (
            ast.get_docstring(parsed(SOURCE / room / folder / "__init__.py")) or ""
        ).splitlines()
        if not (len(head) == 5 and all(map(str.startswith, head[2:], HEAD))):
            unclear.append(folder)
    assert unclear == []
