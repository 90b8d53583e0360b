"""What the shell of every page needs: who acts, the menu, the addresses of the common acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from payung.accounts.models import User
from payung.office.selectors import place
from payung.ui.parts import Words
from payung.web.navigation import MenuItem, menu_for
from payung.web.search.views import SEARCHERS


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame around a page; a visitor who is not signed in has neither menu nor name."""

    path: str
    place: str = ""
    demo: bool = False
    person: str = ""
    role: Words = ""
    area: str = ""
    navigation: tuple[MenuItem, ...] = ()
    home_url: str = "/"
    logout_url: str = ""
    language_url: str = ""
    search_url: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The acting person and the shell of the page."""
    frame: dict[str, Any] = {
        "path": request.get_full_path(),
        "place": place(),
        "demo": settings.PAYUNG_DEMO,
        "language_url": _address("set_language"),
    }
    user = getattr(request, "user", None)
    if isinstance(user, User):
        frame |= _signed_in(user, request.path)
    return {"actor": getattr(request, "actor", None), "shell": Shell(**frame)}


def _signed_in(user: User, path: str) -> dict[str, Any]:
    return {
        "person": user.full_name,
        "role": user.assignment.words if user.assignment else "",
        "area": user.area.name if user.area else "",
        "navigation": tuple(menu_for(user.role, path)),
        "logout_url": _address("logout"),
        "search_url": _address("search") if user.role in SEARCHERS else "",
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
