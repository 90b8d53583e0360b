"""Reading the chain, which is of all cities: who asks names accounts or things in his sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from payung.audit.models import Entry


def entries_about(subjects: Collection[str]) -> QuerySet[Entry]:
    """Who did what to these things (`person:7`), the newest first."""
    return Entry.objects.filter(subject__in=subjects)


def entries_by(
    account: str, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[Entry]:
    """What one account (`user:7`) did, the newest first; `until` is not included."""
    entries = Entry.objects.filter(actor=account)
    if since is not None:
        entries = entries.filter(at__gte=since)
    return entries if until is None else entries.filter(at__lt=until)


def length_of_chain() -> int:
    return Entry.objects.count()
