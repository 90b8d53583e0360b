"""Pages of rankings; each act is one service."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.scope import actor_of_request
from payung.areas.selectors import place_name
from payung.audit import clock
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import decrees, get_selection, ranked
from payung.programmes.models import Outcome, Ranked
from payung.programmes.ranking import services
from payung.programmes.ranking.forms import ApproveForm, RankedFilter, filtered
from payung.ui.parts import Column, Crumb

PER_PAGE = 50


@login_required
@require_POST
def rank(request: HttpRequest, code: str) -> HttpResponse:
    """Makes a new ranking and shows it."""
    made = services.rank(actor=actor_of_request(request), programme=code, on=clock.today())
    return redirect("selection", made.pk)


@login_required
@require_safe
def selection(request: HttpRequest, selection_id: int) -> HttpResponse:
    """The ranked list with the reason for each; filters live in the URL."""
    actor = actor_of_request(request)
    found = get_selection(actor, selection_id)
    form = RankedFilter(request.GET or None, area=actor.area)
    places = filtered(ranked(actor, found.pk), form)
    counts = ranked(actor, found.pk).aggregate(
        **{o.value: Count("id", filter=Q(outcome=o)) for o in Outcome}
    )
    page = Paginator(places.order_by("rank"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "selection": found,
        "counts": counts,
        "filter_form": form,
        "page": page,
        "rows": [_ranked_row(place) for place in page],
        "columns": [
            Column("rank", _("Urutan"), "count"),
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("outcome", _("Hasil"), "state"),
            Column("score", _("Nilai"), "count"),
            Column("reason", _("Alasan")),
        ],
        "decree": decrees(actor).filter(selection=found).first(),
        "approve_form": ApproveForm(people=counts[Outcome.IN]),
        "crumbs": [home(), crumb_of(found.programme), Crumb(_("Peringkat"))],
    }
    return render(request, "programmes/selection.html", context)


@login_required
@require_POST
def approve(request: HttpRequest, selection_id: int) -> HttpResponse:
    """Approves after the number of people was typed."""
    actor = actor_of_request(request)
    found = get_selection(actor, selection_id)
    inside = ranked(actor, found.pk).filter(outcome=Outcome.IN).count()
    form = ApproveForm(request.POST, people=inside)
    if not form.is_valid():
        context = {"selection": found, "form": form, "crumbs": [home(), crumb_of(found.programme)]}
        return render(request, "programmes/approve.html", context, status=422)
    services.approve_selection(actor=actor, selection_id=found.pk)
    messages.success(request, _("Peringkat disetujui. Operator bisa membuat SK."))
    return redirect("selection", found.pk)


def _ranked_row(place: Ranked) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "name": place.person.name,
        "area": place_name(place.area),
        "outcome": place.outcome,
        "score": place.score,
        "reason": place.reason,
    }
