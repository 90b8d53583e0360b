"""Names the pages on which a value was read: the words behind the ids of `verified_by`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from payung.law.engine.parameters import CITY
from payung.law.jamsostek.data import read_yaml


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as it was read; `day` is None for a page that the list doesn't know."""

    page: str
    day: date | None = None
    by: str = ""


def read_at(verified_by: str) -> tuple[Reading, ...]:
    """The readings that `verified_by` names, in its order; an unknown id stays as it is."""
    return tuple(_reading(name) for name in verified_by.split() if not name.startswith("sha256:"))


def _reading(name: str) -> Reading:
    if name.startswith(f"{CITY}:"):
        return Reading("Keputusan kota", date.fromisoformat(name.partition(":")[2]))
    page = _evidence()["pages"].get(name)
    if page is None:
        return Reading(name)
    read = _evidence()["read"][name[0]]
    return Reading(page, read["day"], read["by"])


@cache
def _evidence() -> dict[str, Any]:
    return read_yaml("evidence.yaml")
