"""The coverage page in values: figures with their definitions, the map, the table, the export.

What a role may not see is hidden here once, so that screen, print and export agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.areas.selectors import area_names, area_of, areas_in, find_area, nowhere, place_name
from payung.insight import workers
from payung.insight.coverage import FIGURES, Counts, Coverage, counted, coverage_from, hidden_cells
from payung.insight.named_figures import FIGURES_OF_COVERAGE
from payung.insight.small_cells import hides, rest_below
from payung.kernel.area import AreaKind, area_kind, covers
from payung.kernel.month import Month
from payung.ledger.selectors import first_month
from payung.ui.figures import Spot
from payung.ui.format import write_count, write_date, write_percent
from payung.ui.parts import Words
from payung.ui.svg import Tile, TileGroup

OUTSIDE = (Role.LEADER, Role.BPJS)
"""Roles that don't work with these persons: no lists behind figures, no cells under five."""

NAMES: dict[str, Words] = {one.key: one.label for one in FIGURES_OF_COVERAGE}
MEANINGS: dict[str, Words] = {one.key: one.meaning for one in FIGURES_OF_COVERAGE}


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
    def by_rt(self) -> bool:
        """Whether the areas below are RT: there people are told, no share."""
        return area_kind(self.area.code) in (AreaKind.KELURAHAN, AreaKind.RT)

    @property
    def name(self) -> str:
        return place_name(self.area)

    @property
    def spot(self) -> Spot:
        return Spot(self.area.code, str(self.month))

    @property
    def query(self) -> str:
        return f"?wilayah={self.area.code}&bulan={self.month}"

    def at(self, area: str) -> str:
        """The address of the same month in another area."""
        return f"{reverse('coverage')}?wilayah={area}&bulan={self.month}"


@dataclass(frozen=True)
class AreaLine:
    """One area's cells as they are shown, and its share of the first named number of workers."""

    area: Area
    href: str
    cells: dict[str, str]
    share: float | None
    spot: Spot

    @property
    def labelled(self) -> list[tuple[str, str, str]]:
        return [(name, str(NAMES[name]), cell) for name, cell in self.cells.items()]


@dataclass(frozen=True)
class View:
    """What a place shows: itself, a line for each area below, in a city one for each kecamatan."""

    place: AreaAndMonth
    whole: Coverage
    lines: list[AreaLine]
    districts: list[AreaLine]
    hidden: Mapping[str, frozenset[str]]
    shares: list[workers.WorkerShare]

    def shown(self, figure: str) -> str:
        """The place's own number as the reader may see it."""
        if self.place.area.code in self.hidden[figure]:
            return hidden_word()
        return write_count(getattr(self.whole, figure))


def hidden_word() -> str:
    """Stands in a cell that could point to somebody, and in one that would tell such a cell."""
    return _("disamarkan")


def place_of(actor: Actor, area: str, month: str, latest: Month) -> AreaAndMonth:
    """The place that the URL names; the actor's own area and the latest month unless it does."""
    code = area if area and covers(actor.area, area) else actor.area
    found = find_area(code) or area_of(actor.area)
    return AreaAndMonth(actor, found, Month.read(month) or latest)


def months_with_cover(actor: Actor, today: Month) -> list[Month]:
    """From the first month in the ledger to the last one that has begun."""
    return list(min(first_month(actor) or today, today).through(today))


def view_of(place: AreaAndMonth) -> View:
    """The figures of a place and of the areas below it; who is in none of these has a line."""
    city = area_kind(place.area.code) is AreaKind.CITY
    districts = _below(place.area, AreaKind.KECAMATAN) if city else []
    below = _below(place.area, _kind_below(place.area))
    counts, scope = counted(place.actor, place.month), place.actor.area
    hidden: Mapping[str, frozenset[str]] = dict.fromkeys(FIGURES, frozenset[str]())
    if not place.shows_people:
        hidden = hidden_cells(place.actor, place.area.code, place.month, counts)
    [whole] = coverage_from(counts, scope, [place.area])
    return View(
        place,
        whole,
        _lines(place, counts, below, hidden),
        _lines(place, counts, districts, hidden),
        hidden,
        _shares(place, whole, hidden),
    )


def _shares(
    place: AreaAndMonth, whole: Coverage, hidden: Mapping[str, frozenset[str]]
) -> list[workers.WorkerShare]:
    """The headline: protected against each named number of workers; none at an RT."""
    if area_kind(place.area.code) is AreaKind.RT:
        return []
    people = None if place.area.code in hidden["protected"] else whole.protected
    return workers.shares(place.area.code, people)


def _lines(
    place: AreaAndMonth, counts: Counts, areas: Sequence[Area], hidden: Mapping[str, frozenset[str]]
) -> list[AreaLine]:
    if not areas:
        return []
    [whole] = coverage_from(counts, place.actor.area, [place.area])
    parts = coverage_from(counts, place.actor.area, areas)
    parts.append(_rest(place, whole, parts))
    estimate = {} if place.by_rt else workers.estimates(place.area.code)
    rest = rest_below(place.area.code, area_kind(areas[0].code))
    lines = [_line(place, part, hidden, estimate, rest) for part in parts]
    return [line for line in lines if _is_current(line.area) or _counts(line)]


