"""The mayor's visit list: families who agreed, and nothing about money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.claims.ground.selectors import view_visits
from payung.claims.ground.stages import HELPERS
from payung.ui.parts import Column, Crumb


@page(*HELPERS, Role.LEADER)
def claim_visits(request: HttpRequest) -> HttpResponse:
    """Whom the mayor may visit: name, place and companion; no sum, no cause, no ceremony."""
    cases = view_visits(actor=actor_of_request(request))
    names = names_of(case.owner for case in cases)
    context = {
        "rows": [
            {
                "name": case.person.name,
                "area": place_name(case.area),
                "event": case.event.get_kind_display(),
                "happened_on": case.event.happened_on,
                "companion": names.get(case.owner, ""),
            }
            for case in cases
        ],
        "columns": [
            Column("name", _("Peserta")),
            Column("area", _("Wilayah")),
            Column("event", _("Kejadian")),
            Column("happened_on", _("Tanggal"), "date"),
            Column("companion", _("Pendamping")),
        ],
        "crumbs": [Crumb(_("Keluarga yang bersedia dikunjungi"))],
    }
    return render(request, "claims/visits.html", context)
