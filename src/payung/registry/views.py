"""Finding a person, and everything that is known of him on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import ancestors, place_name
from payung.audit.clock import today
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.forms import NikForm, PersonFilter, PurposeForm
from payung.registry.look_views import WATCHERS
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
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, as_link

READERS = (
    Role.OPERATOR,
    Role.VERIFIER,
    Role.APPROVER,
    Role.FINANCE,
    Role.RT,
    Role.COMPANION,
    Role.AUDITOR,
)


@page(*READERS)
def person_list(request: HttpRequest) -> HttpResponse:
    """People of the actor's area; filters live in the URL, a NIK is posted."""
    actor = actor_of_request(request)
    form = PersonFilter(request.GET, actor=actor)
    people = search_persons(actor, **form.wanted())
    context = {
        "filter_form": form,
        "offers": offers(request, None, (BY_NIK,)),
        "page": paged(request, people),
        "columns": [
            Column("name", _("Nama")),
            Column("birth_date", _("Tanggal lahir"), "date"),
            Column("nik", _("NIK"), "nik", of=lambda person: person.nik and person.nik.reveal()),
            Column("occupation", _("Pekerjaan")),
            Column("area", _("Wilayah"), of=lambda person: place_name(person.area)),
        ],
        "link": as_link(lambda person: reverse("person", args=[person.pk])),
    }
    return render(request, "registry/list.html", context)


@open_to(*READERS)
def _with_nik(*, actor: Actor, nik: str) -> Person:
    """Unknown and out of the area sound the same."""
    person = person_with_nik(actor, nik)
    if person is None:
        raise BadInput(say("NIK ini belum tercatat di wilayah Anda. Periksa angkanya."))
    return person


BY_NIK: Act[None] = Act(
    "person_by_nik",
    gettext_lazy("Cari dengan NIK"),
    _with_nik,
    lambda asked: {"nik": asked.data["nik"]},
    "",
    form=NikForm,
    then=lambda asked, found: reverse("person", args=[found.pk]),
)
person_by_nik = act_view(BY_NIK, person_list)


@page(*READERS)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """All that is known of one person; a merged record leads to the one that was kept."""
    kept = kept_record(actor_of_request(request), person_id)
    return redirect("person", kept) if kept != person_id else _person_page(request, person_id)


def _person_page(request: HttpRequest, person_id: int, nik: str = "") -> HttpResponse:
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    records = records_of(actor, person)
    context = _known(actor, person, records) | {
        "nik": nik,
        "offers": offers(request, person, (SHOW_NIK,), person_id=person_id),
        "crumbs": [Crumb(_("Orang"), reverse("person_list")), Crumb(person.name)],
    }
    if actor.role in WATCHERS:
        context |= {"acts": acts(actor, records), "looks": told_looks(actor, records)}
    return render(request, "registry/person.html", context)


def _known(actor: Actor, person: Person, records: list[int]) -> dict[str, Any]:
    return {
        "person": person,
        "place": " › ".join(area.name for area in ancestors(person.area_id)),
        "facts": person_facts(person, today()),
        "life": life(life_of(actor, records)),
        "merges": merges(actor, person),
        "panels": panels_of(actor, records),
    }


@open_to(*READERS)
def _show_nik(
    *, actor: Actor, request: HttpRequest, person_id: int, purpose: str, words: str
) -> HttpResponse:
    """The page once with the NIK in full."""
    nik = reveal_nik(actor=actor, person_id=person_id, purpose=purpose, words=words)
    return _person_page(request, person_id, nik)


SHOW_NIK: Act[Person] = Act(
    "person_nik",
    gettext_lazy("Tampilkan NIK"),
    _show_nik,
    lambda asked: {"request": asked.request, "person_id": asked.thing.pk, **asked.form.stated()},
    "",
    form=PurposeForm,
    again=True,
)
person_nik = act_view(SHOW_NIK, person, get_person)


@page(*READERS)
def person_print(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same page for paper, with the NIK masked."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    context = _known(actor, person, records_of(actor, person)) | {
        "back_url": reverse("person", args=[person.pk]),
        "printed_on": write_date(today()),
    }
    return render(request, "registry/person_print.html", context)
