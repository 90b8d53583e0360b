"""Coverage from the city down to the RT: screen, paper, export, and the people behind a figure."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import actor_of_request
from payung.areas.selectors import ancestors, place_name
from payung.audit.clock import today
from payung.insight.coverage import FIGURES, people_behind
from payung.insight.forms import CoverageFilter
from payung.insight.pages import (
    MEANINGS,
    NAMES,
    OUTSIDE,
    AreaAndMonth,
    context_of,
    export_rows,
    months_with_cover,
    place_of,
    rest_word,
)
from payung.kernel.area import covers
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.registry.selectors import persons
from payung.ui.format import write_date, write_month
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb
from payung.ui.svg import map_legend, tile_map

STEPS = (0.02, 0.05, 0.1, 0.25)
"""One legend for every area and month, so that a shade means the same on each page."""
READERS = tuple(role for role in Role if role not in (*OUTSIDE, Role.SYSTEM))


@page(*EVERYONE)
def coverage(request: HttpRequest) -> HttpResponse:
    """The figures of an area in a month, the map and the table of the areas below it."""
    place = _place(request)
    months = months_with_cover(place.actor, Month.containing(today()))
    context = _page(place) | {
        "filter_form": CoverageFilter(months, month=place.month, area=place.area.code),
        "crumbs": _crumbs(place),
    }
    return render(request, "insight/coverage.html", context)


@page(*EVERYONE)
def coverage_print(request: HttpRequest) -> HttpResponse:
    """The same for paper."""
    place = _place(request)
    context = _page(place) | {
        "back_url": f"{reverse('coverage')}{place.query}",
        "printed_on": write_date(today()),
    }
    return render(request, "insight/coverage_print.html", context)


@page(*EVERYONE)
def coverage_csv(request: HttpRequest) -> HttpResponse:
    """The table as on the screen; no cell can turn into a formula."""
    place = _place(request)
    name = f"cakupan-{place.area.code}-{place.month}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    response.write("\ufeff")  # so that Excel reads it as UTF-8
    writer = csv.writer(response, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in export_rows(place))
    return response


@page(*READERS)
def coverage_people(request: HttpRequest) -> HttpResponse:
    """The persons behind one figure, for the offices that work with them."""
    place, figure = _place(request), request.GET.get("angka", "")
    if figure not in FIGURES:
        raise BadInput(say("Angka ini tidak dikenal. Buka dari halaman cakupan."))
    rest = request.GET.get("sisa") == "1"
    ids = people_behind(place.actor, figure, place.area.code, place.month, rest=rest)
    rows = persons(place.actor).filter(pk__in=ids).select_related("area__parent")
    page = paged(request, rows)
    context = {
        "title": f"{NAMES[figure]}: {place.name}" + (f", {rest_word(place)}" if rest else ""),
        "meaning": MEANINGS[figure],
        "month": place.month,
        "page": page,
        "rows": [_person_row(person) for person in page],
        "columns": [
            Column("name", _("Nama")),
            Column("birth_date", _("Tanggal lahir"), "date"),
            Column("occupation", _("Pekerjaan")),
            Column("area", _("Wilayah")),
        ],
        "crumbs": [*_crumbs(place, last_is_link=True), Crumb(NAMES[figure])],
    }
    return render(request, "insight/people.html", context)


def _place(request: HttpRequest) -> AreaAndMonth:
    actor = actor_of_request(request)
    area, month = request.GET.get("wilayah", ""), request.GET.get("bulan", "")
    return place_of(actor, area, month, Month.containing(today()))


def _page(place: AreaAndMonth) -> dict[str, Any]:
    context = context_of(place)
    return context | {
        "month_words": write_month(place.month),
        "map": tile_map(context["tiles"], context["groups"], steps=STEPS),
        "legend": map_legend(STEPS),
    }


def _crumbs(place: AreaAndMonth, *, last_is_link: bool = False) -> list[Crumb]:
    steps = [a for a in ancestors(place.area.code) if covers(place.actor.area, a.code)]
    trail = [Crumb(area.name, place.at(area.code)) for area in steps]
    if not last_is_link and trail:
        trail[-1] = Crumb(trail[-1].label)
    return [Crumb(_("Cakupan"), reverse("coverage")), *trail]


def _person_row(person: Any) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[person.pk]),
        "name": person.name,
        "birth_date": person.birth_date,
        "occupation": person.occupation,
        "area": place_name(person.area),
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") and cell else cell
