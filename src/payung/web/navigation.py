"""What stands in the menu and on the to-do list: each room offers its own, by role.

A room has a module `navigation` with `ENTRIES` (a sequence of `NavEntry`), the word `GROUP` under
which they stand, and, if it has work that waits for people, `todo(actor)` that returns `TodoItem`s.
Nothing is registered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor, actor_of_request
from payung.ui.doors import OPEN_TO, PUBLIC, opens
from payung.ui.parts import MainAct, NavEntry, TodoItem, Words

NAV: list[NavEntry] = [
    NavEntry(_("Beranda"), "home", order=0),
    NavEntry(_("Hitung hak"), "calculator", order=90),
    NavEntry(_("Siapa boleh apa"), "who_may", order=96),
]
"""The shell's own entries; the rooms' come after them by their `order`."""


SHORT: dict[str, tuple[str, ...]] = {
    Role.RT: (
        "rt_page", "claim_report_who", "worker_new", "proposal_list", "person_list", "profile",
    ),
}  # fmt: skip
"""Roles with a menu of a few entries; all else stands on their first page."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry as the page shows it, or a group of entries that leads to its first."""

    label: Words
    href: str
    current: bool
    within: tuple[MenuItem, ...] = ()


def menu_for(role: str, path: str) -> list[MenuItem]:
    """The menu of a role; the entry whose address begins `path` most closely is the current one.

    A group of which the role may open a single entry is that entry.
    """
    found = [
        (entry, href)
        for entry in entries()
        if (href := _address(entry))
        if _offered_to(entry, role, href)
    ]
    near = [href for _, href in found if path == href or (href != "/" and path.startswith(href))]
    current = max(near, key=len, default="")
    groups: dict[str, list[MenuItem]] = {}
    for entry, href in found:
        key = str("" if role in SHORT else entry.group) or href
        groups.setdefault(key, []).append(MenuItem(entry.label, href, href == current))
    return [_grouped(name, items) for name, items in groups.items()]


def _grouped(name: str, items: list[MenuItem]) -> MenuItem:
    if len(items) == 1:
        return items[0]
    return MenuItem(name, items[0].href, any(item.current for item in items), tuple(items))


def todo_for(actor: Actor) -> list[TodoItem]:
    """What waits for the actor in all rooms, the oldest first; what counts nothing is left out."""
    items = [item for ask in _askers() for item in ask(actor) if item.count]
    return sorted(items, key=lambda item: -(item.oldest_days or 0))


def steering_for(request: HttpRequest) -> list[MainAct]:
    """The month's main acts of the reader, those with a last day first, whose pages he may open.

    A room has a module `steering` with `steer(actor)`.
    """
    actor = actor_of_request(request)
    acts = [act for ask in _steerers() for act in ask(actor) if opens(act.href, request)]
    return sorted(acts, key=lambda act: act.last_day or date.max)


@cache
def _steerers() -> tuple[Callable[[Actor], Sequence[MainAct]], ...]:
    names = [f"{c.name}.steering" for c in apps.get_app_configs() if c.name.startswith("payung.")]
    return tuple(import_module(name).steer for name in names if find_spec(name))


@cache
def entries() -> tuple[NavEntry, ...]:
    """All entries of all rooms, in the menu's order."""
    offered = [entry for room in _rooms() for entry in _offered(room)]
    return tuple(sorted([*NAV, *offered], key=lambda entry: entry.order))


@cache
def _askers() -> tuple[Callable[[Actor], Sequence[TodoItem]], ...]:
    return tuple(room.todo for room in _rooms() if hasattr(room, "todo"))


def _rooms() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        name = f"{config.name}.navigation"
        if config.name.startswith("payung.") and name != __name__ and find_spec(name):
            yield import_module(name)


def _offered(room: ModuleType) -> Iterator[NavEntry]:
    """A room's entries, each in the room's group unless it has one of its own or stands alone."""
    for entry in getattr(room, "ENTRIES", ()):
        grouped = entry.alone or entry.group
        yield entry if grouped else replace(entry, group=getattr(room, "GROUP", ""))


def _offered_to(entry: NavEntry, role: str, href: str) -> bool:
    """Whom the page lets in, or those of them for whom the entry is meant."""
    view = resolve(href).func
    lets_in = hasattr(view, PUBLIC) or role in getattr(view, OPEN_TO, ())
    if entry.url_name not in SHORT.get(role, (entry.url_name,)):
        return False
    return lets_in and (not entry.roles or role in entry.roles)


def _address(entry: NavEntry) -> str:
    """Empty where the address doesn't exist; a test names such entries."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
