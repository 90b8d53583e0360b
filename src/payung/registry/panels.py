"""What the other rooms show on a person's page: each offers its own panel.

A room has a module `person_panel` with `panel(actor, records)`, which gets the ids under which
the person is known and returns a `Panel` or None. Nothing is registered by hand, so this room
needs to know none of the rooms above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.apps import apps

from payung.accounts.scope import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a person's page: the template draws `panel.context`."""

    template: str
    context: Mapping[str, Any]
    order: int = 50


class _Offer(Protocol):
    def __call__(self, actor: Actor, records: Sequence[int]) -> Panel | None: ...


def panels_of(actor: Actor, records: Sequence[int]) -> list[Panel]:
    """What all rooms know of a person, in the page's order."""
    found = [panel for offer in _offers() if (panel := offer(actor, records))]
    return sorted(found, key=lambda panel: panel.order)


@cache
def _offers() -> tuple[_Offer, ...]:
    names = [
        f"{config.name}.person_panel"
        for config in apps.get_app_configs()
        if config.name.startswith("payung.")
    ]
    return tuple(import_module(name).panel for name in names if find_spec(name))
