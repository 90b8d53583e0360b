"""Moves, jobs, marriages and schools: what was told, who confirms, what a person decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, acts_view, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.ground.forms import ReasonForm
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.models import ChangeState, LifeChange
from payung.claims.news import services as changes
from payung.claims.news.forms import DecideMonthsForm
from payung.claims.news.selectors import (
    Consequence,
    consequence_of,
    get_change,
    months_after,
    search_changes,
)
from payung.claims.news.undoing import undo_confirm_change
from payung.ui.format import write_date, write_moment, write_month, write_rupiah
from payung.ui.forms import FilterForm
from payung.ui.parts import Column, Crumb, Fact, Words


class ChangeFilter(FilterForm):
    """Which news to show; a link from elsewhere names the state."""

    keadaan = forms.CharField(required=False, widget=forms.HiddenInput)


claims_changes = ListPage(
    name="kabar",
    title=gettext_lazy("Kabar warga"),
    roles=REPORTERS,
    rows=lambda actor, keadaan="": search_changes(actor, state=keadaan),
    columns=(
        Column("person.name", gettext_lazy("Nama")),
        Column("get_kind_display", gettext_lazy("Kabar")),
        Column("happened_on", gettext_lazy("Tanggal"), "date"),
        Column("get_state_display", gettext_lazy("Keadaan")),
        Column("area.name", gettext_lazy("Wilayah")),
    ),
    noun=gettext_lazy("kabar"),
    why_empty=gettext_lazy("Belum ada kabar warga."),
    what_to_do=gettext_lazy("Kabar pindah, pekerjaan, atau sekolah dicatat lewat Lapor."),
    filters=ChangeFilter,
    leads_to=lambda change: reverse("claims_change", args=[change.pk]),
    crumbs=lambda: crumbs(Crumb(_("Kabar warga"))),
).view()


@page(*REPORTERS)
def claims_change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One change: what was told, what follows from it, and what this person may do."""
    actor = actor_of_request(request)
    change = get_change(actor, change_id)
    acts = offers(request, change, _offered(actor, change), change_id=change_id)
    context = {
        "change": change,
        "facts": _facts(change),
        "consequence": _consequence(actor, change),
        "follows": _follows(actor, change) if actor.covers(change.area_id) else [],
        "acts": list(acts.values()),
        "crumbs": crumbs(
            Crumb(_("Kabar warga"), reverse("claims_changes")), Crumb(change.person.name)
        ),
    }
    return render(request, "claims/change.html", context)


def _act(name: str, label: Words, service: Any, given: Any, **more: Any) -> Act[LifeChange]:
    return Act(
        name,
        label,
        service,
        lambda asked: {"change_id": asked.thing.pk, **given(asked)},
        gettext_lazy("Dicatat."),
        address="claims_change_act",
        **more,
    )


CONFIRM = _act(
    "confirm",
    gettext_lazy("Pastikan kabar"),
    changes.confirm_change,
    lambda asked: {"today": today()},
)
DECIDE = _act(
    "decide",
    gettext_lazy("Putuskan bulan yang ditahan"),
    changes.decide_months,
    lambda asked: {
        "keeps_cover": asked.data["putusan"] == "terus",
        "reason": asked.data["alasan"],
    },
    form=DecideMonthsForm,
)
FAMILY = _act(
    "family",
    gettext_lazy("Data keluarga sudah diperbarui"),
    changes.family_brought_up_to_date,
    lambda asked: {"note": asked.data["alasan"]},
    form=ReasonForm,
)
WITHDRAW = _act(
    "withdraw",
    gettext_lazy("Tarik laporan yang salah"),
    changes.withdraw_change,
    lambda asked: {"reason": asked.data["alasan"]},
    form=ReasonForm,
)
UNDO = _act(
    "undo",
    gettext_lazy("Batalkan kepastian saya"),
    undo_confirm_change,
    lambda asked: {"today": today()},
)
claims_change_act = acts_view((CONFIRM, DECIDE, FAMILY, UNDO, WITHDRAW), claims_change, get_change)


def _offered(actor: Actor, change: LifeChange) -> list[Act[LifeChange]]:
    """The acts that make sense for this person now, the next one first."""
    if not actor.covers(change.area_id):
        return []  # the home area's office acts
    office = actor.role in (Role.OPERATOR, Role.VERIFIER)
    acts: list[Act[LifeChange]] = []
    if change.state == ChangeState.REPORTED:
        acts += [CONFIRM] if change.reported_by != actor.id else []
        acts += [WITHDRAW] if office or change.reported_by == actor.id else []
    elif change.state == ChangeState.CONFIRMED:
        acts.append(DECIDE if change.holds else FAMILY)
        acts += [UNDO] if change.confirmed_by == actor.id else []
        acts += [WITHDRAW] if office else []
    return acts


def _facts(change: LifeChange) -> list[Fact]:
    names = names_of([change.reported_by, change.confirmed_by, change.decided_by])
    told = f"{names.get(change.reported_by, '')}, {write_moment(change.reported_at)}"
    rows = [
        Fact(_("Kabar"), change.get_kind_display()),
        Fact(_("Tanggal"), write_date(change.happened_on)),
        *([Fact(_("Pindah ke kelurahan"), change.to_area.name)] if change.to_area else []),
        Fact(_("Keterangan"), change.detail.reveal() or "–"),
        Fact(_("Dilaporkan oleh"), told),
        Fact(_("Sumber kabar"), change.get_teller_display()),
        Fact(_("Dipastikan oleh"), names.get(change.confirmed_by, "–")),
    ]
    if change.decision:
        rows.append(Fact(_("Keputusan"), f"{change.decision} · {names.get(change.decided_by, '')}"))
    return rows


def _consequence(actor: Actor, change: LifeChange) -> Consequence | None:
    waits = change.state == ChangeState.CONFIRMED and change.holds
    return consequence_of(actor, change) if waits else None


def _follows(actor: Actor, change: LifeChange) -> list[str]:
    """What a confirmation sets going, told before it is pressed."""
    if change.state != ChangeState.REPORTED:
        return []
    if not change.holds:
        return [_("Bila dipastikan: perlindungan jalan terus; data keluarga diperbarui.")]
    waiting = months_after(actor, change)
    if not waiting.held:
        return [_("Bila dipastikan: tidak ada bulan yang ditahan, karena tidak ada rencana lagi.")]
    return [
        _("Bila dipastikan: %(n)s bulan mulai %(first)s ditahan, iurannya %(amount)s.")
        % {
            "n": len(waiting.held),
            "first": write_month(waiting.held[0]),
            "amount": write_rupiah(waiting.amount_rp),
        },
        _("Operator memutuskan terus atau henti. Tanpa keputusan, penahanan berakhir sendiri.")
        + " "
        + _("Yang memastikan bisa membatalkan sampai ada keputusan."),
    ]
