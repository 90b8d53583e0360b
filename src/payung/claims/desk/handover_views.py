"""What is late in the whole area, and handing over the work of somebody who leaves."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.desk.handover import hand_over, loads, successors
from payung.claims.ground.obligations import late_tasks
from payung.claims.ground.pages import crumbs, task_columns, task_rows
from payung.kernel.errors import PayungError
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb

PER_PAGE = 50
LEADERS = (Role.OPERATOR, Role.AUDITOR)


class HandOverForm(PayungForm):
    """Who takes over; the list holds only those who may."""

    dari = forms.CharField(widget=forms.HiddenInput)
    penerima = forms.ChoiceField(label=gettext_lazy("Diserahkan kepada"))

    def __init__(self, *args: object, actor: Actor, leaving: str, **kwargs: object) -> None:
        super().__init__(*args, initial={"dari": leaving}, **kwargs)
        able = successors(actor, leaving) if leaving else []
        self.fields["penerima"].choices = [  # type: ignore[attr-defined]
            (str(user.pk), f"{user.full_name} · {Role(user.role).label}") for user in able
        ]


@page_for(*LEADERS)
@never_cache
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Everybody's open tasks that are past their term; each stays on its owner's list."""
    actor = actor_of_request(request)
    found = late_tasks(actor, today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": task_rows(page, names_of(task.owner for task in page)),
        "columns": task_columns(),
        "crumbs": _crumbs(_("Terlambat")),
    }
    return render(request, "claims/late.html", context)


def _crumbs(name: str) -> list[Crumb]:
    return crumbs(Crumb(_("Tugas saya"), reverse("claims_todo")), Crumb(name))


@page_for(Role.OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Who answers for how much; one officer's work given to another."""
    actor = actor_of_request(request)
    leaving = request.POST.get("dari") or request.GET.get("dari", "")
    form = HandOverForm(request.POST or None, actor=actor, leaving=leaving)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            moved = hand_over(actor=actor, leaving=leaving, to=int(form.cleaned_data["penerima"]))
        except PayungError as found:
            refusal = found.sentence
        else:
            words = _("%(tasks)d tugas dan %(cases)d kasus diserahkan.")
            messages.success(request, words % {"tasks": moved.tasks, "cases": moved.cases})
            return redirect("claims_handover")
    known = loads(actor)
    names = names_of([leaving, *(load.owner for load in known)])
    context = {
        "rows": [
            {
                "href": f"?dari={load.owner}",
                "name": names.get(load.owner, ""),
                "tasks": load.tasks,
                "cases": load.cases,
            }
            for load in known
        ],
        "columns": [
            Column("name", _("Petugas")),
            Column("tasks", _("Tugas terbuka"), "count"),
            Column("cases", _("Kasus"), "count"),
        ],
        "form": form if leaving else None,
        "leaving": names.get(leaving, ""),
        "refusal": refusal,
        "crumbs": _crumbs(_("Serah tugas")),
    }
    bad = bool(refusal or form.errors)
    return render(request, "claims/handover.html", context, status=422 if bad else 200)
