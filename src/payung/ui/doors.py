"""Which links a reader may follow: a page shows no door that is closed to who looks at it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import Resolver404, resolve

OPEN_TO = "open_to"
"""The attribute by which a view names the roles that may open it; without it, every role may."""

PUBLIC = "public"
"""The attribute of a view that is open to everybody, signed in or not."""


def opens(address: str, request: HttpRequest | None) -> bool:
    """Whether the view behind a local address lets the signed-in person's role in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return True
    try:
        view = resolve(address.partition("?")[0]).func
    except Resolver404:
        return True
    roles: frozenset[str] | None = getattr(view, OPEN_TO, None)
    return roles is None or actor.role in roles
