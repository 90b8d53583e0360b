"""Moves, jobs, marriages and schools: what was told, who confirms, what a person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.ground.forms import PlainForm, ReasonForm
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.models import HOLDING, ChangeState, LifeChange
from payung.claims.news import services as changes
from payung.claims.news.forms import DecideMonthsForm
from payung.claims.news.selectors import Consequence, consequence_of, get_change, search_changes
from payung.kernel.errors import PayungError
from payung.ui.format import write_date, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Fact

PER_PAGE = 50
_FORMS: dict[str, type[PayungForm]] = {
    "confirm": PlainForm,
    "decide": DecideMonthsForm,
    "family": ReasonForm,
    "withdraw": ReasonForm,
}


@page_for(*REPORTERS)
@never_cache
@require_safe
def claims_changes(request: HttpRequest) -> HttpResponse:
    """What was told of the people in the actor's area; an RT head sees what he told."""
    actor, state = actor_of_request(request), request.GET.get("keadaan", "")
    page = Paginator(search_changes(actor, state=state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            {
                "href": reverse("claims_change", args=[change.pk]),
                "name": change.person.name,
                "kind": change.get_kind_display(),
                "happened_on": change.happened_on,
                "state": change.get_state_display(),
                "area": change.area.name,
            }
            for change in page
        ],
        "columns": [
            Column("name", _("Nama")),
            Column("kind", _("Kabar")),
            Column("happened_on", _("Tanggal"), "date"),
            Column("state", _("Keadaan")),
            Column("area", _("Wilayah")),
        ],
        "crumbs": crumbs(Crumb(_("Kabar warga"))),
    }
    return render(request, "claims/changes.html", context)


@page_for(*REPORTERS)
@never_cache
@require_safe
def claims_change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One change: what was told, what follows from it, and what this person may do."""
    actor = actor_of_request(request)
    return _page(request, actor, get_change(actor, change_id))


@page_for(*REPORTERS)
@never_cache
@require_POST
def claims_change_act(request: HttpRequest, change_id: UUID, name: str) -> HttpResponse:
    """Does one act; a refusal comes back on the page, with what was filled in."""
    actor = actor_of_request(request)
    change = get_change(actor, change_id)
    if name not in _FORMS:
        raise Http404
    form = _form(name, request)
    if not form.is_valid():
        return _page(request, actor, change, {name: form})
    try:
        _ACTS[name](actor, change.pk, form.cleaned_data)
    except PayungError as refusal:
        fresh = get_change(actor, change_id)
        return _page(request, actor, fresh, {name: form}, refusal.sentence)
    messages.success(request, _("Dicatat."))
    return redirect("claims_change", change.pk)


def _decide(actor: Actor, change: UUID, data: dict[str, Any]) -> None:
    changes.decide_months(
        actor=actor,
        change_id=change,
        keeps_cover=data["putusan"] == "terus",
        reason=data["alasan"],
    )


_ACTS: dict[str, Callable[[Actor, UUID, dict[str, Any]], object]] = {
    "confirm": lambda a, c, d: changes.confirm_change(actor=a, change_id=c, today=today()),
    "decide": _decide,
    "family": lambda a, c, d: changes.family_brought_up_to_date(
        actor=a, change_id=c, note=d["alasan"]
    ),
    "withdraw": lambda a, c, d: changes.withdraw_change(actor=a, change_id=c, reason=d["alasan"]),
}


def _form(name: str, request: HttpRequest | None = None) -> PayungForm:
    return _FORMS[name](request.POST if request else None, auto_id=f"id_{name}_%s")


def _page(
    request: HttpRequest,
    actor: Actor,
    change: LifeChange,
    failed: dict[str, PayungForm] | None = None,
    refusal: str = "",
) -> HttpResponse:
    failed = failed or {}
    words = {
        "confirm": _("Pastikan kabar"),
        "decide": _("Putuskan bulan yang ditahan"),
        "family": _("Data keluarga sudah diperbarui"),
        "withdraw": _("Tarik laporan yang salah"),
    }
    context = {
        "change": change,
        "facts": _facts(change),
        "consequence": _consequence(actor, change),
        "acts": [
            {
                "name": name,
                "label": words[name],
                "form": failed.get(name) or _form(name),
                "open": name in failed,
            }
            for name in _offered(actor, change)
        ],
        "refusal": refusal,
        "error_forms": list(failed.values()),
        "crumbs": crumbs(
            Crumb(_("Kabar warga"), reverse("claims_changes")), Crumb(change.person.name)
        ),
    }
    return render(request, "claims/change.html", context, status=422 if failed else 200)


def _offered(actor: Actor, change: LifeChange) -> list[str]:
    """The acts that make sense for this person now, the next one first."""
    office = actor.role in (Role.OPERATOR, Role.VERIFIER)
    able: list[str] = []
    if change.state == ChangeState.REPORTED:
        able += ["confirm"] if office and change.reported_by != actor.id else []
        able += ["withdraw"] if office or change.reported_by == actor.id else []
    elif change.state == ChangeState.CONFIRMED:
        if change.kind in HOLDING:
            able += ["decide"] if actor.role == Role.OPERATOR else []
        elif office or actor.role == Role.COMPANION:
            able.append("family")
        able += ["withdraw"] if office else []
    return able


def _facts(change: LifeChange) -> list[Fact]:
    names = names_of([change.reported_by, change.confirmed_by, change.decided_by])
    told = f"{names.get(change.reported_by, '')}, {write_moment(change.reported_at)}"
    rows = [
        Fact(_("Kabar"), change.get_kind_display()),
        Fact(_("Tanggal"), write_date(change.happened_on)),
        Fact(_("Keterangan"), change.detail.reveal() or "–"),
        Fact(_("Dilaporkan oleh"), told),
        Fact(_("Sumber kabar"), change.get_teller_display()),
        Fact(_("Dipastikan oleh"), names.get(change.confirmed_by, "–")),
    ]
    if change.decision:
        rows.append(Fact(_("Keputusan"), f"{change.decision} · {names.get(change.decided_by, '')}"))
    return rows


def _consequence(actor: Actor, change: LifeChange) -> Consequence | None:
    waits = change.state == ChangeState.CONFIRMED and change.kind in HOLDING
    return consequence_of(actor, change) if waits else None
