"""The coverage page in values: figures with their definitions, the map, the table, the export.

What a role may not see is hidden here once, so that screen, print and export agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.areas.selectors import area_names, area_of, areas_in, find_area, nowhere, place_name
from payung.insight.coverage import FIGURES, Coverage, coverage_of
from payung.insight.small_cells import FEWEST, few, hidden_in_groups
from payung.kernel.area import AreaKind, area_kind, covers
from payung.kernel.month import Month
from payung.ledger.selectors import first_month
from payung.ui.format import write_count, write_percent
from payung.ui.svg import Tile, TileGroup

OUTSIDE = (Role.LEADER, Role.BPJS)
"""Roles that don't work with these persons: no lists behind figures, no cells under five."""

NAMES: dict[str, Promise] = {
    "listed": gettext_lazy("Terdaftar"),
    "verified": gettext_lazy("Terverifikasi"),
    "protected": gettext_lazy("Terlindungi"),
    "unlisted": gettext_lazy("Di luar daftar"),
    "lapsing": gettext_lazy("Akan terputus"),
    "died": gettext_lazy("Meninggal"),
}
MEANINGS: dict[str, Promise] = {
    "listed": gettext_lazy("Orang yang diusulkan dan usulannya tidak ditarik."),
    "verified": gettext_lazy("Orang yang usulannya diterima petugas verifikasi."),
    "protected": gettext_lazy("Orang yang iuran JKM-nya diterima BPJS untuk bulan ini."),
    "unlisted": gettext_lazy("Terlindungi pembayar lain, tanpa usulan di daftar kota."),
    "lapsing": gettext_lazy("Terlindungi bulan ini, tanpa iuran terencana bulan berikutnya."),
    "died": gettext_lazy("Orang yang kematiannya dilaporkan sampai hari ini."),
}


@dataclass(frozen=True)
class AreaAndMonth:
    """What is looked at: an area and a month, by an actor; `public` shows what anybody may see."""

    actor: Actor
    area: Area
    month: Month
    public: bool = False

    @property
    def shows_people(self) -> bool:
        return not self.public and self.actor.role not in OUTSIDE

    @property
    def name(self) -> str:
        return place_name(self.area)

    @property
    def query(self) -> str:
        return f"?wilayah={self.area.code}&bulan={self.month}"

    def at(self, area: str) -> str:
        """The address of the same month in another area."""
        return f"{reverse('coverage')}?wilayah={area}&bulan={self.month}"


@dataclass(frozen=True)
class AreaLine:
    """One area's cells as they are shown; a hidden one says that it is fewer than five."""

    area: Area
    href: str
    cells: dict[str, str]
    share: float | None

    @property
    def labelled(self) -> list[tuple[str, str]]:
        return [(str(NAMES[name]), cell) for name, cell in self.cells.items()]


def place_of(actor: Actor, area: str, month: str, latest: Month) -> AreaAndMonth:
    """The place that the URL names; the actor's own area and the latest month unless it does."""
    code = area if area and covers(actor.area, area) else actor.area
    found = find_area(code) or area_of(actor.area)
    return AreaAndMonth(actor, found, Month.read(month) or latest)


def months_with_cover(actor: Actor, today: Month) -> list[Month]:
    """From the first month in the ledger to the last one that has begun."""
    return list(min(first_month(actor) or today, today).through(today))


def lines_below(place: AreaAndMonth) -> tuple[Coverage, list[AreaLine], list[AreaLine]]:
    """The figures of the place; a line for each area below it; in a city one for each kecamatan.

    Who stands in none of the areas below has a line of his own.
    """
    districts: list[Area] = []
    if area_kind(place.area.code) is AreaKind.CITY:
        districts = _below(place.area, AreaKind.KECAMATAN)
    areas = [place.area, *districts, *_below(place.area, _kind_below(place.area))]
    whole, *parts = coverage_of(place.actor, areas, place.month)
    n = len(districts)
    return whole, _lines(place, whole, parts[n:]), _lines(place, whole, parts[:n])


def _lines(place: AreaAndMonth, whole: Coverage, parts: list[Coverage]) -> list[AreaLine]:
    if parts:
        parts.append(_rest(place, whole, parts))
    hidden: dict[str, set[int]] = {name: set() for name in FIGURES}
    if not place.shows_people:
        groups = [_group(place, part.area) for part in parts]
        hidden = {
            n: hidden_in_groups([getattr(part, n) for part in parts], groups) for n in FIGURES
        }
    lines = [
        _line(place, part, {name for name in FIGURES if i in hidden[name]})
        for i, part in enumerate(parts)
    ]
    return [line for line in lines if _is_current(line.area) or _counts(line)]


