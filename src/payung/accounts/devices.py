"""The browsers that people sign in from: known ones are told from a guesser's; an RT head's own
phone is bound to him for ninety days, because he has no second factor to type.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from payung.accounts.models import Device, Role, User
from payung.accounts.sessions import DEVICE

COOKIE = "perangkat"
KEPT = timedelta(days=90)
BINDING = frozenset((Role.RT,))
"""Roles that sign in by their bound phone alone (docs/adr/0071)."""


def known(request: HttpRequest) -> Device | None:
    """The device of this browser, as long as it is neither ended nor too old."""
    token = request.COOKIES.get(COOKIE, "")
    return live().filter(token=_hashed(token)).first() if token else None


def live() -> QuerySet[Device]:
    return Device.objects.filter(
        ended_at=None, expires_at__gt=timezone.now(), user__is_active=True
    ).select_related("user")


def remember(
    request: HttpRequest, response: HttpResponse, user: User, *, bound: bool = False
) -> None:
    """Knows this browser as the user's from now on; a bound one signs him in by itself."""
    old, now = known(request), timezone.now()
    if old is not None and old.user_id == user.pk and (old.bound or not bound):
        request.session[DEVICE] = old.pk
        return
    token = secrets.token_urlsafe(32)
    made = Device.objects.create(
        user=user, token=_hashed(token), bound=bound, made_at=now, expires_at=now + KEPT
    )
    request.session[DEVICE] = made.pk
    response.set_cookie(
        COOKIE, token, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def end_all(user: User) -> int:
    """The user's devices are strangers again."""
    return live().filter(user=user).update(ended_at=timezone.now())


def may_bind(user: User) -> bool:
    """Whether a device may stand for him: he works in such roles alone."""
    roles = {assignment.role for assignment in user.in_force()}
    return bool(roles) and roles <= BINDING


def _hashed(token: str) -> bytes:
    return settings.KEY_RING.index(token, "perangkat")
