"""The site's clock: the real one, unless the installation shows a story with days of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

BEHIND_SETTING = "payung.behind"
"""How the database hears of `behind`: seconds, for the acting transaction."""

_told: ContextVar[date | None] = ContextVar("told", default=None)


@contextmanager
def telling(day: date) -> Iterator[None]:
    """Everything inside happens on `day`: how the demonstration tells the year as it went."""
    token = _told.set(day)
    try:
        yield
    finally:
        _told.reset(token)


def behind() -> timedelta:
    """How far the site's clock lags behind the real one, in whole days; usually nothing."""
    day: date | None = _told.get() or settings.TODAY
    return timezone.localdate() - day if day else timedelta()


def now() -> datetime:
    """The moment that everything which people do is dated with, but for the audit chain."""
    return timezone.now() - behind()


def today() -> date:
    """The local date; PAYUNG_TODAY fixes it for the demonstration."""
    return timezone.localdate(now())


def days_since(moment: datetime | None) -> int | None:
    """Whole days from a moment to today, for the age of what waits; None where nothing waits."""
    return None if moment is None else max((today() - timezone.localdate(moment)).days, 0)
