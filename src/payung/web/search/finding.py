"""One question to all rooms: each tells what it finds, limited to what the reader may see.

A room has a module `finding` with `find(actor, text)`, which yields `Hit`s. Nothing is registered
by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.http import HttpRequest

from payung.accounts.scope import actor_of_request
from payung.ui.doors import opens
from payung.ui.parts import Hit


def found_in_all_rooms(request: HttpRequest, text: str) -> list[Hit]:
    """Every hit whose page the reader may open, once, by the order of the rooms."""
    actor = actor_of_request(request)
    hits = [hit for find in _finders() for hit in find(actor, text) if opens(hit.href, request)]
    return list({hit.href: hit for hit in reversed(hits)}.values())[::-1]


@cache
def _finders() -> tuple[Callable[..., Iterable[Hit]], ...]:
    names = [
        f"{config.name}.finding"
        for config in apps.get_app_configs()
        if config.name.startswith("payung.") and config.name != "payung.web"
    ]
    return tuple(import_module(name).find for name in names if find_spec(name))
