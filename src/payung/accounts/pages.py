"""Who may open a page: the one way to say it.

`page` for who is signed in and works in one of the roles; `public` for everybody, `public_form`
where everybody may send something. What somebody who is signed in changes is an act
(`payung.accounts.acts`). The guard, the menu, the links of a page and *Siapa boleh apa* read the
roles off the view (`payung.ui.doors`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import BLIND, Role
from payung.accounts.scope import actor_of_request
from payung.kernel.errors import NotAllowed
from payung.kernel.sentence import say
from payung.ui.doors import OPEN_TO, PUBLIC

View = Callable[..., HttpResponse]
F = TypeVar("F", bound=Callable[..., object])

SIGNED_IN = tuple(role for role in Role if role != Role.SYSTEM)
"""Every role that signs in."""

EVERYONE = tuple(role for role in SIGNED_IN if role not in BLIND)
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
            chosen = again if is_refused(request) else asked
            return chosen(request, *args, **kwargs)

        setattr(show, OPEN_TO, frozenset(roles))
        return show

    return guard


def page_or(front: View, *roles: Role) -> Callable[[View], View]:
    """A page for these roles at an address where whoever has not signed in sees `front`."""

    def guard(view: View) -> View:
        inside, outside = page(*roles)(view), require_safe(front)

        @wraps(view)
        def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            shown = inside if request.user.is_authenticated else outside
            return shown(request, *args, **kwargs)

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

        signed_in = login_required(show)
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
    roles: frozenset[Role] = getattr(service, OPEN_TO)
    return roles


def public(view: View) -> View:
    """A page that asks nobody who he is, and takes nothing."""
    shown = require_safe(view)
    setattr(shown, PUBLIC, True)
    return shown


def public_form(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that takes what anybody sends; refused, it answers once more with what was typed."""
    shown = require_http_methods(["GET", "HEAD", "POST"])(view)
    setattr(shown, PUBLIC, True)
    return shown


def is_refused(request: HttpRequest) -> bool:
    """Whether this page is the answer to what was just refused."""
    return hasattr(request, "refusal")


def is_sent(request: HttpRequest) -> bool:
    """Whether a public form came in and wants to be done."""
    return request.method == "POST" and not is_refused(request)
