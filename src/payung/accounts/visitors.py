"""Who asks, of visitors who don't sign in: counted tries need to tell them apart."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw; without proxies the caller's own.

    `PAYUNG_PROXIES` says how many there are: what stands further left in the header anybody can
    write, and believing it would give each try a new address.
    """
    header = request.headers.get("X-Forwarded-For", "")
    seen = [part.strip() for part in header.split(",") if part.strip()]
    if 0 < settings.PROXIES <= len(seen):
        return seen[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
