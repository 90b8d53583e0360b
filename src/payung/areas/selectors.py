"""Reading areas; they are public facts and need no actor."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Value
from django.db.models.functions import Coalesce

from payung.areas.models import Area
from payung.kernel.area import AreaKind

if TYPE_CHECKING:
    from payung.lists.area_names import AreaTable


def area_table() -> AreaTable:
    """The kelurahan that lists are resolved against."""
    from payung.lists.area_names import AreaTable

    rows = Area.objects.filter(kind=AreaKind.KELURAHAN)
    named = rows.annotate(district=Coalesce("parent__name", Value("")))
    return AreaTable.of(named.values_list("code", "name", "district"))


def rt_codes(area: str) -> frozenset[str]:
    """The codes of all RT, former ones too, inside an area."""
    rows = Area.objects.filter(kind=AreaKind.RT, **within(area, "code"))
    return frozenset(rows.values_list("code", flat=True))


def place_name(area: Area) -> str:
    """`Simpang IV Sipin, RT 001`: an RT's number says nothing without its kelurahan.

    Select `area__parent` with the area, or each name costs a query.
    """
    by_rt = area.kind == AreaKind.RT and area.parent is not None
    return f"{area.parent.name}, {area.name}" if by_rt and area.parent else area.name


def place_names(codes: Collection[str]) -> dict[str, str]:
    """`place_name` by code for many areas, in one statement."""
    found = Area.objects.filter(code__in=codes).select_related("parent")
    return {area.code: place_name(area) for area in found}


def ancestors(code: str) -> list[Area]:
    """The areas from the city down to `code`, for a trail of links."""
    parts = code.split(".")
    codes = [".".join(parts[:n]) for n in range(2, len(parts) + 1)]
    return list(Area.objects.filter(code__in=codes).order_by("code"))


def within(area: str, field: str = "area_id") -> dict[str, str]:
    """Conditions for `filter` that hold for what lies in an area, itself included.

    The same range as the rows' protection in the database: '/' follows '.' in the C collation.
    """
    return {f"{field}__gte": area, f"{field}__lt": f"{area}/"}
