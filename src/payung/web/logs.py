"""One line of JSON for what matters: refusals, sign-ins, exports, changes, failures.

A line names request, account and page by number and name, never a person: no address with its
query, no message of an exception (a database's may quote the row), no user's name.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
log = logging.getLogger("payung.requests")
_running: ContextVar[HttpRequest | None] = ContextVar("running", default=None)


class LogMiddleware:
    """Numbers each request and tells of those that an operator may have to look for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.number = token_hex(8)  # type: ignore[attr-defined]
        token = _running.set(request)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            if kind := _kind(request, response):
                seconds = round(time.perf_counter() - began, 3)
                facts = {"status": response.status_code, "seconds": seconds}
                log.info(kind, extra={"facts": facts})
            response["X-Request-ID"] = request.number  # type: ignore[attr-defined]
            return response
        finally:
            _running.reset(token)


def _kind(request: HttpRequest, response: HttpResponse) -> str:
    """What a line is written about; nothing for a page that was only read."""
    if response.status_code >= 400:
        return "refused"
    if response.get("Content-Disposition", "").startswith("attachment"):
        return "exported"
    return "" if request.method in ("GET", "HEAD", "OPTIONS") else "changed"


class JsonLines(logging.Formatter):
    """Time, level, what happened, in which request, by which account, on which page."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        line |= _of_request(_running.get())
        line["event"] = str(record.msg)
        if about := _harmless(record.args):
            line["about"] = about
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def _harmless(arguments: object) -> list[str]:
    """Of a line's arguments only days and numbers of rows and jobs: all else may be a person's."""
    found = arguments if isinstance(arguments, tuple) else ()
    return [str(one) for one in found if isinstance(one, (int, date, UUID)) or _is_uuid(one)]


def _is_uuid(word: object) -> bool:
    return isinstance(word, str) and bool(_UUID.fullmatch(word))


def _of_request(request: HttpRequest | None) -> dict[str, Any]:
    if request is None:
        return {}
    match = request.resolver_match
    known = getattr(request, "_cached_user", None)  # who was asked for; nothing is read anew
    return {
        "request": getattr(request, "number", ""),
        "account": getattr(known, "pk", None),
        "method": request.method,
        "page": match.view_name if match else "",
    }


def _tell(event: str) -> Callable[..., None]:
    def receiver(**facts: Any) -> None:
        user = facts.get("user")
        log.info(event, extra={"facts": {"account": user.pk} if user is not None else {}})

    return receiver


_receivers = [
    (user_logged_in, _tell("signed in")),
    (user_logged_out, _tell("signed out")),
    (user_login_failed, _tell("sign-in failed")),
]
for _signal, _receiver in _receivers:  # kept above: a signal holds its receivers weakly
    _signal.connect(_receiver)
