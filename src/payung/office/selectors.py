"""Reading the city's records; facts of the city need no actor."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.areas.settling import the_city
from payung.office.models import Record


def current(kind: str = "") -> QuerySet[Record]:
    """What holds now: neither mended nor withdrawn."""
    records = Record.objects.filter(superseded_by=None, withdrawn=False)
    return records.filter(kind=kind) if kind else records


def history(kind: str, key: str) -> QuerySet[Record]:
    """All that was ever noted about one thing, the newest first."""
    return Record.objects.filter(kind=kind, key=key).order_by("-pk")


_place = ""


def learn_place() -> None:
    """Remembers whose site it is: a city's name is asked for once in a process, not on each page,
    and error pages can be drawn while the database is away."""
    global _place
    city = the_city()
    _place = city.name if city else ""


def place() -> str:
    """The name of the city whose site it is; empty until it was learned."""
    return _place
