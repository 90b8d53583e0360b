"""What accounts did and whose data they saw, by account and days; and the persons of one look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import accounts, names_of
from payung.audit.selectors import entries_by
from payung.registry.looks import looks, looks_of
from payung.registry.selectors import records
from payung.registry.sheet import told_acts
from payung.ui.forms import FilterForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, as_link

WATCHERS = (Role.OPERATOR, Role.AUDITOR)
"""Who may see who saw a person's data."""
MOST_ACTS = 50


class LookFilter(FilterForm):
    """An account and days."""

    akun = forms.ChoiceField(label=gettext_lazy("Akun"), required=False)
    dari = forms.DateField(
        label=gettext_lazy("Dari tanggal"), required=False, input_formats=["%d-%m-%Y", "%Y-%m-%d"]
    )
    sampai = forms.DateField(
        label=gettext_lazy("Sampai tanggal"), required=False, input_formats=["%d-%m-%Y", "%Y-%m-%d"]
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        known = [(f"user:{user.pk}", user.full_name) for user in accounts(actor)]
        self.fields["akun"].choices = [("", gettext_lazy("Semua")), *known]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        data = super().wanted()
        return data and {"account": data["akun"], "first": data["dari"], "last": data["sampai"]}


@page(*WATCHERS)
def look_list(request: HttpRequest) -> HttpResponse:
    """Each page that showed persons, with who opened it; beside it what that account did."""
    actor = actor_of_request(request)
    form = LookFilter(request.GET, actor=actor)
    wanted = form.wanted()
    shown = paged(request, looks_of(actor, **wanted))
    names = names_of(look.account for look in shown)
    account = wanted.get("account", "")
    context = {
        "filter_form": form,
        "page": shown,
        "columns": [
            Column("at", _("Kapan"), "moment"),
            Column("who", _("Akun"), of=lambda look: names.get(look.account, look.account)),
            Column("page", _("Halaman")),
            Column("people", _("Orang"), "count", of=lambda look: len(look.people)),
        ],
        "link": as_link(lambda look: reverse("look", args=[look.pk])),
        "acts": told_acts(entries_by(account)[:MOST_ACTS]) if account else None,
        "crumbs": [Crumb(_("Orang"), reverse("person_list")), Crumb(_("Siapa melihat siapa"))],
    }
    return render(request, "registry/looks.html", context)


@page(*WATCHERS)
def look(request: HttpRequest, look_id: int) -> HttpResponse:
    """The persons whom one page showed, as far as they are in the watcher's area."""
    actor = actor_of_request(request)
    found = get_object_or_404(looks(actor), pk=look_id)
    context = {
        "look": found,
        "who": names_of([found.account]).get(found.account, found.account),
        "people": records(actor).filter(pk__in=found.people).select_related("area"),
        "columns": [Column("name", _("Nama")), Column("area.name", _("Wilayah"))],
        "link": as_link(lambda person: reverse("person", args=[person.pk])),
        "crumbs": [
            Crumb(_("Orang"), reverse("person_list")),
            Crumb(_("Siapa melihat siapa"), reverse("look_list")),
            Crumb(str(found.pk)),
        ],
    }
    return render(request, "registry/look.html", context)
