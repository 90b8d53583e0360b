"""The list of programmes, and the page of one: criteria, money, quota, rankings, decrees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.programmes.ground.cost import undecided_months
from payung.programmes.ground.crumbs import home
from payung.programmes.ground.selectors import (
    Budget,
    budget,
    decrees,
    get_programme,
    programmes,
    selections,
)
from payung.programmes.models import Programme
from payung.programmes.ranking import services as ranking
from payung.programmes.scheme.services import is_open
from payung.programmes.scheme.shown import budget_words, quota_shown, rules_shown
from payung.ui.parts import Crumb, Fact


@page(*EVERYONE)
def programme_list(request: HttpRequest) -> HttpResponse:
    """All programmes with people and money."""
    rows = programmes(actor_of_request(request))
    return render(request, "programmes/list.html", {"programmes": rows})


@page(*EVERYONE)
def programme_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: criteria, budget, quota, rankings, decrees."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    context = {
        "programme": programme,
        "open": is_open(programme),
        "money": _money_facts(budget(actor, programme)),
        "offers": offers(request, programme, (RANK,), code=code),
        "selections": selections(actor).filter(programme=programme),
        "decrees": decrees(actor).filter(programme=programme),
        "undecided": undecided_months(programme),
        **rules_shown(programme),
        "budget_words": budget_words(programme),
        **quota_shown(actor, programme),
        "crumbs": [home(), Crumb(programme.name)],
    }
    return render(request, "programmes/detail.html", context)


RANK: Act[Programme] = Act(
    "rank",
    gettext_lazy("Susun peringkat baru"),
    ranking.rank,
    lambda asked: {"programme": asked.thing.code, "on": clock.today()},
    gettext_lazy("Peringkat disusun."),
    offered=lambda actor, programme: is_open(programme),
    then=lambda asked, made: reverse("selection", args=[made.pk]),
)
rank = act_view(RANK, programme_detail, get_programme)


def _money_facts(budget: Budget) -> list[Fact]:
    from payung.ui.format import write_rupiah

    return [
        Fact(_("Batas iuran seluruh masa program"), write_rupiah(budget.ceiling_rp)),
        Fact(_("Iuran direncanakan, belum dibayar"), write_rupiah(budget.committed_rp)),
        Fact(_("Iuran dibayar"), write_rupiah(budget.realised_rp)),
        Fact(_("Belum terpakai dari batas program"), write_rupiah(budget.free_rp)),
    ]
