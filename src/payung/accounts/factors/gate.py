"""Who needs a second step, and whether this session has taken it; who was asked a while ago.

The demonstration with invented data stays one password away from each role; nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from payung.accounts import devices
from payung.accounts.models import Factor, FactorKind, User

TAKEN = "langkah_kedua"
"""Whether the person of this session has taken the second step."""
ASKED = "dipastikan"
"""When the person of this session last showed that it is he, in seconds."""
FRESH = timedelta(minutes=15)

V = TypeVar("V", bound=Callable[..., object])
PATH = "without_second_step"
"""The attribute of a view that somebody without a second step may open: the way to one, and out."""


def on_the_way(view: V) -> V:
    """Marks a page that leads to the second step."""
    setattr(view, PATH, True)
    return view


def needs(user: User) -> bool:
    """Every office does; who works as head of an RT alone is known by his bound phone."""
    return settings.SECOND_FACTOR and not devices.may_bind(user)


def has(user: User) -> bool:
    return Factor.objects.filter(
        user=user, ended_at=None, kind__in=(FactorKind.TOTP, FactorKind.PASSKEY)
    ).exists()


def stops(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether this person must take the second step before he opens this page."""
    user = cast(User, request.user)
    unknown = settings.SECOND_FACTOR and user.role not in devices.BINDING
    return unknown and not request.session.get(TAKEN) and not getattr(view, PATH, False)


def note_asked(request: HttpRequest) -> None:
    """He has just shown that it is he."""
    request.session[ASKED] = int(timezone.now().timestamp())


def is_fresh(request: HttpRequest) -> bool:
    """Whether he showed so lately that approving, signing, paying, exporting asks nothing more."""
    asked = request.session.get(ASKED, 0)
    return timezone.now().timestamp() - int(asked) < FRESH.total_seconds()


def asks_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page or file that is shown only to somebody who was asked lately who he is."""

    @wraps(view)
    def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not is_fresh(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return show


def ask_again(request: HttpRequest) -> HttpResponse:
    """Leads to the question, and back here afterwards."""
    return redirect(f"{reverse('again')}?{urlencode({'next': request.get_full_path()})}")


def _signed_in(request: HttpRequest, **_facts: Any) -> None:
    note_asked(request)


user_logged_in.connect(_signed_in, dispatch_uid="asked at sign-in")
