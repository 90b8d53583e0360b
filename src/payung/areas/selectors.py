"""Reading areas; they are public facts and need no actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from payung.areas.models import Area
from payung.kernel.area import AreaKind, kelurahan_of, lineage

if TYPE_CHECKING:
    from payung.lists.area_names import AreaTable


def area_table() -> AreaTable:
    """The kelurahan that lists are resolved against."""
    from payung.lists.area_names import AreaTable

    rows = Area.objects.filter(kind=AreaKind.KELURAHAN)
    named = rows.annotate(district=Coalesce("parent__name", Value("")))
    return AreaTable.of(named.values_list("code", "name", "district"))


def find_area(code: str) -> Area | None:
    """The area of a code that somebody typed or that stands in an address."""
    if "\x00" in code:
        return None  # the database takes no such text
    return Area.objects.select_related("parent").filter(code=code).first()


def area_of(code: str) -> Area:
    """The area of a code that is surely kept, such as that of an assignment."""
    return Area.objects.select_related("parent").get(code=code)


def areas_of(codes: Collection[str]) -> list[Area]:
    """The areas of many codes, by code, in one statement."""
    return list(Area.objects.filter(code__in=codes).select_related("parent").order_by("code"))


def area_name(code: str) -> str:
    """Its name alone; empty where no such area is kept."""
    area = find_area(code)
    return area.name if area else ""


def area_names(codes: Collection[str]) -> dict[str, str]:
    """The bare names by code: of kelurahan, or of RT within one kelurahan; else `place_names`."""
    named = Area.objects.filter(code__in=codes).order_by("code")
    return dict(named.values_list("code", "name"))


def kelurahan_counts(codes: Iterable[str]) -> list[tuple[str, int]]:
    """How many of these areas lie in each kelurahan: name and number, by code."""
    counts = Counter(kelurahan_of(code) for code in codes)
    names = area_names(list(counts))
    return [(names.get(code, code), counts[code]) for code in sorted(counts)]


def find_places(area: str, text: str) -> QuerySet[Area]:
    """Kelurahan and kecamatan of an area by name, RT by number within one: `RT 005 Simpang`."""
    inside = Area.objects.filter(valid_to=None, **within(area, "code"))
    words = text.casefold().split()
    if words[:1] == ["rt"] and len(words) > 1 and words[1].isdecimal():
        places = inside.filter(kind=AreaKind.RT, name=f"RT {words[1].lstrip('0'):0>3}")
        for word in words[2:]:
            places = places.filter(parent__name__icontains=word)
    else:
        places = inside.exclude(kind=AreaKind.RT)
        for word in words:
            places = places.filter(name__icontains=word)
    return places.select_related("parent").order_by("code")


def areas_in(area: str, kind: AreaKind, *, former: bool = False) -> QuerySet[Area]:
    """The areas of a kind inside an area (itself included), by code; `former`: ended ones too."""
    inside = Area.objects.filter(kind=kind, **within(area, "code")).select_related("parent")
    return (inside if former else inside.filter(valid_to=None)).order_by("code")


def area_and_below(code: str) -> list[Area]:
    """The area itself and those directly below it, by code."""
    return list(Area.objects.filter(Q(code=code) | Q(parent=code)).order_by("code"))


def city_codes(*, former: bool = False) -> list[str]:
    """The cities of this installation; `former`: those that ended too."""
    cities = Area.objects.filter(kind=AreaKind.CITY)
    kept = cities if former else cities.filter(valid_to=None)
    return list(kept.order_by("code").values_list("code", flat=True))


def city_of(code: str) -> Area | None:
    """The city that an area lies in, or is."""
    return Area.objects.filter(code__in=lineage(code), kind=AreaKind.CITY).first()


def city_short_name(code: str) -> str:
    """`Bogor` of `Kota Bogor`, as it stands before a date on a letter; empty where unknown."""
    city = city_of(code)
    return city.name.removeprefix("Kota ").removeprefix("Kabupaten ") if city else ""


def rt_codes(area: str) -> frozenset[str]:
    """The codes of all RT, former ones too, inside an area."""
    rows = Area.objects.filter(kind=AreaKind.RT, **within(area, "code"))
    return frozenset(rows.values_list("code", flat=True))


def nowhere(name: str) -> Area:
    """Stands in a table for those of whom only the higher area is known; stored never."""
    return Area(code="", name=name, valid_to=date.min)


def place_name(area: Area) -> str:
    """`Simpang IV Sipin, RT 001`: an RT's number says nothing without its kelurahan.

    Select `area__parent` with the area, or each name costs a query.
    """
    by_rt = area.kind == AreaKind.RT and area.parent is not None
    return f"{area.parent.name}, {area.name}" if by_rt and area.parent else area.name


def place_names(codes: Collection[str]) -> dict[str, str]:
    """`place_name` by code for many areas, in one statement."""
    return {area.code: place_name(area) for area in areas_of(codes)}


def ancestors(code: str) -> list[Area]:
    """The areas from the city down to `code`, for a trail of links."""
    parts = code.split(".")
    codes = [".".join(parts[:n]) for n in range(2, len(parts) + 1)]
    return areas_of(codes)


def within(area: str, field: str = "area_id") -> dict[str, str]:
    """Conditions for `filter` that hold for what lies in an area, itself included.

    The same range as the rows' protection in the database: '/' follows '.' in the C collation.
    """
    return {f"{field}__gte": area, f"{field}__lt": f"{area}/"}
