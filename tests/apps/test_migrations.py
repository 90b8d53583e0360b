"""The migrations say what the models say, in few files, and take no long locks from now on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import deactivate_all

SOURCE = Path(__file__).parents[2] / "src" / "payung"
FILES = sorted(SOURCE.glob("*/migrations/0*.py"))
SQUASHED = {"0001_initial", "0001_grants", "0002_initial", "0002_protection"} | {
    "0002_functions_and_protection",
    "0003_own_facts",
    "0003_base_by_law",
    "0003_cover",
}
"""Made when nobody had installed the product: they run on empty tables and lock nobody out."""

LOCKING = {
    "AddIndex": "AddIndexConcurrently, with atomic = False",
    "RemoveIndex": "RemoveIndexConcurrently, with atomic = False",
    "AddConstraint": "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a second migration",
    "AlterField": "a change of choices alone, said in a comment *# choices only*, or new columns",
    "RenameField": "a new column: the code that runs knows the old name",
    "RenameModel": "a new table: the code that runs knows the old name",
    "RemoveField": "first a release that no longer reads it, then *# unread since …*",
    "DeleteModel": "first a release that no longer reads it, then *# unread since …*",
}
"""What holds up those who work while it runs, and what to write in its place."""


def test_the_migrations_say_what_the_models_say() -> None:
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("payung.")}
    deactivate_all()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    told, models = loader.project_state(), ProjectState.from_apps(apps)
    changes = MigrationAutodetector(told, models).changes(graph=loader.graph)
    left = {
        room: [operation.describe() for step in steps for operation in step.operations]
        for room, steps in changes.items()
        if room in own
    }
    assert left == {}


def test_there_is_one_set_of_migrations_for_each_room() -> None:
    assert len(FILES) <= 26


def locks(text: str) -> list[str]:
    """The operations of a migration that lock a table that may be big, by name and line."""
    lines = text.splitlines()
    held = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).split(".")[-1]
        said = "\n".join(lines[max(node.lineno - 2, 0) : node.end_lineno])
        excused = "# choices only" in said or "# unread since" in said or "# new table" in said
        if name in LOCKING and not excused:
            held.append(f"{name}, line {node.lineno}: {LOCKING[name]}")
        if name == "AddField" and "null=True" not in said and "default=" not in said:
            held.append(f"AddField, line {node.lineno}: null=True or a default")
    return held


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.stem not in SQUASHED],
    ids=lambda path: f"{path.parts[-3]}.{path.stem}",
)
def test_a_new_migration_takes_no_long_lock(path: Path) -> None:
    assert locks(path.read_text()) == []


@pytest.mark.parametrize("name", LOCKING)
def test_what_would_lock_is_found(name: str) -> None:
    assert locks(f'migrations.{name}("case", "state")')
    assert not locks(f'# new table\nmigrations.{name}("case", "state")')


def test_a_column_that_must_be_filled_is_found() -> None:
    assert locks('migrations.AddField("case", "note", models.TextField())')
    assert not locks('migrations.AddField("case", "note", models.TextField(default=""))')
