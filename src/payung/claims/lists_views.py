"""Lists beside the cases: to-do, PLKK, patterns, who looked."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims import pages, selectors
from payung.claims.casework import keep_care
from payung.claims.forms import CareForm
from payung.claims.handover_views import LEADERS
from payung.claims.obligations import todo_list
from payung.claims.reporting import REPORTERS
from payung.claims.selectors import CASE_PEOPLE
from payung.registry.services import get_person
from payung.registry.sheet import told_acts
from payung.ui.parts import Column, Crumb

PER_PAGE = 50


@page_for(*CASE_PEOPLE)
@never_cache
@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """What this person owes, the most urgent first."""
    actor = actor_of_request(request)
    page = Paginator(todo_list(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": pages.task_rows(page, names_of([actor.id])),
        "columns": pages.task_columns(),
        "leads": actor.role in LEADERS,
        "crumbs": pages.crumbs(Crumb(_("Tugas saya"))),
    }
    return render(request, "claims/todo.html", context)


@page_for(*REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def care(request: HttpRequest) -> HttpResponse:
    """The city's list of PLKK; the operator keeps it."""
    actor = actor_of_request(request)
    keeps = actor.role == Role.OPERATOR
    form = CareForm(request.POST or None, actor=actor)
    if request.method == "POST" and keeps and form.is_valid():
        data = form.cleaned_data
        keep_care(
            actor=actor,
            name=data["nama"],
            phone=data["telepon"],
            address=data["alamat"],
            area=data["wilayah"],
            always_open=data["buka"],
            today=today(),
        )
        messages.success(request, _("Fasilitas dicatat."))
        return redirect("claims_care")
    context = {
        "rows": selectors.care_near(actor.area),
        "columns": [
            Column("name", _("Nama")),
            Column("phone", _("Telepon")),
            Column("area", _("Wilayah")),
            Column("checked_on", _("Diperiksa"), "date"),
        ],
        "form": form if keeps else None,
        "crumbs": pages.crumbs(Crumb(_("PLKK"))),
    }
    return render(request, "claims/care.html", context, status=422 if form.errors else 200)


@page_for(Role.OPERATOR, Role.AUDITOR)
@never_cache
@require_safe
def looks(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who looked at one person's data, his cases included, and for what."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    entries = selectors.looks_at(actor, person_id)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "page": page,
        "looks": told_acts(page),
        "crumbs": pages.crumbs(Crumb(person.name)),
    }
    return render(request, "claims/looks.html", context)
