"""Results of the selection for kelurahan and RT: on the screen, and as a sheet to read aloud."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import find_area, place_name
from payung.audit import clock
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Outcome, Programme, Ranked
from payung.programmes.ranking.forms import RankedFilter, filtered
from payung.programmes.results.selectors import approved_places, results, told_reason
from payung.ui.format import write_date
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown

_FIELD_KINDS = (AreaKind.KELURAHAN, AreaKind.RT)


@page(*EVERYONE)
def result_list(request: HttpRequest) -> HttpResponse:
    """Each programme with how many of the actor's area are in, wait or are out."""
    rows = [
        {
            "href": reverse("results", args=[result_count.programme.code]),
            "name": result_count.programme.name,
            "inside": result_count.inside,
            "reserve": result_count.reserve,
            "out": result_count.out,
        }
        for result_count in results(actor_of_request(request))
    ]
    context = {
        "rows": rows,
        "columns": [
            Column("name", _("Program")),
            Column("inside", _("Masuk"), "count"),
            Column("reserve", _("Cadangan"), "count"),
            Column("out", _("Tidak memenuhi syarat"), "count"),
        ],
        "crumbs": [Crumb(_("Hasil seleksi"))],
    }
    return render(request, "programmes/results.html", context)


@page(*EVERYONE)
def result_people(request: HttpRequest, code: str) -> HttpResponse:
    """The people of the actor's area in one programme's approved ranking, with their reasons."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = RankedFilter(request.GET or None, area=actor.area)
    places = filtered(_places(actor, programme), form)
    shown = paged(request, places)
    asked = request.GET.get("kelurahan", "")
    known = actor.covers(asked) and find_area(asked) is not None
    area = asked if known else actor.area
    context = {
        "programme": programme,
        "filter_form": form,
        "page": shown,
        "rows": [_row(actor, place) for place in shown],
        "columns": _columns(),
        "sheet": reverse("result_sheet", args=[code]) + f"?wilayah={area}"
        if area_kind(area) in _FIELD_KINDS
        else "",
        "crumbs": [Crumb(_("Hasil seleksi"), reverse("result_list")), Crumb(programme.name)],
    }
    return render(request, "programmes/result_people.html", context)


@page(*EVERYONE)
def result_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One kelurahan's or RT's results on paper, to be read aloud: who, and why."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    area = find_area(request.GET.get("wilayah", actor.area))
    if area is None or area_kind(area.code) not in _FIELD_KINDS:
        raise BadInput(say("Pilih satu kelurahan atau RT untuk lembar hasil."))
    places = list(_places(actor, programme, area.code))
    context = {
        "programme": programme,
        "area": place_name(area),
        "groups": [
            (outcome, [_row(actor, place) for place in places if place.outcome == outcome])
            for outcome in Outcome
        ],
        "columns": _columns()[:1] + _columns()[-1:],
        "ranked_on": places[0].selection.ranked_on if places else None,
        "back_url": reverse("results", args=[code]),
        "printed_on": write_date(clock.today()),
    }
    return render(request, "programmes/result_sheet.html", context)


def _places(actor: Actor, programme: Programme, area: str = "") -> QuerySet[Ranked]:
    return approved_places(actor, area).filter(selection__programme=programme)


def _row(actor: Actor, place: Ranked) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[place.person_id]),
        "name": place.person.name,
        "area": place_name(place.area),
        "outcome": place.outcome,
        "reason": shown(told_reason(actor, place.reason)),
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        Column("outcome", _("Hasil"), "state"),
        Column("reason", _("Alasan")),
    ]
