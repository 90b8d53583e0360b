"""The one way into a session: after the password, the code, the bound phone or the passkey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from payung.accounts import devices
from payung.accounts.factors import gate
from payung.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "menunggu_langkah_kedua"
"""Whose password was right in this session, until when, and where he was going."""
TERM = timedelta(minutes=10)
TRIES = 5


@dataclass(frozen=True, slots=True)
class HalfIn:
    """Somebody between the password and the second step."""

    user: User
    then: str


def come_in(
    request: HttpRequest, user: User, *, then: str = "", bound: bool = False
) -> HttpResponse:
    """Signs in; who has a second step takes it first, who needs one adds it at the next page."""
    if not bound and gate.needs(user) and gate.has(user):
        until = int((timezone.now() + TERM).timestamp())
        request.session[WAITING] = {"user": user.pk, "until": until, "then": then, "tries": TRIES}
        return redirect("second_step")
    return sign_in(request, user, then=then, bound=bound)


def waiting(request: HttpRequest) -> HalfIn | None:
    """Who is between the two steps in this session; nobody after ten minutes."""
    kept = request.session.get(WAITING)
    if not kept or kept["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    return HalfIn(user, kept["then"]) if user else None


def may_try_again(request: HttpRequest) -> bool:
    """Counts a wrong code; after the last one the password is asked anew."""
    kept = request.session[WAITING]
    if kept["tries"] <= 1:
        del request.session[WAITING]
        return False
    request.session[WAITING] = {**kept, "tries": kept["tries"] - 1}
    return True


def sign_in(
    request: HttpRequest, user: User, *, then: str = "", bound: bool = False, taken: bool = False
) -> HttpResponse:
    """The session begins; `taken` says that the second step is behind him."""
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    request.session[gate.TAKEN] = taken
    response = redirect(then or "home")
    devices.remember(request, response, user, bound=bound)
    return response
