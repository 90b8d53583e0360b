"""Pages of rankings; each act is one service."""

from __future__ import annotations

from collections.abc import Iterable
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
from payung.programmes.ranking.consequence import ApprovalEffect, consequence
from payung.programmes.ranking.forms import RankedFilter, filtered
from payung.registry.people import some_names
from payung.ui.format import write_count, write_month, write_months, write_rupiah
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact, Review, SomePeople
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
        "offers": offers(request, selection, (APPROVE, FREEZE), selection_id=selection_id),
        "crumbs": [home(), crumb_of(selection.programme), Crumb(_("Peringkat"))],
    }
    return render(request, "programmes/selection.html", context)


def _review(actor: Actor, selection: Selection, words: str) -> Review:
    """What approving or freezing means: money, months, kelurahan, who is new, stays and leaves."""
    means = consequence(actor, selection)
    programme = selection.programme
    facts = [
        Fact(_("Orang"), write_count(means.people)),
        Fact(_("Bulan"), write_months(programme.first_month, programme.last_month)),
        Fact(_("Iuran seluruhnya"), write_rupiah(means.cost_rp)),
    ]
    inside = ranked(actor, selection.pk).filter(outcome=Outcome.IN)
    named: list[tuple[str, Iterable[int], int]] = [
        (_("Nama yang masuk"), inside.values_list("person_id", flat=True), means.people)
    ]
    if means.before and means.lapse_after:
        facts += _against_before(means)
        named += [
            (_("Orang baru"), means.new, len(means.new)),
            (_("Keluar"), means.leave, len(means.leave)),
        ]
    return Review(
        about=_("Peringkat %(name)s") % {"name": programme.name},
        facts=facts,
        consequence=words,
        people=means.people,
        by_area=means.by_kelurahan,
        named=[SomePeople(label, some_names(actor, ids), count) for label, ids, count in named],
    )


def _against_before(means: ApprovalEffect) -> list[Fact]:
    """Who is new, stays and leaves, and what leaving costs each family."""
    counts = {
        "new": write_count(len(means.new)), "stay": write_count(len(means.stay)),
        "leave": write_count(len(means.leave)),
    }  # fmt: skip
    costs = {"month": write_month(means.lapse_after), "amount": write_rupiah(means.lost_rp)}
    return [
        Fact(
            _("Dibanding peserta %(month)s") % {"month": write_month(means.before)},
            _("%(new)s orang baru, %(stay)s tetap, %(leave)s keluar") % counts,
        ),
        Fact(
            _("Yang keluar"),
            _(
                "Tanpa pembayar lain, keluarganya tidak terlindungi lagi sesudah %(month)s: "
                "santunan kematian %(amount)s hilang untuk tiap keluarga."
            )
            % costs,
        ),
    ]


def _may_freeze(actor: Actor, selection: Selection) -> bool:
    frozen = decrees(actor).filter(selection=selection).exclude(state=DecreeState.REOPENED)
    return bool(selection.approved_by) and not frozen.exists()


APPROVE: Act[Selection] = Act(
    "approve_selection",
    gettext_lazy("Setujui peringkat"),
    services.approve_selection,
    lambda asked: {"selection_id": asked.thing.pk},
    gettext_lazy("Peringkat disetujui. Operator bisa membuat SK."),
    offered=lambda actor, selection: not selection.approved_by,
    again=True,
    review=lambda actor, selection, form: _review(
        actor,
        selection,
        _("Orang ini masuk program dan tidak bisa masuk program lain pada bulan yang sama."),
    ),
)
FREEZE: Act[Selection] = Act(
    "freeze_decree",
    gettext_lazy("Bekukan lampiran SK"),
    freeze_decree,
    lambda asked: {"selection_id": asked.thing.pk, "on": clock.today()},
    gettext_lazy("Lampiran SK dibekukan."),
    offered=_may_freeze,
    then=lambda asked, made: reverse("decree", args=[made.pk]),
    again=True,
    review=lambda actor, selection, form: _review(
        actor,
        selection,
        _("Nama di lampiran SK tidak berubah lagi; sesudah tanda tangan hanya lewat SK perubahan."),
    ),
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