def _rest(place: AreaAndMonth, whole: Coverage, parts: Sequence[Coverage]) -> Coverage:
    """Those of whom only the higher area is known."""
    name = _("%(areas)s belum diketahui") % {"areas": below_word(place)}
    left = {n: getattr(whole, n) - sum(getattr(part, n) for part in parts) for n in FIGURES}
    return Coverage(area=nowhere(name), **{name: max(people, 0) for name, people in left.items()})


def _is_current(area: Area) -> bool:
    return area.valid_to is None


def tiles(
    place: AreaAndMonth, lines: Sequence[AreaLine], shares: dict[str, float | None]
) -> tuple[list[Tile], list[TileGroup]]:
    """The map below a place: kelurahan by kecamatan, or the RT of a kelurahan."""
    made = [Tile(line.area.name, line.share, line.href, _group(place, line.area)) for line in lines]
    codes = list(dict.fromkeys(tile.group for tile in made))
    named = area_names(codes)
    return made, [TileGroup(code, named.get(code, ""), shares.get(code)) for code in codes]


def shown(place: AreaAndMonth, people: int) -> str:
    """A number of persons as the role may see it."""
    small = few(people) and not place.shows_people
    return f"< {FEWEST}" if small else write_count(people)


def below_word(place: AreaAndMonth) -> str:
    """What the areas in the table are called."""
    by_rt = area_kind(place.area.code) in (AreaKind.KELURAHAN, AreaKind.RT)
    return _("RT") if by_rt else _("Kelurahan")


def export_rows(place: AreaAndMonth) -> list[list[str]]:
    """The table as it stands on the screen, head first."""
    _whole, lines, _districts = lines_below(place)
    head = [
        below_word(place),
        *(str(NAMES[n]) for n in FIGURES),
        _("Bagian terlindungi"),
    ]
    body = [[line.area.name, *line.cells.values(), write_percent(line.share)] for line in lines]
    return [head, *body]


def _kind_below(area: Area) -> AreaKind:
    """Kelurahan under a city or a kecamatan, RT under a kelurahan."""
    by_rt = area_kind(area.code) in (AreaKind.KELURAHAN, AreaKind.RT)
    return AreaKind.RT if by_rt else AreaKind.KELURAHAN


def areas_below(area: Area) -> list[Area]:
    """The kelurahan or RT of today in an area."""
    return [below for below in _below(area, _kind_below(area)) if _is_current(below)]


def _below(area: Area, kind: AreaKind) -> list[Area]:
    return list(areas_in(area.code, kind, former=True).exclude(code=area.code))


def _line(place: AreaAndMonth, part: Coverage, hidden: set[str]) -> AreaLine:
    small = f"< {FEWEST}"
    cells = {
        name: (small if few(getattr(part, name)) else _("disamarkan"))
        if name in hidden
        else write_count(getattr(part, name))
        for name in FIGURES
    }
    share = None if hidden & {"protected", "listed", "unlisted"} else part.share
    href = place.at(part.area.code) if part.area.code else ""
    return AreaLine(part.area, href, cells, share)


def _counts(line: AreaLine) -> bool:
    return any(cell != "0" for cell in line.cells.values())


def _group(place: AreaAndMonth, area: Area) -> str:
    return area.code[:8] if area_kind(area.code) is AreaKind.KELURAHAN else place.area.code


def context_of(place: AreaAndMonth) -> dict[str, Any]:
    """Everything that screen and print share."""
    whole, lines, by_district = lines_below(place)
    shares = {line.area.code: line.share for line in by_district}
    made, groups = tiles(place, lines, {place.area.code: whole.share, **shares})
    return {
        "place": place,
        "whole": whole,
        "figures": [
            {
                "label": NAMES[name],
                "value": shown(place, getattr(whole, name)),
                "meaning": MEANINGS[name],
                "href": f"{reverse('coverage_people')}{place.query}&angka={name}"
                if place.shows_people and getattr(whole, name)
                else "",
            }
            for name in FIGURES
        ],
        "share": whole.share,
        "lines": lines,
        "districts": by_district,
        "names": [NAMES[name] for name in FIGURES],
        "below": below_word(place),
        "tiles": made,
        "groups": groups,
    }
