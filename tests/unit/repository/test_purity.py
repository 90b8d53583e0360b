"""The pure core knows no Django, no clock, no network and no chance of its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import PURE, ROOT, SOURCE, name_of, parsed, source_files

FOREIGN = {"django", "socket", "http", "urllib.request", "requests", "psycopg", "gunicorn"}
CLOCK = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|time\.localtime)\b")
CHANCE = re.compile(r"\b(?:random\.(?:random|choice|randint|shuffle|seed)|secrets|uuid4)\b\(?")


def pure_files(*rooms: str) -> list[Path]:
    folders = [SOURCE / room for room in rooms or PURE]
    return [path for path in source_files() if any(map(path.is_relative_to, folders))]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return names


def code_of(path: Path) -> str:
    """The module without its docstrings and comments."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    return ast.unparse(tree)


def test_the_core_imports_no_framework_and_no_network() -> None:
    foreign = {
        f"{name_of(path)}: {name}"
        for path in pure_files()
        for name in imported(path)
        if any(name == one or name.startswith(f"{one}.") for one in FOREIGN)
    }
    assert foreign == set()


def test_the_core_reads_no_clock_and_draws_no_lots() -> None:
    found = [
        f"{name_of(path)}: {hit.group()}"
        for path in pure_files()
        for pattern in (CLOCK, CHANCE)
        for hit in pattern.finditer(code_of(path))
    ]
    assert found == []


@pytest.mark.parametrize("room", PURE)
def test_each_room_of_the_core_loads_where_django_is_missing(room: str) -> None:
    modules = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in pure_files(room)
    ]
    assert modules
    program = (
        "import sys, importlib\n"
        "sys.modules['django'] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
