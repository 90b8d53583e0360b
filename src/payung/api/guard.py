"""Keeps one caller from using up the service: small bodies, so many calls a minute."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from payung.accounts.visitors import client_address

CALLS_A_MINUTE = {"one": 120, "batch": 12}
"""By kind of call, for each address and server process; counted in memory, kept for a minute."""

View = Callable[..., HttpResponse]


def guarded(kind: str, max_bytes: int) -> Callable[[View], View]:
    """A view that answers 413 to a larger body and 429 to a caller in a hurry."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _length(request) > max_bytes:
                return _refusal(
                    413, f"Kiriman paling besar {max_bytes // 1024} KB. Kirim bertahap."
                )
            if _calls(kind, request) > CALLS_A_MINUTE[kind]:
                refused = _refusal(429, "Terlalu banyak permintaan. Coba lagi satu menit lagi.")
                refused["Retry-After"] = "60"
                return refused
            return view(request, *args, **kwargs)

        return answer

    return around


def _length(request: HttpRequest) -> int:
    """The server hands over no more than the caller has announced."""
    text = str(request.META.get("CONTENT_LENGTH") or "")
    return int(text) if text.isdecimal() else 0


def _calls(kind: str, request: HttpRequest) -> int:
    minute = int(timezone.now().timestamp()) // 60
    key = f"api:{kind}:{client_address(request)}:{minute}"
    cache.add(key, 0, 60)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1


def _refusal(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"detail": sentence}, status=status)
