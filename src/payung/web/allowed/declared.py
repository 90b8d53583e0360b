"""Every address of the site, with what its view declares: whom it lets in, and its acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, get_resolver

from payung.accounts.acts import ACTS, Act
from payung.accounts.models import Role
from payung.ui.doors import OPEN_TO, PUBLIC

PROGRAMS = "api/"
"""Where programs ask; no person opens a page there."""


@dataclass(frozen=True, slots=True)
class Door:
    """An address: its name, its text, its view; `roles` is None where it is open to everybody."""

    name: str
    route: str
    room: str
    view: Any
    roles: frozenset[Role] | None
    acts: tuple[Act[Any], ...]

    @property
    def home(self) -> str:
        """The folder in which its view is written: `claims.case`; of a list page the room."""
        folder = ".".join(self.view.__module__.split(".")[1:-1])
        return folder if folder.partition(".")[0] == self.room else self.room

    @property
    def declared(self) -> bool:
        return self.roles is not None or hasattr(self.view, PUBLIC)


@cache
def doors() -> tuple[Door, ...]:
    """All addresses that people open, in the order of the address book."""
    found = _patterns(get_resolver(), "", "")
    return tuple(door for door in found if not door.route.startswith(PROGRAMS))


def _patterns(resolver: Any, prefix: str, room: str) -> Iterator[Door]:
    for url_pattern in resolver.url_patterns:
        route = prefix + str(url_pattern.pattern)
        if isinstance(url_pattern, URLPattern):
            view = url_pattern.callback
            roles, acts = getattr(view, OPEN_TO, None), getattr(view, ACTS, ())
            yield Door(str(url_pattern.name), route, room, view, roles, acts)
        else:
            module = getattr(url_pattern.urlconf_name, "__name__", "payung.api")
            yield from _patterns(url_pattern, route, room or module.split(".")[1])
