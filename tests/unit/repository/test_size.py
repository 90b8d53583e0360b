"""Size and shape: no attic, short functions, every module says what it is for."""

from __future__ import annotations

import ast
import statistics

from tests.repository import functions, name_of, parsed, source_files

LONGEST_FUNCTION = 60
MOST_FUNCTIONS = 35
LONGEST_FILE = 400


def lines_of(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined, no-any-return]


def migrations_apart(name: str) -> bool:
    return "/migrations/" not in name


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name} {lines_of(node)}"
        for path in source_files()
        for node in functions(path)
        if lines_of(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_nine_of_ten_functions_are_short() -> None:
    lengths = [lines_of(node) for path in source_files() for node in functions(path)]
    tenth = statistics.quantiles(lengths, n=10)[-1]
    print(f"{len(lengths)} fungsi: median {statistics.median(lengths)}, 9 dari 10 ≤ {tenth}")
    assert tenth <= MOST_FUNCTIONS


def test_no_file_is_an_attic() -> None:
    long = {
        name_of(path): count
        for path in source_files()
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
        and migrations_apart(name_of(path))
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in source_files()
        if migrations_apart(name_of(path)) and not ast.get_docstring(parsed(path))
    ]
    assert silent == []
