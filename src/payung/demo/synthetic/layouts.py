"""The layouts in which offices send lists: read from data/layouts.yaml, one object each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from payung.demo.synthetic.tables import layout_tables

RELIGIOUS_LAYOUT = "kesra"
GROUP_SIGN = " > "


@dataclass(frozen=True, slots=True)
class InventedLayout:
    """One way to lay out a list; the head of layouts.yaml explains the words."""

    key: str
    file: str
    columns: dict[str, str]
    kind: str = "xlsx"
    sheet: str = "Sheet1"
    before: str = ""
    titles: tuple[str, ...] = ()
    offset: tuple[int, int] = (0, 0)
    by: str = ""
    summary: str = ""
    numbering: bool = False
    repeat: int = 0
    sections: bool = False
    blank_every: int = 0
    total: bool = False
    signature: bool = False
    hidden: tuple[str, ...] = ()
    dates: str = "dash"
    sex: str = "letters"
    income: str = "mixed"
    wrap_address: bool = False

    @property
    def grouped(self) -> bool:
        """Whether the header has two rows, the upper one merged over its group."""
        return any(GROUP_SIGN in title for title in self.columns.values())


@cache
def layouts() -> dict[str, InventedLayout]:
    """Every layout by its key."""
    return {key: _layout(key, facts) for key, facts in layout_tables().items()}


def _layout(key: str, facts: dict[str, Any]) -> InventedLayout:
    fixed: dict[str, Any] = {
        word: tuple(value) if isinstance(value, list) else value for word, value in facts.items()
    }
    return InventedLayout(key=key, **fixed)
