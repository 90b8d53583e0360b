"""Named figures: one key, one definition, one function, wherever a figure stands.

A room has a module `named_figures` with `FIGURES`, a sequence of `Named`; nothing is registered by
hand. On a page a figure carries its key, its area and its period, so that a judge over all pages
can hold it against itself (tests/apps/test_walk.py). `docs/figures.md` is made from the same list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.html import format_html
from django.utils.safestring import SafeString

from payung.ui.parts import Column, Words, read_path


@dataclass(frozen=True, slots=True)
class Named:
    """A figure: its key, its name, what it counts, the unit, and the function that counts it."""

    key: str
    label: Words
    meaning: Words
    unit: str
    of: Callable[..., Any]

    @property
    def function(self) -> str:
        return f"{self.of.__module__}.{self.of.__qualname__}"


@dataclass(frozen=True, slots=True)
class Spot:
    """What a figure is said of: an area, a period, and where needed a thing (a list, a payer)."""

    area: str
    period: str
    of: str = ""


BY_ROW = "row"
"""In place of a column's figure: each row names its own, at `figure`."""


@cache
def named_figures() -> dict[str, Named]:
    """Every named figure of every room, by key; a key belongs to one room."""
    found: dict[str, Named] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.named_figures"
        if config.name.startswith("payung.") and find_spec(name):
            for one in import_module(name).FIGURES:
                if one.key in found:
                    raise ValueError(f"two figures are called {one.key}")
                found[one.key] = one
    return found


def named(key: str) -> Named:
    """The figure of a key; KeyError for one that no room names."""
    return named_figures()[key]


def marked(key: str, spot: Spot | None) -> SafeString:
    """The attributes by which a page says which figure of what stands in an element."""
    if not key or spot is None:
        return SafeString("")
    return format_html(
        ' data-figure="{}" data-area="{}" data-month="{}" data-of="{}"',
        named(key).key, spot.area, spot.period, spot.of,
    )  # fmt: skip


def mark_of(column: Column, row: Any) -> SafeString:
    """The same for a cell of a table: the column names the figure, the row says of what."""
    key = read_path(row, "figure") or "" if column.figure == BY_ROW else column.figure
    return marked(key, read_path(row, "spot")) if key else SafeString("")


def as_document() -> str:
    """`docs/figures.md`: every named figure with its definition and the function that makes it."""
    rows = [
        f"| `{one.key}` | {one.label} | {one.unit} | {one.meaning} | `{one.function}` |"
        for one in sorted(named_figures().values(), key=lambda one: one.key)
    ]
    return "\n".join(
        [
            "# Named figures",
            "",
            "One figure, one definition, one function. Made from the code by",
            "`PAYUNG_RENEW=1 pytest tests/apps/ui/test_named_figures.py`; don't edit it.",
            "",
            "| figure | name on the screen | unit | definition under it | function |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
