"""Families of members on the screen: how complete per place, one family, its sheet of paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, form_page, offer
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.kernel.area import AreaKind, area_kind
from payung.programmes.families.forms import FamilyFilter, FamilyForm, values_of
from payung.programmes.families.own_cover import renew_own_code
from payung.programmes.families.services import (
    READERS,
    completeness,
    covers_of,
    family_pdf,
    incomplete,
    open_family,
    save_family,
)
from payung.registry.family import gaps_of
from payung.registry.models import FamilySheet
from payung.registry.scans import MEDIA
from payung.registry.services import get_person
from payung.ui.downloads import file_answer
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown


@page(*READERS, Role.AUDITOR)
def family_board(request: HttpRequest) -> HttpResponse:
    """Members, families told and complete, per kelurahan or per RT of one kelurahan."""
    actor = actor_of_request(request)
    form = FamilyFilter(request.GET or None, area=actor.area)
    within = form.cleaned_data["wilayah"] if form.is_valid() else ""
    within = within or actor.area
    counts = completeness(actor, within)
    near = area_kind(within) in (AreaKind.KELURAHAN, AreaKind.RT)
    page = paged(request, incomplete(actor, within) if near else [])
    context = {
        "filter_form": form,
        "found": len(counts),
        "rows": [
            {
                "href": f"{reverse('family_board')}?wilayah={row.area.code}",
                "area": place_name(row.area),
                "members": row.members,
                "told": row.told,
                "complete": row.complete,
                "share": row.complete / row.members,
            }
            for row in counts
        ],
        "columns": [
            Column("area", _("Wilayah")),
            Column("members", _("Peserta"), "count"),
            Column("told", _("Lembar diisi"), "count"),
            Column("complete", _("Lengkap"), "count"),
            Column("share", _("Bagian lengkap"), "percent"),
        ],
        "near": near,
        "page": page,
        "members": [
            {
                "href": reverse("family", args=[person.pk]),
                "name": person.name,
                "area": place_name(person.area),
                "gaps": ", ".join(map(shown, gaps)),
            }
            for person, gaps in page
        ],
        "member_columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("gaps", _("Belum ada")),
        ],
        "crumbs": [Crumb(_("Keluarga peserta"))],
    }
    return render(request, "programmes/families.html", context)


def family_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """One member's family: what is known, what is missing; each opening is noted."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    sheet = open_family(actor=actor, person_id=person_id)
    context = {
        "person": person,
        "offer": offer(request, sheet, SAVE, person_id=person_id),
        "code_offer": offer(request, sheet, RENEW_CODE, person_id=person_id),
        "is_member": bool(covers_of(actor, person_id)),
        "gaps": [shown(gap) for gap in gaps_of(sheet)],
        "crumbs": [
            Crumb(_("Keluarga peserta"), reverse("family_board")),
            Crumb(person.name, reverse("person", args=[person_id])),
            Crumb(_("Keluarga")),
        ],
    }
    return render(request, "programmes/family.html", context)


def _form(*, sheet: FamilySheet | None, data: Any = None, **more: Any) -> FamilyForm:
    if data is None:
        told = sheet.children_told if sheet else 0
        return FamilyForm(initial=values_of(sheet), children=told, **more)
    lines = sum(name.startswith("anak_") for name in data)  # no child that was typed is lost
    return FamilyForm(data, children=lines, **more)


SAVE: Act[FamilySheet | None] = Act(
    "family",
    gettext_lazy("Simpan"),
    save_family,
    lambda asked: {**asked.where, "told": asked.form.told(today()), "on": today()},
    gettext_lazy("Lembar keluarga disimpan."),
    form=_form,
    facts=lambda actor, sheet: {"sheet": sheet},
    keep=True,
)
RENEW_CODE: Act[FamilySheet | None] = Act(
    "family_code",
    gettext_lazy("Buat kode rahasia baru"),
    renew_own_code,
    lambda asked: asked.where,
    gettext_lazy("Kode baru dibuat; yang lama tidak berlaku lagi. Cetak lembar keluarga."),
)
family = form_page(SAVE, family_page, lambda actor, person_id: None)
family_code = act_view(RENEW_CODE, family, lambda actor, person_id: None)


@page(*READERS)
def family_sheet(request: HttpRequest, person_id: int) -> HttpResponse:
    """The A5 sheet for the family."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    site = request.build_absolute_uri("/").rstrip("/")
    content = family_pdf(actor=actor, person=person, on=today(), site=site)
    return file_answer(content, f"lembar-keluarga-{person_id}.pdf", MEDIA["pdf"])
