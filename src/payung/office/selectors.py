"""Reading the city's records; facts of the city need no actor."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class OfficeContact:
    """An office as people call it; `dial` is its number without blanks."""

    name: str
    address: str
    phone: str
    whatsapp: str

    @property
    def dial(self) -> str:
        return dialled(self.phone)


def offices() -> list[OfficeContact]:
    """The city's offices and its branch of BPJS, with the numbers under which they answer."""
    records = Record.objects.filter(
        superseded_by=None, withdrawn=False, kind__in=("kantor", "cabang_bpjs")
    ).order_by("-kind", "pk")
    return [
        OfficeContact(*(str(record.told.get(slot, "")) for slot in _OFFICE_SLOTS))
        for record in records
    ]


def dialled(phone: str) -> str:
    """A telephone number as `tel:` and wa.me take it: digits, and a plus in front."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"+{digits}" if phone.strip().startswith("+") else digits


_OFFICE_SLOTS = ("nama", "alamat", "telepon", "whatsapp")
