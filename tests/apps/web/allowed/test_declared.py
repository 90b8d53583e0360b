"""One way to say who may come in, one place that answers a refusal: read off URLconf and code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.web.allowed.declared import Door, doors
from tests.repository import ROOT
from tests.unit.repository.test_refusals import REFUSALS

SOURCE = ROOT / "src" / "payung"
OLD = {"login_required", "page_for", "require_POST", "require_GET", "require_http_methods",
       "require_safe", "never_cache", "permission_required", "user_passes_test"}  # fmt: skip
MECHANISM = {"accounts/pages.py", "accounts/acts.py"}


@pytest.mark.parametrize("door", doors(), ids=lambda door: door.name)
def test_every_address_says_whom_it_lets_in(door: Door) -> None:
    """Mend with `page(*roles)`, an act, `public` or `public_form` (payung.accounts.pages)."""
    assert door.declared


def test_nothing_but_the_mechanism_guards_a_view() -> None:
    found = {
        name
        for path in _files("*.py")
        if (name := path.relative_to(SOURCE).as_posix()) not in MECHANISM
        and OLD & _imported(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_pages_of_a_table_are_cut_in_one_place() -> None:
    """Mend with a `ListPage`, or with `payung.ui.paging.paged` on a page that is more."""
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in _files("*.py")
        if {"Paginator", "PER_PAGE"} & _imported(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == ["ui/paging.py"]


def _files(kind: str) -> list[Path]:
    return sorted(SOURCE.rglob(kind))


def _imported(module: ast.AST) -> set[str]:
    return {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_no_template_asks_for_a_role() -> None:
    """Mend with `offers(…)` for an act, `{% door %}` for a link."""
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in _files("*.html")
        if re.search(r"\b(actor|user|assignment)\.role\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_view_catches_a_refusal() -> None:
    """A form may (`payments.planner`), a service may; a view lets it go up to the one place."""
    found = [
        f"{path.relative_to(SOURCE).as_posix()}:{line}"
        for path in _files("*.py")
        if path.relative_to(SOURCE).as_posix() != "web/middleware.py"
        for line in catching(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_view_that_catches_is_seen() -> None:
    text = (
        "def show(request: HttpRequest, code: str) -> HttpResponse:\n"
        "    try:\n        act()\n    except (BadInput, Conflict) as refusal:\n        pass\n"
        "def clean(self) -> None:\n    try:\n        act()\n    except BadInput:\n        pass\n"
    )
    assert list(catching(text)) == [4]


def catching(text: str) -> Iterator[int]:
    """Lines where a function of a request catches a refusal."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and _takes_a_request(node):
            for inner in ast.walk(node):
                caught = inner.type if isinstance(inner, ast.ExceptHandler) else None
                if caught and REFUSALS & {
                    n.id for n in ast.walk(caught) if isinstance(n, ast.Name)
                }:
                    yield inner.lineno


def _takes_a_request(node: ast.FunctionDef) -> bool:
    return any(
        argument.annotation and ast.unparse(argument.annotation) == "HttpRequest"
        for argument in (*node.args.args, *node.args.kwonlyargs)
    )


def test_the_rooms_are_where_the_addresses_point() -> None:
    assert all(Path(SOURCE, *door.home.split(".")).is_dir() for door in doors())
