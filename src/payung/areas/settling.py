"""Storing a city's areas as the national list has them; what is gone since stays, with its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from payung.areas.models import Area
from payung.areas.national import NationalArea
from payung.areas.selectors import within
from payung.kernel.area import NO_RW, AreaKind, kelurahan_of

LONG_AGO = date(1945, 8, 17)
"""The list is a snapshot: since when an area is there, it doesn't say."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many areas are new, named anew, and gone."""

    added: int
    renamed: int
    gone: int


def settle(areas: Sequence[NationalArea], on: date) -> Settled:
    """Brings a city's areas to what the list says; `found` begins with the city.

    In the first filling everything holds since long ago; what comes later, since `on`.
    """
    city = areas[0].code
    upper = Area.objects.filter(**within(city, "code")).exclude(kind=AreaKind.RT)
    known = {area.code: area for area in upper}
    since = on if known else LONG_AGO
    fresh = [
        Area(code=a.code, kind=a.kind, name=a.name, parent_id=a.parent or None, valid_from=since)
        for a in areas
        if a.code not in known
    ]
    Area.objects.bulk_create(fresh)
    names = {a.code: a.name for a in areas}
    renamed = [area for code, area in known.items() if names.get(code, area.name) != area.name]
    for area in renamed:
        area.name = names[area.code]
    Area.objects.bulk_update(renamed, ["name"])
    gone = upper.filter(valid_to=None).exclude(code__in=names)
    return Settled(len(fresh), len(renamed), gone.update(valid_to=on - timedelta(days=1)))


def keep_rts(codes: Iterable[str], on: date) -> int:
    """Makes the RT of these codes that aren't known yet; returns how many. Their kelurahan must be.

    In an area without any RT they hold since long ago, later ones since `on`.
    """
    wanted = {code: kelurahan_of(code) for code in codes}
    known = set(Area.objects.filter(code__in=wanted).values_list("code", flat=True))
    begun = Area.objects.filter(kind=AreaKind.RT, parent__in=set(wanted.values()))
    settled = set(begun.values_list("parent_id", flat=True))
    made = Area.objects.bulk_create(
        Area(
            code=code, kind=AreaKind.RT, name=rt_name(code), parent_id=parent,
            valid_from=on if parent in settled else LONG_AGO,
        )
        for code, parent in wanted.items()
        if code not in known
    )  # fmt: skip
    return len(made)


def store_areas(lines: Iterable[Mapping[str, Any]]) -> None:
    """Areas with their validity, the upper first, as the lines of a made-up city name them."""
    Area.objects.bulk_create(Area(**line) for line in lines)


def rt_name(code: str) -> str:
    """`RT 014 RW 005`, or `RT 014` where there is no RW."""
    rw, rt = code.split(".")[4:]
    return f"RT {rt}" if rw == NO_RW else f"RT {rt} RW {rw}"


def the_city() -> Area | None:
    """The city of this installation; None until it is opened."""
    return Area.objects.filter(kind=AreaKind.CITY).first()
