"""How far the city, its kelurahan and its RT are from a target, and what is planned ahead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import acting_as, actor_of_request, system_actor
from payung.areas.models import Area
from payung.areas.selectors import city_of as city_above
from payung.audit.clock import today
from payung.insight.coverage import FIGURES, Counts, counted, hidden_cells
from payung.insight.forms import TargetFilter
from payung.insight.pages import AreaAndMonth, areas_below, below_word, hidden_word, place_of
from payung.insight.small_cells import few, hidden_areas
from payung.insight.targets import (
    Distance,
    Series,
    Way,
    covered_later,
    months_ahead,
    series,
    way_to,
)
from payung.insight.workers import Denominator, denominators
from payung.kernel.area import city_of
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ui.figures import Spot, named
from payung.ui.format import write_count, write_date, write_month, write_percent
from payung.ui.parts import Column, Crumb
from payung.ui.words import in_english

AHEAD = 3
"""How many months ahead the forecast of an area looks."""


@page(*EVERYONE)
def coverage_targets(request: HttpRequest) -> HttpResponse:
    """The target of a series divided over the areas below, beside what is covered and planned."""
    return render(request, "insight/targets.html", _context(request))


@page(*EVERYONE)
def coverage_targets_print(request: HttpRequest) -> HttpResponse:
    """The same for paper."""
    context = _context(request)
    context |= {
        "back_url": f"{reverse('coverage_targets')}{context['query']}",
        "printed_on": write_date(today()),
    }
    return render(request, "insight/targets_print.html", context)


def _context(request: HttpRequest) -> dict[str, Any]:
    actor, month = actor_of_request(request), Month.containing(today())
    place = place_of(actor, request.GET.get("wilayah", ""), "", month)
    city = _city_of(place)
    one, year, of = _wanted(request, city)
    below = areas_below(place.area)
    total = one.workers(year, of) or 0
    counts, later = counted(actor, month), covered_later(actor, month + AHEAD)
    way = way_to(actor.area, place.area, below, total, counts, later)
    hidden = _hidden(place, month, counts, later)
    return {
        "place": place,
        "filter_form": _form(one, year, of, place),
        "explained": _explained(one, year, of, city.name),
        "figures": _figures(way.whole, month, hidden),
        "rows": _rows(way, month, hidden),
        "columns": _columns(place, month),
        "ahead": _ahead(place, month),
        "ahead_columns": [
            Column("month", _("Bulan"), "month"),
            Column("people", named("assured").label, "count", figure="assured"),
        ],
        "below": below_word(place),
        "query": f"?sasaran={one.code}-{year}&penyebut={of.code}&wilayah={place.area.code}",
        "crumbs": [Crumb(_("Cakupan"), reverse("coverage")), Crumb(_("Sasaran"))],
    }


def _city_of(place: AreaAndMonth) -> Area:
    """The city of a place; only one with a named number of workers has targets."""
    above = city_above(place.area.code)
    if above is None or all(d.area != above.code for d in denominators()):
        raise BadInput(say("Jumlah pekerja kota ini belum ditetapkan. Hubungi operator kota."))
    return above


def _wanted(request: HttpRequest, city: Area) -> tuple[Series, int, Denominator]:
    """Series, year and number of workers of the address; this year's first series otherwise."""
    code, _dash, year = request.GET.get("sasaran", "").partition("-")
    known = [(one, y) for one in series() for y in one.permyriad_by_year]
    wanted = [(one, y) for one, y in known if one.code == code and str(y) == year]
    if not known:
        raise BadInput(say("Sasaran kota ini belum ditetapkan. Hubungi operator kota."))
    current = [(one, y) for one, y in known if y >= today().year]
    one, chosen = (wanted or current or known)[0]
    workers = {of.code: of for of in denominators() if of.area == city.code}
    of = workers.get(request.GET.get("penyebut", "")) or next(iter(workers.values()))
    return one, chosen, of


def _form(one: Series, year: int, of: Denominator, place: AreaAndMonth) -> TargetFilter:
    targets = [
        (f"{s.code}-{y}", f"{_name(s)} {y}: {write_percent(s.share(y), 2)}")
        for s in series()
        for y in s.permyriad_by_year
    ]
    return TargetFilter(
        initial={
            "sasaran": f"{one.code}-{year}",
            "penyebut": of.code,
            "wilayah": place.area.code,
        },
        targets=targets,
        workers=[
            (d.code, f"{d.meaning}: {write_count(d.workers)}")
            for d in denominators()
            if d.area == of.area
        ],
    )