def _rest(place: AreaAndMonth, whole: Coverage, parts: Sequence[Coverage]) -> Coverage:
    """Those of whom only the higher area is known."""
    left = {n: getattr(whole, n) - sum(getattr(part, n) for part in parts) for n in FIGURES}
    return Coverage(
        area=nowhere(rest_word(place)), **{name: max(people, 0) for name, people in left.items()}
    )


def rest_word(place: AreaAndMonth) -> str:
    """What those are called of whom only the higher area is known."""
    return _("%(areas)s belum diketahui") % {"areas": below_word(place)}


def _is_current(area: Area) -> bool:
    return area.valid_to is None


def tiles(
    place: AreaAndMonth, lines: Sequence[AreaLine], shares: dict[str, float | None]
) -> tuple[list[Tile], list[TileGroup]]:
    """The map below a city or a kecamatan: its kelurahan."""
    made = [Tile(line.area.name, line.share, line.href, _group(place, line.area)) for line in lines]
    codes = list(dict.fromkeys(tile.group for tile in made))
    named = area_names(codes)
    return made, [TileGroup(code, named.get(code, ""), shares.get(code)) for code in codes]


def below_word(place: AreaAndMonth) -> str:
    """What the areas in the table are called."""
    return _("RT") if place.by_rt else _("Kelurahan")


def export_rows(place: AreaAndMonth) -> list[list[str]]:
    """The table as it stands on the screen, head first; of an RT no share is told."""
    head = [below_word(place), *(str(NAMES[n]) for n in FIGURES)]
    body = [(line, [line.area.name, *line.cells.values()]) for line in view_of(place).lines]
    if place.by_rt:
        return [head, *(row for _line, row in body)]
    return [
        [*head, share_word()],
        *([*row, write_percent(line.share)] for line, row in body),
    ]


def share_word() -> str:
    """The head of the column of shares."""
    return _("Terlindungi dari pekerja (perkiraan)")


def _kind_below(area: Area) -> AreaKind:
    """Kelurahan under a city or a kecamatan, RT under a kelurahan."""
    by_rt = area_kind(area.code) in (AreaKind.KELURAHAN, AreaKind.RT)
    return AreaKind.RT if by_rt else AreaKind.KELURAHAN


def areas_below(area: Area) -> list[Area]:
    """The kelurahan or RT of today in an area."""
    return [below for below in _below(area, _kind_below(area)) if _is_current(below)]


def _below(area: Area, kind: AreaKind) -> list[Area]:
    return list(areas_in(area.code, kind, former=True).exclude(code=area.code))


def _line(
    place: AreaAndMonth,
    part: Coverage,
    hidden: Mapping[str, frozenset[str]],
    estimate: Mapping[str, int],
    rest: str,
) -> AreaLine:
    code = part.area.code or rest
    cells = {
        name: hidden_word() if hides(hidden[name], code) else write_count(getattr(part, name))
        for name in FIGURES
    }
    href = place.at(code) if part.area.code else _list_of_rest(place)
    known = estimate.get(code) and code not in hidden["protected"]
    return AreaLine(
        part.area,
        href,
        cells,
        part.protected / estimate[code] if known else None,
        Spot(code, str(place.month)),
    )


def _list_of_rest(place: AreaAndMonth) -> str:
    """Who is in no area below is worked off a list, by those who work with these people."""
    if not place.shows_people:
        return ""
    return f"{reverse('coverage_people')}{place.query}&angka=listed&sisa=1"


def _counts(line: AreaLine) -> bool:
    return any(cell != "0" for cell in line.cells.values())


def _group(place: AreaAndMonth, area: Area) -> str:
    return area.code[:8] if area_kind(area.code) is AreaKind.KELURAHAN else place.area.code


def context_of(place: AreaAndMonth) -> dict[str, Any]:
    """Everything that screen and print share."""
    view = view_of(place)
    shares = {line.area.code: line.share for line in view.districts}
    own = view.shares[0].share if view.shares else None
    made, groups = tiles(place, view.lines, {place.area.code: own, **shares})
    return {
        "place": place,
        "whole": view.whole,
        "figures": [_figure(view, name) for name in FIGURES],
        "shares": [_share(share) for share in view.shares],
        "lines": view.lines,
        "districts": view.districts,
        "names": [NAMES[name] for name in FIGURES],
        "share_word": "" if place.by_rt else share_word(),
        "below": below_word(place),
        "tiles": [] if place.by_rt else made,
        "groups": groups,
    }


def _figure(view: View, name: str) -> dict[str, Any]:
    place, value = view.place, view.shown(name)
    opens = place.shows_people and value != "0"
    return {
        "key": name,
        "label": NAMES[name],
        "value": value,
        "meaning": MEANINGS[name],
        "href": f"{reverse('coverage_people')}{place.query}&angka={name}" if opens else "",
    }


def _share(worker_share: workers.WorkerShare) -> dict[str, Any]:
    """The share in words, with its denominator, source and date."""
    words = f"{worker_share.of.meaning}: {write_count(worker_share.workers)}"
    if worker_share.estimated:
        words = _("%(meaning)s: sekitar %(workers)s, perkiraan menurut jumlah KK tiap RT") % {
            "meaning": worker_share.of.meaning,
            "workers": write_count(worker_share.workers),
        }
    return {
        "share": write_percent(worker_share.share),
        "words": words,
        "source": f"{worker_share.of.source}, {write_date(worker_share.of.as_of)}",
    }
