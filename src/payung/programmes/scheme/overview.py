"""The list of programmes, and the page of one: criteria, money, quota, rankings, decrees."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.scope import actor_of_request
from payung.programmes.ground.crumbs import home
from payung.programmes.ground.selectors import (
    Budget,
    budget,
    decrees,
    get_programme,
    programmes,
    selections,
)
from payung.programmes.scheme.services import is_open
from payung.programmes.scheme.shown import budget_words, quota_shown, rules_shown
from payung.ui.parts import Crumb, Fact


@login_required
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """All programmes with people and money."""
    found = programmes(actor_of_request(request))
    return render(request, "programmes/list.html", {"programmes": found})


@login_required
@require_safe
def programme_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: criteria, budget, quota, rankings, decrees."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    context = {
        "programme": programme,
        "open": is_open(programme),
        "money": _money_facts(budget(actor, programme)),
        "selections": selections(actor).filter(programme=programme),
        "decrees": decrees(actor).filter(programme=programme),
        **rules_shown(programme),
        "budget_words": budget_words(programme),
        **quota_shown(actor, programme),
        "crumbs": [home(), Crumb(programme.name)],
    }
    return render(request, "programmes/detail.html", context)


def _money_facts(found: Budget) -> list[Fact]:
    from payung.ui.format import write_rupiah

    return [
        Fact(_("Pagu seluruh masa program"), write_rupiah(found.ceiling_rp)),
        Fact(_("Iuran direncanakan, belum dibayar"), write_rupiah(found.committed_rp)),
        Fact(_("Iuran dibayar dengan SP2D"), write_rupiah(found.realised_rp)),
        Fact(_("Sisa pagu"), write_rupiah(found.free_rp)),
    ]