def _name(one: Series) -> str:
    return one.name_en if in_english() else one.name


def _explained(one: Series, year: int, of: Denominator, city: str) -> list[str]:
    """Numerator, denominator, source and date of the target, and what is guessed."""
    return [
        _("%(series)s %(year)d, %(city)s: %(share)s dari %(workers)s pekerja, %(target)s orang.")
        % {
            "series": _name(one),
            "year": year,
            "share": write_percent(one.share(year), 2),
            "workers": write_count(of.workers),
            "city": city,
            "target": write_count(one.workers(year, of)),
        },
        _("Sumber sasaran: %(source)s. Sumber jumlah pekerja: %(workers)s, %(date)s.")
        % {
            "source": one.source_en if in_english() else one.source,
            "workers": of.source,
            "date": write_date(of.as_of),
        },
        _("Bagian wilayah di bawah kota dibagi menurut jumlah KK tiap RT; bukan sasaran resmi."),
    ]


Hidden = Mapping[str, frozenset[str]]
"""For each figure the areas whose number stays hidden from this reader."""


def _hidden(place: AreaAndMonth, month: Month, counts: Counts, later: Mapping[str, int]) -> Hidden:
    """The same cells as on the page of coverage; what is made of two is hidden with either."""
    if place.shows_people:
        return dict.fromkeys((*FIGURES, "known", "assured"), frozenset())
    found = dict(hidden_cells(place.actor, place.area.code, month, counts))
    city = city_of(place.area.code)
    if place.actor.area != city:
        with acting_as(system_actor(city)) as everybody:
            later = covered_later(everybody, month + AHEAD)
    assured = hidden_areas(later, city)
    return found | {"known": found["listed"] | found["unlisted"], "assured": assured}


def _ahead(place: AreaAndMonth, month: Month) -> list[dict[str, Any]]:
    """The months to come; below the city only for those who work with the people."""
    if not place.shows_people and place.area.code != city_of(place.area.code):
        return []
    aheads = months_ahead(place.actor, place.area.code, month, month + 2 * AHEAD)
    return [
        {
            "month": ahead.month,
            "people": ahead.people,
            "spot": Spot(place.area.code, str(ahead.month)),
        }
        for ahead in aheads
        if place.shows_people or not few(ahead.people)
    ]


def _cells(of: Distance, month: Month, hidden: Hidden) -> dict[str, Any]:
    """Target, protected, missing, unknown and later of one area, as this reader sees them."""
    code = of.area.area.code
    cells: dict[str, Any] = {
        "target": of.target,
        "protected": None if code in hidden["protected"] else of.area.protected,
        "missing": None if code in hidden["protected"] else of.missing,
        "unknown": None if code in hidden["known"] else of.unknown,
        "later": None if code in hidden["assured"] else of.later,
    }
    written = {
        name: hidden_word() if people is None else write_count(people)
        for name, people in cells.items()
    }
    return written | {"spot": Spot(code, str(month))}


def _figures(whole: Distance, month: Month, hidden: Hidden) -> list[dict[str, Any]]:
    cells = _cells(whole, month, hidden)
    told = [
        ("target", named("target").label, named("target").meaning),
        ("protected", named("protected").label, named("protected").meaning),
        ("missing", _("Kurang"), _("Sasaran dikurangi yang terlindungi.")),
        ("unknown", _("Belum terdata"), _("Bagian sasaran yang belum ada di daftar mana pun.")),
        (
            "later",
            _("Perkiraan %(month)s") % {"month": write_month(month + AHEAD)},
            named("assured").meaning,
        ),
    ]
    return [
        {"label": label, "value": cells[key], "meaning": meaning} for key, label, meaning in told
    ]


def _rows(way: Way, month: Month, hidden: Hidden) -> list[dict[str, Any]]:
    """The areas below; small numbers hidden alike in every column of people."""
    return [
        {
            "href": f"{reverse('coverage_targets')}?wilayah={part.area.area.code}",
            "name": part.area.area.name,
            **_cells(part, month, hidden),
        }
        for part in way.parts
        if part.target or part.area.known
    ]


def _columns(place: AreaAndMonth, month: Month) -> list[Column]:
    return [
        Column("name", below_word(place)),
        Column("target", _("Sasaran")),
        Column("protected", named("protected").label, figure="protected"),
        Column("missing", _("Kurang")),
        Column("unknown", _("Belum terdata")),
        Column("later", _("Perkiraan %(month)s") % {"month": write_month(month + AHEAD)}),
    ]
