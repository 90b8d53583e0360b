"""Until a city is opened, nothing answers but its opening and the sign of life."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.accounts.opening import is_open
from payung.office.selectors import learn_place

_OPEN = ("/mulai/", "/healthz", "/static/", "/bahasa/")


class OpeningGate:
    """Asks the database until somebody has an account, and never again in this process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.opened = not settings.OPENING_GATE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.opened and not request.path.startswith(_OPEN):
            self.opened = is_open()
            if self.opened:
                learn_place()
            else:
                return render(request, "web/unopened.html", status=503)
        return self.get_response(request)
