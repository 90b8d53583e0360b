"""Names the pages on which a value was read: the words behind the ids of `verified_by`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from payung.law.jamsostek.data import read_yaml


def read_at(verified_by: str) -> tuple[str, ...]:
    """The pages that `verified_by` names, in its order; an id that nobody listed stays as it is."""
    return tuple(_pages().get(name, name) for name in verified_by.split())


@cache
def _pages() -> Mapping[str, str]:
    return read_yaml("evidence.yaml")
