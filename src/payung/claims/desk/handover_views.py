"""What is late in the whole area, and handing over the work of somebody who leaves."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.desk.handover import hand_over, loads, successors
from payung.claims.ground.obligations import late_tasks
from payung.claims.ground.pages import crumbs, task_columns, task_rows
from payung.ui.forms import PayungForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb

LEADERS = (Role.OPERATOR, Role.AUDITOR)


class HandOverForm(PayungForm):
    """Who takes over; the list holds only those who may."""

    dari = forms.CharField(widget=forms.HiddenInput)
    penerima = forms.ChoiceField(label=gettext_lazy("Diserahkan kepada"))

    def __init__(self, *args: object, actor: Actor, leaving: str | None, **kwargs: object) -> None:
        super().__init__(*args, initial={"dari": leaving}, **kwargs)
        leaving = leaving or str(self.data.get("dari", ""))
        able = successors(actor, leaving) if leaving else []
        self.fields["penerima"].choices = [  # type: ignore[attr-defined]
            (str(user.pk), f"{user.full_name} · {Role(user.role).label}") for user in able
        ]


@page(*LEADERS)
def late(request: HttpRequest) -> HttpResponse:
    """Everybody's open tasks that are past their term; each stays on its owner's list."""
    actor = actor_of_request(request)
    tasks = paged(request, late_tasks(actor, today()))
    context = {
        "page": tasks,
        "rows": task_rows(tasks, names_of(task.owner for task in tasks)),
        "columns": task_columns(),
        "crumbs": _crumbs(_("Terlambat")),
    }
    return render(request, "claims/late.html", context)


def _crumbs(name: str) -> list[Crumb]:
    return crumbs(Crumb(_("Tugas saya"), reverse("claims_todo")), Crumb(name))


def handover_page(request: HttpRequest) -> HttpResponse:
    """Who answers for how much; one officer's work given to another."""
    actor = actor_of_request(request)
    leaving = request.POST.get("dari") or request.GET.get("dari", "")
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
        "offer": offer(request, leaving, HAND_OVER) if leaving else None,
        "leaving": names.get(leaving, ""),
        "crumbs": _crumbs(_("Serah tugas")),
    }
    return render(request, "claims/handover.html", context)


HAND_OVER: Act[str] = Act(
    "claims_handover",
    gettext_lazy("Serahkan semuanya"),
    hand_over,
    lambda asked: {"leaving": asked.data["dari"], "to": int(asked.data["penerima"])},
    lambda moved: (
        _("%(tasks)d tugas dan %(cases)d kasus diserahkan.")
        % {"tasks": moved.tasks, "cases": moved.cases}
    ),
    form=HandOverForm,
    facts=lambda actor, leaving: {"actor": actor, "leaving": leaving},
)
handover = form_page(HAND_OVER, handover_page)
