"""How far the city, its kelurahan and its RT are from a target, and what is planned ahead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import actor_of_request
from payung.areas.models import Area
from payung.areas.selectors import city_of
from payung.audit.clock import today
from payung.insight.coverage import Denominator, denominators
from payung.insight.forms import TargetFilter
from payung.insight.pages import AreaAndMonth, areas_below, below_word, place_of
from payung.insight.small_cells import FEWEST, few, hidden_in_groups
from payung.insight.targets import Distance, Series, months_ahead, series, way_to
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
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
    way = way_to(actor, place.area, below, city, total, (month, month + AHEAD))
    return {
        "place": place,
        "filter_form": _form(one, year, of, place),
        "explained": _explained(one, year, of, city.name),
        "figures": _figures(place, way.whole, month),
        "rows": _rows(place, way.parts),
        "columns": _columns(place, month),
        "ahead": [
            {"month": line.month, "people": line.people}
            for line in months_ahead(actor, place.area.code, month, month + 2 * AHEAD)
        ]
        if place.shows_people or not few(way.whole.later)
        else [],
        "ahead_columns": [
            Column("month", _("Bulan"), "month"),
            Column("people", _("Orang terlindungi atau direncanakan"), "count"),
        ],
        "below": below_word(place),
        "query": f"?sasaran={one.code}-{year}&penyebut={of.code}&wilayah={place.area.code}",
        "crumbs": [Crumb(_("Cakupan"), reverse("coverage")), Crumb(_("Sasaran"))],
    }


def _city_of(place: AreaAndMonth) -> Area:
    """The city of a place; only one with a named number of workers has targets."""
    above = city_of(place.area.code)
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
        (f"{s.code}-{y}", f"{_name(s)} {y}: {write_percent(s.share(y))}")
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
            "share": write_percent(one.share(year)),
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
        _("Bagian wilayah di bawah kota dibagi menurut pekerja yang dikenal; bukan sasaran resmi."),
    ]


def _figures(place: AreaAndMonth, whole: Distance, month: Month) -> list[dict[str, str]]:
    def number(people: int) -> str:
        return f"< {FEWEST}" if few(people) and not place.shows_people else write_count(people)

    return [
        {
            "label": _("Sasaran"),
            "value": write_count(whole.target),
            "meaning": _("Pekerja yang harus terlindungi di wilayah ini."),
        },
        {
            "label": _("Terlindungi"),
            "value": number(whole.area.protected),
            "meaning": write_month(month),
        },
        {
            "label": _("Kurang"),
            "value": write_count(whole.missing),
            "meaning": _("Sasaran dikurangi yang terlindungi."),
        },
        {
            "label": _("Belum terdata"),
            "value": write_count(whole.unknown),
            "meaning": _("Bagian dari sasaran yang belum ada di daftar mana pun."),
        },
        {
            "label": _("Perkiraan %(month)s") % {"month": write_month(month + AHEAD)},
            "value": number(whole.later),
            "meaning": _("Orang yang bulan itu sudah dibayar atau direncanakan."),
        },
    ]


def _rows(place: AreaAndMonth, parts: Sequence[Distance]) -> list[dict[str, Any]]:
    """The areas below; small numbers hidden alike in every column of people."""
    hidden = _hidden(place, parts)
    return [
        {
            "href": f"{reverse('coverage_targets')}?wilayah={part.area.area.code}",
            "name": part.area.area.name,
            "target": write_count(part.target),
            "protected": _cell(part.area.protected, n in hidden["protected"]),
            "missing": "–" if n in hidden["protected"] else write_count(part.missing),
            "unknown": "–" if n in hidden["known"] else write_count(part.unknown),
            "later": _cell(part.later, n in hidden["later"]),
        }
        for n, part in enumerate(parts)
        if part.target or part.area.known
    ]


def _hidden(place: AreaAndMonth, parts: Sequence[Distance]) -> dict[str, set[int]]:
    if place.shows_people:
        return {"protected": set(), "known": set(), "later": set()}
    groups = [part.area.area.code[:8] for part in parts]
    columns = {
        "protected": [part.area.protected for part in parts],
        "known": [part.area.known for part in parts],
        "later": [part.later for part in parts],
    }
    return {name: hidden_in_groups(column, groups) for name, column in columns.items()}


def _cell(people: int, hidden: bool) -> str:
    if not hidden:
        return write_count(people)
    return f"< {FEWEST}" if few(people) else _("disamarkan")


def _columns(place: AreaAndMonth, month: Month) -> list[Column]:
    return [
        Column("name", below_word(place)),
        Column("target", _("Sasaran")),
        Column("protected", _("Terlindungi")),
        Column("missing", _("Kurang")),
        Column("unknown", _("Belum terdata")),
        Column("later", _("Perkiraan %(month)s") % {"month": write_month(month + AHEAD)}),
    ]
