"""Whose data the running page has read: ids alone, gathered as records come from the database.

Every `Person` that a page loads is noted, whichever room the page is in; what reads persons in
another way says so with `saw`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seen: ContextVar[set[int] | None] = ContextVar("seen", default=None)


def saw(person_ids: Iterable[int]) -> None:
    """Notes that these persons' data were read; outside a page nothing is gathered."""
    found = _seen.get()
    if found is not None:
        found.update(person_ids)


@contextmanager
def gathering() -> Iterator[set[int]]:
    """The ids of the persons who are read meanwhile."""
    found: set[int] = set()
    token = _seen.set(found)
    try:
        yield found
    finally:
        _seen.reset(token)
