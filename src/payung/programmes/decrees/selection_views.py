"""Pages of rankings; each act is one service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit import clock
from payung.programmes.decrees.freezing import freeze_decree
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import decrees, get_selection, ranked
from payung.programmes.models import DecreeState, Outcome, Ranked, Selection
from payung.programmes.ranking import services
from payung.programmes.ranking.consequence import consequence
from payung.programmes.ranking.forms import ApproveForm, RankedFilter, filtered
from payung.ui.format import write_count, write_month, write_months, write_rupiah
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact
from payung.ui.words import shown


@page(*EVERYONE)
def selection(request: HttpRequest, selection_id: int) -> HttpResponse:
    """The ranked list with the reason for each; filters live in the URL."""
    actor = actor_of_request(request)
    selection = get_selection(actor, selection_id)
    form = RankedFilter(request.GET or None, area=actor.area)
    places = filtered(ranked(actor, selection.pk), form)
    counts = ranked(actor, selection.pk).aggregate(
        **{o.value: Count("id", filter=Q(outcome=o)) for o in Outcome}
    )
    shown = paged(request, places.order_by("rank"))
    acts = offers(request, selection, (APPROVE, FREEZE), selection_id=selection_id)
    context = {
        "selection": selection,
        "counts": counts,
        "filter_form": form,
        "page": shown,
        "rows": [_ranked_row(place) for place in shown],
        "columns": [
            Column("rank", _("Urutan"), "count"),
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("outcome", _("Hasil"), "state"),
            Column("score", _("Nilai"), "count"),
            Column("reason", _("Alasan")),
        ],
        "decree": decrees(actor).filter(selection=selection).first(),
        **_consequence(actor, selection, acts),
        "offers": acts,
        "crumbs": [home(), crumb_of(selection.programme), Crumb(_("Peringkat"))],
    }
    return render(request, "programmes/selection.html", context)


def _consequence(actor: Actor, selection: Selection, acts: Mapping[str, Any]) -> dict[str, Any]:
    """What the act means, for whoever may do it now."""
    if not acts:
        return {}
    means = consequence(actor, selection)
    programme = selection.programme
    facts = [
        Fact(_("Orang"), write_count(means.people)),
        Fact(_("Bulan"), write_months(programme.first_month, programme.last_month)),
        Fact(_("Iuran seluruhnya"), write_rupiah(means.cost_rp)),
    ]
    if means.before and means.lapse_after:
        told = {
            "new": write_count(means.new), "stay": write_count(means.stay),
            "leave": write_count(means.leave),
        }  # fmt: skip
        facts += [
            Fact(
                _("Dibanding peserta %(month)s") % {"month": write_month(means.before)},
                _("%(new)s orang baru, %(stay)s tetap, %(leave)s keluar") % told,
            ),
            Fact(
                _("Yang keluar"),
                _("Tanpa pembayar lain, keluarganya tidak terlindungi lagi sesudah %(month)s.")
                % {"month": write_month(means.lapse_after)},
            ),
        ]
    return {
        "consequence": facts,
        "by_kelurahan": [{"area": a, "people": n} for a, n in means.by_kelurahan],
        "kelurahan_columns": [
            Column("area", _("Kelurahan")),
            Column("people", _("Orang"), "count"),
        ],
    }


def _people(actor: Actor, selection: Selection) -> int:
    return ranked(actor, selection.pk).filter(outcome=Outcome.IN).count()


def _may_freeze(actor: Actor, selection: Selection) -> bool:
    frozen = decrees(actor).filter(selection=selection).exclude(state=DecreeState.REOPENED)
    return bool(selection.approved_by) and not frozen.exists()


APPROVE: Act[Selection] = Act(
    "approve_selection",
    gettext_lazy("Setujui peringkat"),
    services.approve_selection,
    lambda asked: {"selection_id": asked.thing.pk},
    gettext_lazy("Peringkat disetujui. Operator bisa membuat SK."),
    form=ApproveForm,
    facts=lambda actor, selection: {"people": _people(actor, selection)},
    offered=lambda actor, selection: not selection.approved_by,
    again=True,
)
FREEZE: Act[Selection] = Act(
    "freeze_decree",
    gettext_lazy("Bekukan lampiran SK"),
    freeze_decree,
    lambda asked: {"selection_id": asked.thing.pk, "on": clock.today()},
    gettext_lazy("Lampiran SK dibekukan."),
    form=ApproveForm,
    facts=lambda actor, selection: {"people": _people(actor, selection)},
    offered=_may_freeze,
    then=lambda asked, made: reverse("decree", args=[made.pk]),
    again=True,
)
approve, freeze = (act_view(act, selection, get_selection) for act in (APPROVE, FREEZE))


def _ranked_row(place: Ranked) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "name": place.person.name,
        "area": place_name(place.area),
        "outcome": place.outcome,
        "score": place.score,
        "reason": shown(place.reason),
    }
