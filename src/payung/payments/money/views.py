"""Pages of the money: the year by account and month, budget papers, papers of a list, accruals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.kernel.month import Month
from payung.payments.models import MoneyKind, Pagu, Spd
from payung.payments.money import pages
from payung.payments.money.accrual import owed, prepaid
from payung.payments.money.budget import pagu_of, record_pagu, record_spd
from payung.payments.money.chain import running
from payung.payments.money.forms import (
    AccrualFilter,
    MoneyFilter,
    PaguForm,
    SpdForm,
    VoidForm,
)
from payung.payments.money.overview import fiscal_years, overview, spare
from payung.payments.money.papers import void_paper
from payung.programmes.ground.selectors import get_programme, programmes
from payung.ui.parts import Crumb

READERS = (Role.FINANCE, Role.OPERATOR, Role.AUDITOR, Role.APPROVER, Role.LEADER)


@page_for(*READERS)
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """The fiscal year: pagu to rest by account and month, what waits where, the forecast."""
    actor = actor_of_request(request)
    years = fiscal_years(actor) or [clock.today().year]
    known = programmes(actor)
    payers = sorted({(p.payer_id, p.payer.name) for p in known.select_related("payer")})
    form = MoneyFilter(request.GET or None, years=years, payers=payers)
    wanted = form.cleaned_data if form.is_valid() else {}
    year = int(wanted.get("tahun") or years[0])
    view = overview(actor, year, wanted.get("pembayar") or "")
    shown = known.filter(fiscal_year=year)
    context = {
        "filter_form": form,
        "view": view,
        "accounts": pages.account_lines(view),
        "account_columns": pages.account_columns(),
        "months": pages.month_lines(view),
        "month_columns": pages.month_columns(),
        "running": [pages.running_line(one) for one in running(actor, clock.today())],
        "running_columns": pages.running_columns(),
        "spare": spare(actor, year),
        "spare_columns": pages.spare_columns(),
        "programmes": shown,
        "with_pagu": {code for code, _component in pagu_of(shown.values_list("code", flat=True))},
        "crumbs": crumbs(),
    }
    return render(request, "payments/money/overview.html", context)


@page_for(*READERS)
@require_safe
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """DPA, DPPA and SPD of one programme, with the forms to note another."""
    return _show_budget(request, code)


@page_for(Role.FINANCE)
@require_POST
def pagu(request: HttpRequest, code: str) -> HttpResponse:
    """Notes a DPA or DPPA."""
    actor = actor_of_request(request)
    form = PaguForm(request.POST, prefix="dpa", programme=get_programme(actor, code))
    if not form.is_valid():
        return _show_budget(request, code, pagu_form=form, status=422)
    wanted = form.cleaned_data
    record_pagu(
        actor=actor, programme=code, number=wanted["nomor"],
        dated=wanted["tanggal"], amounts=form.amounts,
    )  # fmt: skip
    messages.success(request, _("Pagu dicatat."))
    return redirect("budget", code)


@page_for(Role.FINANCE)
@require_POST
def spd(request: HttpRequest, code: str) -> HttpResponse:
    """Notes an SPD."""
    actor = actor_of_request(request)
    form = SpdForm(request.POST, prefix="spd", programme=get_programme(actor, code))
    if not form.is_valid():
        return _show_budget(request, code, spd_form=form, status=422)
    wanted = form.cleaned_data
    record_spd(
        actor=actor, programme=code, number=wanted["nomor"], dated=wanted["tanggal"],
        first=wanted["dari"], last=wanted["sampai"], amounts=form.amounts,
    )  # fmt: skip
    messages.success(request, _("SPD dicatat."))
    return redirect("budget", code)


@page_for(Role.FINANCE)
@require_POST
def void(request: HttpRequest, list_id: int) -> HttpResponse:
    """Sends an SPP back or ends a kode iuran."""
    form = VoidForm(request.POST)
    if form.is_valid():
        void_paper(
            actor=actor_of_request(request), list_id=list_id,
            kind=MoneyKind(form.cleaned_data["kertas"]), reason=form.cleaned_data["alasan"],
            on=clock.today(),
        )  # fmt: skip
        messages.success(request, _("Kertas dikembalikan. Catat penggantinya kalau sudah ada."))
    else:
        messages.error(request, _("Tulis alasan kertas dikembalikan."))
    return redirect("payment_list", list_id)


@page_for(*READERS)
@require_safe
def accrual(request: HttpRequest) -> HttpResponse:
    """Prepaid and owed contributions on the last day of a month."""
    actor = actor_of_request(request)
    year = (fiscal_years(actor) or [clock.today().year])[0]
    form = AccrualFilter(request.GET or None, year=year)
    month = (form.cleaned_data.get("bulan") if form.is_valid() else None) or Month.of(year, 12)
    day = month.last_day
    paid, due = prepaid(actor, day), owed(actor, day)
    context = {
        "filter_form": form,
        "day": day,
        "found": len(paid) + len(due),
        "prepaid": [pages.accrual_line(one) for one in paid],
        "owed": [pages.accrual_line(one) for one in due],
        "prepaid_rp": sum(one.amount_rp for one in paid),
        "owed_rp": sum(one.amount_rp for one in due),
        "columns": pages.accrual_columns(),
        "crumbs": crumbs(Crumb(_("Akhir tahun"))),
    }
    return render(request, "payments/money/accrual.html", context)


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Uang"), reverse("money")), *more] if more else [Crumb(_("Uang"))]


def _show_budget(request: HttpRequest, code: str, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    lines = pages.budget_lines(
        Pagu.objects.filter(programme=programme), Spd.objects.filter(programme=programme)
    )
    context = {
        "programme": programme,
        "rows": lines,
        "columns": pages.budget_columns(),
        "pagu_form": PaguForm(prefix="dpa", programme=programme),
        "spd_form": SpdForm(prefix="spd", programme=programme),
        "crumbs": crumbs(Crumb(programme.name)),
    }
    return render(request, "payments/money/budget.html", context | forms, status=status)
