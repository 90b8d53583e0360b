"""Area codes: one text per area, in which the code of the higher area is the beginning.

64.09 city · 64.09.01 kecamatan · 64.09.01.1001 kelurahan · 64.09.01.1001.-.014 RT without RW ·
64.09.01.1001.005.014 RT 14 of RW 5. There is no national code for an RT (docs/adr/0011).
"""

from __future__ import annotations

from enum import StrEnum

NO_RW = "-"


class AreaKind(StrEnum):
    PROVINCE = "provinsi"
    CITY = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    RT = "rt"


_KIND_BY_PARTS = {
    1: AreaKind.PROVINCE,
    2: AreaKind.CITY,
    3: AreaKind.KECAMATAN,
    4: AreaKind.KELURAHAN,
    6: AreaKind.RT,
}


def area_kind(code: str) -> AreaKind:
    """What kind of area a code names; `KeyError` for a code of no known shape."""
    return _KIND_BY_PARTS[code.count(".") + 1]


def covers(higher: str, lower: str) -> bool:
    """Whether `higher` is `lower` or contains it."""
    return lower == higher or lower.startswith(higher + ".")


def rt_code(kelurahan: str, rt: str, rw: str = "") -> str:
    """The key of an RT inside a kelurahan: RW is three digits or none."""
    return f"{kelurahan}.{rw.zfill(3) if rw else NO_RW}.{rt.zfill(3)}"


def kelurahan_of(code: str) -> str:
    """The kelurahan that an RT's or a kelurahan's code lies in."""
    return ".".join(code.split(".")[:4])


def city_of(code: str) -> str:
    """The city that an area lies in; a province stands for itself."""
    return ".".join(code.split(".")[:2])


def lineage(code: str) -> list[str]:
    """Every beginning of a code that ends at a point, and the code: all areas that cover it."""
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def lowest_common(first: str, second: str) -> str:
    """The lowest area that covers both; empty when they share not even a province."""
    shared = []
    for left, right in zip(first.split("."), second.split("."), strict=False):
        if left != right:
            break
        shared.append(left)
    return ".".join(shared[:4] if len(shared) == 5 else shared)
