"""The site's day: today, unless the installation shows a story with a day of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The local date; PAYUNG_TODAY fixes it for the demonstration."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()


def days_since(moment: datetime | None) -> int | None:
    """Whole days from a moment to today, for the age of what waits; None where nothing waits."""
    return None if moment is None else max((today() - timezone.localdate(moment)).days, 0)
