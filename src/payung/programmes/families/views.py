"""Families of members on the screen: how complete per place, one family, its sheet of paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput, Conflict
from payung.programmes.families.forms import FamilyFilter, FamilyForm, values_of
from payung.programmes.families.services import (
    READERS,
    RECORDERS,
    completeness,
    covers_of,
    family_pdf,
    incomplete,
    open_family,
    save_family,
)
from payung.registry.family import gaps_of
from payung.registry.scans import MEDIA
from payung.registry.services import get_person
from payung.ui.downloads import file_answer
from payung.ui.parts import Column, Crumb

PER_PAGE = 50


@page_for(*READERS, Role.AUDITOR)
@require_safe
def family_board(request: HttpRequest) -> HttpResponse:
    """Members, families told and complete, per kelurahan or per RT of one kelurahan."""
    actor = actor_of_request(request)
    form = FamilyFilter(request.GET or None, area=actor.area)
    within = form.cleaned_data["wilayah"] if form.is_valid() else ""
    within = within or actor.area
    counts = completeness(actor, within)
    near = area_kind(within) in (AreaKind.KELURAHAN, AreaKind.RT)
    page = Paginator(incomplete(actor, within) if near else [], PER_PAGE).get_page(
        request.GET.get("page")
    )
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
                "gaps": ", ".join(gaps),
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


@page_for(*RECORDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest, person_id: int) -> HttpResponse:
    """One member's family: what is known, what is missing; each opening is noted."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    sheet = open_family(actor=actor, person_id=person_id)
    lines = sheet.children_told if sheet else 0
    if request.method == "POST":
        form = FamilyForm(request.POST, children=_posted_lines(request))
        if form.is_valid():
            try:
                save_family(actor=actor, person_id=person_id, told=form.told(today()), on=today())
            except (BadInput, Conflict) as refusal:
                form.add_error("status", refusal.sentence)
            else:
                messages.success(request, _("Lembar keluarga disimpan."))
                return redirect("family", person_id)
    else:
        form = FamilyForm(initial=values_of(sheet), children=lines)
    context = {
        "person": person,
        "form": form,
        "is_member": bool(covers_of(actor, person_id)),
        "gaps": gaps_of(sheet),
        "crumbs": [
            Crumb(_("Keluarga peserta"), reverse("family_board")),
            Crumb(person.name, reverse("person", args=[person_id])),
            Crumb(_("Keluarga")),
        ],
    }
    return render(request, "programmes/family.html", context, status=422 if form.errors else 200)


@page_for(*READERS)
@require_safe
def family_sheet(request: HttpRequest, person_id: int) -> HttpResponse:
    """The A5 sheet for the family."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    content = family_pdf(actor, person, today())
    return file_answer(content, f"lembar-keluarga-{person_id}.pdf", MEDIA["pdf"])


def _posted_lines(request: HttpRequest) -> int:
    """As many lines as the form had, so that no child that was typed is lost."""
    return sum(name.startswith("anak_") for name in request.POST)
