"""How much a request may send: judged by its announced length, before any of it is read.

The server hands over no more than was announced, so nothing beyond a limit reaches memory or disk.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.utils import timezone

from payung.kernel.sentence import Sentence, say
from payung.ui.words import shown

FORM = 1 * 2**20
"""What a visitor may send, and anybody without a file: more than any form of ours holds."""

INTERFACE = 6 * 2**20
"""What a program may send to the open interface, which has narrower limits of its own."""

FILES = 100 * 2**20
"""What somebody who has signed in may send at once, several files together."""

PER_DAY = 1 * 2**30
"""What one account may send on one day."""

TOO_MUCH = 413


class LengthMiddleware:
    """Refuses what is too long, or too much for one day, with 413 and a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= FORM:
            return (
                HttpResponse(status=400) if _is_cut(request, length) else self.get_response(request)
            )
        refusal = _refusal(request, length)
        if refusal is None:
            return self.get_response(request)
        _stop_reading(request)
        return render(request, "web/refused.html", {"sentence": shown(refusal)}, status=TOO_MUCH)


def _is_cut(request: HttpRequest, length: int) -> bool:
    """Whether the line broke before all of a form was here: half of one is never taken for it."""
    if request.method != "POST":
        return False
    try:
        return len(request.body) < length
    except RawPostDataException:
        return False


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "")
    return int(text) if text.isdecimal() else 0


def _refusal(request: HttpRequest, length: int) -> Sentence | None:
    open_interface = request.path_info.startswith("/api/")
    most = INTERFACE if open_interface else FILES if request.user.is_authenticated else FORM
    if length > most:
        return say(
            "Kiriman lebih besar dari {most} MB. Bagi menjadi beberapa kiriman.", most=most // 2**20
        )
    if not open_interface and _sent_today(f"user:{request.user.pk}", length) > PER_DAY:
        return say("Kiriman hari ini sudah terlalu banyak. Lanjutkan besok.")
    return None


def _sent_today(who: str, length: int) -> int:
    """Adds to the day's sum and returns it; refused requests count too, or nothing would."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM web_received WHERE day < %s", [today])
        cursor.execute(
            "INSERT INTO web_received (day, who, bytes) VALUES (%s, %s, %s)"
            " ON CONFLICT (day, who) DO UPDATE SET bytes = web_received.bytes + excluded.bytes"
            " RETURNING bytes",
            [today, who, length],
        )
        total: int = cursor.fetchone()[0]
    return total


def _stop_reading(request: HttpRequest) -> None:
    """The server would read the rest, to use the connection again: it ends here instead."""
    connected: Any = request.META.get("gunicorn.socket")
    if connected is not None:
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RD)
