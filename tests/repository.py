"""Reading the repository itself: its tracked files and its Python source."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "payung"
PURE = ("kernel", "law", "lists", "linkage", "planning", "demo/synthetic")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git holds, that still lies in the working copy."""
    # The checkout may belong to another user than the one who runs the tests.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and content of each tracked file that is text."""
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode(errors="replace")


@cache
def source_files() -> tuple[Path, ...]:
    """The tracked modules of the product."""
    return tuple(p for p in tracked_files() if p.suffix == ".py" and SOURCE in p.parents)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
