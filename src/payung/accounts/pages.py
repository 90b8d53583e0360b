"""Who may open a page: the one way to say it.

`page` for who is signed in and works in one of the roles, `public` for everybody. Both show and
change nothing; what changes something is an act (`payung.accounts.acts`). The menu, the links of
a page and the table *Siapa boleh apa* read the roles off the view (`payung.ui.doors`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.accounts.models import BLIND, Role
from payung.accounts.scope import actor_of_request
from payung.kernel.errors import NotAllowed
from payung.kernel.sentence import say
from payung.ui.doors import OPEN_TO

View = Callable[..., HttpResponse]
F = TypeVar("F", bound=Callable[..., object])

EVERYONE = tuple(role for role in Role if role not in (Role.SYSTEM, *BLIND))
"""Every role that works with citizens' data."""


def page(*roles: Role) -> Callable[[View], View]:
    """A page for these roles; others get a page that says why not, strangers the sign-in.

    After a refused act the same page answers the POST, with what was typed
    (`payung.accounts.acts`).
    """

    def guard(view: View) -> View:
        asked = page_for(*roles)(require_safe(view))
        again = page_for(*roles)(view)

        @wraps(view)
        def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            chosen = again if hasattr(request, "refusal") else asked
            return chosen(request, *args, **kwargs)

        setattr(show, OPEN_TO, frozenset(roles))
        return show

    return guard


def page_for(*roles: Role) -> Callable[[View], View]:
    """Lets the roles in, whatever the method."""

    def guard(view: View) -> View:
        @wraps(view)
        def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if actor_of_request(request).role not in roles:
                raise NotAllowed(say("Halaman ini tidak untuk peran Anda. Hubungi operator kota."))
            return view(request, *args, **kwargs)

        signed_in = login_required(never_cache(show))
        setattr(signed_in, OPEN_TO, frozenset(roles))
        return signed_in

    return guard


def open_to(*roles: Role) -> Callable[[F], F]:
    """Marks what an act calls, where that is no single business action, with those who may."""

    def mark(service: F) -> F:
        setattr(service, OPEN_TO, frozenset(roles))
        return service

    return mark


def roles_of(service: Callable[..., object]) -> frozenset[Role]:
    """Those whom a page or a business action lets in."""
    found: frozenset[Role] = getattr(service, OPEN_TO)
    return found


PUBLIC = "public"
"""The attribute of a view that is open to everybody, signed in or not."""


def public(view: View) -> View:
    """A page that asks nobody who he is."""
    setattr(view, PUBLIC, True)
    return view
