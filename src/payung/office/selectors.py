"""Reading the city's records; facts of the city need no actor."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.areas.settling import the_city
from payung.office.models import Record


def current(kind: str = "") -> QuerySet[Record]:
    """What holds now: neither mended nor withdrawn."""
    found = Record.objects.filter(superseded_by=None, withdrawn=False)
    return found.filter(kind=kind) if kind else found


def history(kind: str, key: str) -> QuerySet[Record]:
    """All that was ever noted about one thing, the newest first."""
    return Record.objects.filter(kind=kind, key=key).order_by("-pk")


def place() -> str:
    """Whose site it is: the city's name; empty until it is opened."""
    city = the_city()
    return city.name if city else ""
