"""Finding a person, and everything that is known of him on one page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import ancestors, place_name
from payung.audit.clock import today
from payung.registry.forms import NikForm, PersonFilter, PurposeForm
from payung.registry.models import Person
from payung.registry.panels import panels_of
from payung.registry.people import (
    kept_record,
    life_of,
    person_with_nik,
    records_of,
    search_persons,
)
from payung.registry.services import get_person, reveal_nik
from payung.registry.sheet import acts, life, merges, person_facts, told_looks
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb

PER_PAGE = 50
READERS = (
    Role.OPERATOR,
    Role.VERIFIER,
    Role.APPROVER,
    Role.FINANCE,
    Role.RT,
    Role.COMPANION,
    Role.AUDITOR,
)
WATCHERS = (Role.OPERATOR, Role.AUDITOR)
"""Who may see who saw a person's data."""


@page_for(*READERS)
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """People of the actor's area; filters live in the URL."""
    return _list_page(request, NikForm())


@page_for(*READERS)
@never_cache
@require_POST
def person_by_nik(request: HttpRequest) -> HttpResponse:
    """The person with the NIK that was posted; unknown and out of the area sound the same."""
    form = NikForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    found = person_with_nik(actor_of_request(request), form.cleaned_data["nik"])
    if found is not None:
        return redirect("person", found.pk)
    form.add_error("nik", _("NIK ini belum tercatat di wilayah Anda. Periksa angkanya."))
    return _list_page(request, form, status=404)


@page_for(*READERS)
@never_cache
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """All that is known of one person."""
    actor = actor_of_request(request)
    kept = kept_record(actor, person_id)
    if kept != person_id:
        return redirect("person", kept)
    return _person_page(request, get_person(actor, person_id), PurposeForm())


@page_for(*READERS)
@never_cache
@require_safe
def person_print(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same page for paper, with the NIK masked."""
    actor = actor_of_request(request)
    found = get_person(actor, person_id)
    context = _person_context(actor, found) | {
        "back_url": reverse("person", args=[found.pk]),
        "printed_on": write_date(today()),
    }
    return render(request, "registry/person_print.html", context)


@page_for(*READERS)
@never_cache
@require_POST
def person_nik(request: HttpRequest, person_id: int) -> HttpResponse:
    """Shows the NIK in full after a purpose was given."""
    actor = actor_of_request(request)
    found = get_person(actor, person_id)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _person_page(request, found, form, status=422)
    nik = reveal_nik(actor=actor, person_id=person_id, **form.stated())
    return _person_page(request, found, PurposeForm(), nik=nik)


def _list_page(request: HttpRequest, nik_form: NikForm, status: int = 200) -> HttpResponse:
    form = PersonFilter(request.GET, actor=actor_of_request(request))
    found = search_persons(actor_of_request(request), **form.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "nik_form": nik_form,
        "page": page,
        "rows": [_listed(person) for person in page],
        "columns": [
            Column("name", _("Nama")),
            Column("birth_date", _("Tanggal lahir"), "date"),
            Column("nik", _("NIK"), "nik"),
            Column("occupation", _("Pekerjaan")),
            Column("area", _("Wilayah")),
        ],
    }
    return render(request, "registry/list.html", context, status=status)


def _person_page(
    request: HttpRequest, found: Person, form: PurposeForm, *, nik: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    context = _person_context(actor, found) | {
        "purpose_form": form,
        "nik": nik,
        "crumbs": [Crumb(_("Orang"), reverse("person_list")), Crumb(found.name)],
    }
    if actor.role in WATCHERS:
        ids = records_of(actor, found)
        context |= {"acts": acts(actor, ids), "looks": told_looks(actor, ids)}
    return render(request, "registry/person.html", context, status=status)


def _person_context(actor: Actor, found: Person) -> dict[str, Any]:
    records = records_of(actor, found)
    return {
        "person": found,
        "place": " › ".join(area.name for area in ancestors(found.area_id)),
        "facts": person_facts(found, today()),
        "life": life(life_of(actor, records)),
        "merges": merges(actor, found),
        "panels": panels_of(actor, records),
    }


def _listed(person: Person) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[person.pk]),
        "name": person.name,
        "birth_date": person.birth_date,
        "nik": person.nik.reveal() if person.nik else "",
        "occupation": person.occupation,
        "area": place_name(person.area),
    }
