"""Whether a list speaks of another kelurahan than the one under which it was sent.

Its name, its titles, its column of kelurahan and the first digits of its NIK are held against the
chosen area. Nothing is guessed from it: who sent it is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from payung.areas.selectors import area_names, areas_in
from payung.kernel.area import AreaKind, area_kind, city_of, kelurahan_of

if TYPE_CHECKING:
    import polars as pl

    from payung.lists.check import Checked

MOST_OF = 0.5
"""A few neighbours on a list are usual; more than this share speaks of another place."""
NEARLY_ALL = 0.8
"""People move: only where nearly all NIK begin elsewhere is that worth a question."""
_PREFIX = 6


def other_places(checked: Checked, file: str, area: str) -> list[str]:
    """The kelurahan, or the kecamatan by its NIK, of which the list speaks instead; empty if none.

    A list for the whole city or a kecamatan belongs wherever its rows say.
    """
    if area_kind(area) not in (AreaKind.KELURAHAN, AreaKind.RT):
        return []
    rows = checked.rows.filter(checked.rows["file"] == file)
    named = {place.code: place.name for place in areas_in(city_of(area), AreaKind.KELURAHAN)}
    own = kelurahan_of(area)
    codes = _by_column(rows, own) or _by_name(file, named, own) or []
    if codes:
        return [named.get(code, code) for code in codes]
    says_own = bool((rows["kode_kelurahan"] == own).any()) or own in _in_name(file, named)
    prefix = "" if says_own else _by_nik(rows, own)
    return [area_names([prefix]).get(prefix, prefix)] if prefix else []


def _by_column(rows: pl.DataFrame, own: str) -> list[str]:
    places = rows.filter(rows["kode_kelurahan"] != "")["kode_kelurahan"]
    others = places.filter(places != own)
    if not len(places) or len(others) <= MOST_OF * len(places):
        return []
    return [str(others.mode().sort()[0])]


def _by_name(file: str, named: dict[str, str], own: str) -> list[str]:
    said = _in_name(file, named)
    return [] if own in said else said


def _in_name(file: str, named: dict[str, str]) -> list[str]:
    words = f" {' '.join(re.findall(r'[a-z]+', file.casefold()))} "
    return [code for code, name in named.items() if f" {name.casefold()} " in words]


def _by_nik(rows: pl.DataFrame, own: str) -> str:
    """The kecamatan in which nearly all NIK were first registered, if it is another of the city."""
    niks = [nik for nik in rows["nik"].to_list() if nik and len(nik) >= _PREFIX]
    if len(niks) < 10:
        return ""
    counted: dict[str, int] = {}
    for nik in niks:
        counted[nik[:_PREFIX]] = counted.get(nik[:_PREFIX], 0) + 1
    prefix, most = max(counted.items(), key=lambda pair: pair[1])
    code = f"{prefix[:2]}.{prefix[2:4]}.{prefix[4:]}"
    elsewhere = not own.startswith(f"{code}.") and code.startswith(city_of(own))
    return code if elsewhere and most > NEARLY_ALL * len(niks) else ""
