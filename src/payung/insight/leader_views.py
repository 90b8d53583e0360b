"""The mayor's one page and the DPRD's sheet; neither names anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.insight.forms import MonthFilter
from payung.insight.leader_pages import READERS, for_council, one_page
from payung.insight.pages import NAMES, months_with_cover
from payung.kernel.month import Month
from payung.ui.format import write_date
from payung.ui.parts import Crumb


@page(*READERS)
def leader_page(request: HttpRequest) -> HttpResponse:
    """Coverage, gaps, families and money on one page, for those who decide."""
    actor = actor_of_request(request)
    month = _month(actor, request)
    context = one_page(actor, month) | {
        "filter_form": MonthFilter(_months(actor), month=month),
        "may_visit": actor.role in (Role.LEADER, Role.OPERATOR),
        "query": f"?bulan={month}",
        "crumbs": [Crumb(_("Ringkasan"))],
    }
    return render(request, "insight/leader.html", context)


@page(*READERS)
def leader_print(request: HttpRequest) -> HttpResponse:
    """The same on paper; `?untuk=dprd` adds payers and kecamatan."""
    actor = actor_of_request(request)
    month = _month(actor, request)
    council = request.GET.get("untuk") == "dprd"
    context = one_page(actor, month)
    if not council:  # one sheet: what is over stands in the chart
        context["ahead"] = [row for row in context["ahead"] if row["month"] > month]
    context |= {
        "council": council,
        "names": list(NAMES.values()),
        "back_url": f"{reverse('leader_page')}?bulan={month}",
        "printed_on": write_date(today()),
        **(for_council(actor, month) if council else {}),
    }
    return render(request, "insight/leader_print.html", context)


def _months(actor: Actor) -> list[Month]:
    return months_with_cover(actor, Month.containing(today()))


def _month(actor: Actor, request: HttpRequest) -> Month:
    """The month of the address; the latest one that has begun where it names none."""
    latest = Month.containing(today())
    chosen = Month.read(request.GET.get("bulan", ""))
    return min(chosen, latest) if chosen else latest
