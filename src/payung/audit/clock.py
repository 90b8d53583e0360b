"""The site's day: today, unless the installation shows a story with a day of its own."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The local date; PAYUNG_TODAY fixes it for the demonstration."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()
