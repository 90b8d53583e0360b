"""An address that only takes acts leads whoever asks for it to the page that it stands on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve


class WayBackMiddleware:
    """Such a GET comes from signing in again, from the language switch, from a kept address.

    Programs that speak to the API get their 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked = request.method in ("GET", "HEAD") and not request.path.startswith("/api/")
        if response.status_code == 405 and asked:
            return redirect(page_above(request.path))
        return response


def page_above(path: str) -> str:
    """The nearest address above this one that exists; one that only takes acts leads on again."""
    while (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return path
