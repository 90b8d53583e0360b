"""Two payers for one person-month: the list of those caught, and the answer to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offers
from payung.accounts.pages import open_to, page, roles_of
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.payments.continuity import pages
from payung.payments.ground.readers import CONTINUITY_READERS
from payung.payments.models.continuity import Overlap, OverlapState
from payung.payments.overlaps.services import (
    OverlapGroup,
    alike,
    get_overlap,
    overlap_groups,
    resolve_overlaps,
)
from payung.ui.format import write_count, write_months, write_rupiah
from payung.ui.forms import MonthChoiceField, PayungForm
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact


class OverlapForm(PayungForm):
    """Who goes on paying, from which month, for whom, and why."""

    jawaban = forms.ChoiceField(label=gettext_lazy("Siapa yang membayar"), widget=forms.RadioSelect)
    semua = forms.BooleanField(required=False)
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=160)

    def __init__(self, *args: Any, overlap: Overlap, people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeps = _("%(payer)s tetap membayar, rencana kedua ditarik")
        claims = _("%(payer)s mengambil alih tanpa jeda")
        answers = [(OverlapState.WITHDRAWN, keeps % {"payer": overlap.holder.name})]
        if not overlap.paid:
            answers.append((OverlapState.HANDED_OVER, claims % {"payer": overlap.claimant.name}))
            self.fields["mulai"] = MonthChoiceField(
                label=_("Serah terima mulai"), first=overlap.first, last=overlap.last
            )
        self.fields["jawaban"].choices = answers  # type: ignore[attr-defined]
        self.fields["semua"].label = _("Berlaku untuk semua %(n)s orang yang sama") % {
            "n": write_count(people)
        }
        self.order_fields(["jawaban", "mulai", "semua", "alasan"])


@page(*CONTINUITY_READERS)
def overlaps(request: HttpRequest) -> HttpResponse:
    """What was caught, open ones first, grouped as it is decided."""
    groups = overlap_groups(actor_of_request(request))
    waiting = [group for group in groups if group.state == OverlapState.OPEN]
    context = {
        "rows": [_line(group) for group in groups],
        "columns": [
            Column("claimant", _("Pembayar kedua")),
            Column("holder", _("Pembayar pertama")),
            Column("span", _("Bulan")),
            Column("people", _("Orang"), "count"),
            Column("person_months", _("Orang-bulan"), "count"),
            Column("kind", _("Jenis")),
            Column("state", _("Keputusan"), "state"),
        ],
        "waiting": sum(group.people for group in waiting),
        "caught": sum(group.people for group in groups),
        "crumbs": pages.crumbs(Crumb(_("Tumpang tindih"))),
    }
    return render(request, "payments/overlaps.html", context)


def _told(done: int, asked: int) -> str:
    """How many were decided on, and who stays open since a hold comes first."""
    words = [_("%(n)s orang diputuskan.") % {"n": write_count(done)}]
    if left := asked - done:
        words.append(_("%(n)s orang tetap terbuka: bulannya ditahan.") % {"n": write_count(left)})
    return " ".join(words)


def _line(group: OverlapGroup) -> dict[str, Any]:
    return {
        "href": reverse("overlap", args=[group.example]),
        "claimant": f"{group.claimant} · {group.claimant_scheme}",
        "holder": group.holder,
        "span": write_months(group.first, group.last),
        "people": group.people,
        "person_months": group.person_months,
        "kind": _("sudah dibayar dua kali") if group.paid else _("baru direncanakan"),
        "state": group.state,
    }


def overlap_page(request: HttpRequest, overlap_id: int) -> HttpResponse:
    """One overlap with all that are alike, and the decision for one or all of them."""
    actor = actor_of_request(request)
    chosen = get_overlap(actor, overlap_id)
    same = alike(actor, chosen).order_by("area_id", "person__name")
    shown = paged(request, same)
    context = {
        "overlap": chosen,
        "facts": _facts(chosen),
        "offers": offers(request, chosen, (RESOLVE,), overlap_id=overlap_id),
        "page": shown,
        "rows": [
            {"name": o.person.name, "place": place_name(o.area), "months": o.months} for o in shown
        ],
        "columns": [
            Column("name", _("Nama")),
            Column("place", _("Wilayah")),
            Column("months", _("Bulan ganda"), "count"),
        ],
        "crumbs": pages.crumbs(
            Crumb(_("Tumpang tindih"), reverse("overlaps")), Crumb(chosen.person.name)
        ),
    }
    return render(request, "payments/overlap.html", context)


@open_to(*roles_of(resolve_overlaps))
def _resolve(*, actor: Actor, overlap: Overlap, wanted: Mapping[str, Any]) -> str:
    """Decides for one or for all that are alike, and tells how many."""
    same = alike(actor, overlap)
    ids = list(same.values_list("pk", flat=True)) if wanted["semua"] else [overlap.pk]
    done = resolve_overlaps(
        actor=actor,
        ids=ids,
        answer=OverlapState(wanted["jawaban"]),
        reason=wanted["alasan"],
        from_month=wanted.get("mulai"),
    )
    return _told(done, len(ids))


RESOLVE: Act[Overlap] = Act(
    "overlap",
    gettext_lazy("Simpan keputusan"),
    _resolve,
    lambda asked: {"overlap": asked.thing, "wanted": asked.data},
    lambda told: told,
    form=OverlapForm,
    facts=lambda actor, chosen: {"overlap": chosen, "people": alike(actor, chosen).count()},
    offered=lambda actor, chosen: chosen.state == OverlapState.OPEN,
    then=lambda asked, told: reverse("overlaps"),
)
overlap = form_page(RESOLVE, page(*CONTINUITY_READERS)(overlap_page), get_overlap)


def _facts(chosen: Overlap) -> list[Fact]:
    facts = [
        Fact(
            _("Orang"), chosen.person.name, reverse("person", args=[chosen.person_id]), _("Lihat")
        ),
        Fact(_("Pembayar pertama"), f"{chosen.holder.name} · {chosen.holder_scheme}"),
        Fact(_("Pembayar kedua"), f"{chosen.claimant.name} · {chosen.claimant_scheme}"),
        Fact(_("Bulan ganda"), write_months(chosen.first, chosen.last)),
        Fact(_("Iuran yang dobel"), write_rupiah(chosen.double_rp)),
        Fact(_("Dokumen"), chosen.document),
    ]
    if chosen.reason:
        facts.append(Fact(_("Alasan"), chosen.reason))
    return facts
