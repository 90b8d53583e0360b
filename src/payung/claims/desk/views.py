"""Lists beside the cases: to-do, PLKK, patterns, who looked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.claims.desk.handover_views import LEADERS
from payung.claims.ground import selectors
from payung.claims.ground.obligations import todo_list
from payung.claims.ground.pages import crumbs, task_columns, task_rows
from payung.claims.ground.selectors import CASE_PEOPLE
from payung.registry.services import get_person
from payung.registry.sheet import told_acts
from payung.ui.paging import paged
from payung.ui.parts import Crumb


@page(*CASE_PEOPLE)
def todo(request: HttpRequest) -> HttpResponse:
    """What this person owes, the most urgent first."""
    actor = actor_of_request(request)
    page = paged(request, todo_list(actor))
    context = {
        "page": page,
        "rows": task_rows(page, names_of([actor.id])),
        "columns": task_columns(),
        "leads": actor.role in LEADERS,
        "crumbs": crumbs(Crumb(_("Tugas saya"))),
    }
    return render(request, "claims/todo.html", context)


@page(Role.OPERATOR, Role.AUDITOR)
def looks(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who looked at one person's data, his cases included, and for what."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    entries = selectors.looks_at(actor, person_id)
    page = paged(request, entries)
    context = {
        "person": person,
        "page": page,
        "looks": told_acts(page),
        "crumbs": crumbs(Crumb(person.name)),
    }
    return render(request, "claims/looks.html", context)
