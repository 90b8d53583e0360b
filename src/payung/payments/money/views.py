"""Pages of the money: the year by account and month, budget papers, papers of a list, accruals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.kernel.month import Month
from payung.payments.models import Pagu, Spd
from payung.payments.money import pages
from payung.payments.money.accrual import owed, prepaid
from payung.payments.money.budget import pagu_of, record_pagu, record_spd
from payung.payments.money.chain import running
from payung.payments.money.forms import (
    AccrualFilter,
    MoneyFilter,
    PaguForm,
    SpdForm,
)
from payung.payments.money.overview import fiscal_years, overview, spare, year_of_day
from payung.programmes.ground.selectors import get_programme, programmes
from payung.programmes.models import Programme
from payung.ui.parts import Crumb

READERS = (Role.FINANCE, Role.OPERATOR, Role.AUDITOR, Role.APPROVER, Role.LEADER)


@page(*READERS)
def money(request: HttpRequest) -> HttpResponse:
    """The fiscal year: pagu to rest by account and month, what waits where, the forecast."""
    actor = actor_of_request(request)
    years = fiscal_years(actor) or [clock.today().year]
    known = programmes(actor)
    payers = sorted({(p.payer_id, p.payer.name) for p in known.select_related("payer")})
    usual = {"tahun": str(year_of_day(years, clock.today()))}
    form = MoneyFilter(usual | request.GET.dict(), years=years, payers=payers)
    wanted = form.cleaned_data if form.is_valid() else {}
    year = int(wanted.get("tahun") or usual["tahun"])
    view = overview(actor, year, wanted.get("pembayar") or "")
    shown = known.filter(fiscal_year=year)
    context = {
        "filter_form": form,
        "view": view,
        "accounts": pages.account_lines(view),
        "account_columns": pages.account_columns(),
        "months": pages.month_lines(view),
        "month_columns": pages.month_columns(),
        "by_programme": pages.programme_lines(view, shown.select_related("payer")),
        "programme_columns": pages.programme_columns(),
        "running": [pages.running_line(one) for one in running(actor, clock.today())],
        "running_columns": pages.running_columns(),
        "spare": spare(actor, year),
        "spare_columns": pages.spare_columns(),
        "programmes": shown,
        "with_pagu": {code for code, _component in pagu_of(shown.values_list("code", flat=True))},
        "crumbs": crumbs(),
    }
    return render(request, "payments/money/overview.html", context)


@page(*READERS)
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """DPA, DPPA and SPD of one programme, with the forms to note another."""
    programme = get_programme(actor_of_request(request), code)
    lines = pages.budget_lines(
        Pagu.objects.filter(programme=programme), Spd.objects.filter(programme=programme)
    )
    context = {
        "programme": programme,
        "rows": lines,
        "columns": pages.budget_columns(),
        "offers": offers(request, programme, (PAGU, SPD), code=code),
        "crumbs": crumbs(Crumb(programme.name)),
    }
    return render(request, "payments/money/budget.html", context)


PAGU: Act[Programme] = Act(
    "budget_pagu",
    gettext_lazy("Catat pagu"),
    record_pagu,
    lambda asked: {
        "programme": asked.thing.code,
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "amounts": asked.form.amounts,
    },
    gettext_lazy("Pagu dicatat."),
    form=PaguForm,
    facts=lambda actor, programme: {"prefix": "dpa", "programme": programme},
    again=True,
)
SPD: Act[Programme] = Act(
    "budget_spd",
    gettext_lazy("Catat SPD"),
    record_spd,
    lambda asked: {
        "programme": asked.thing.code,
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "first": asked.data["dari"],
        "last": asked.data["sampai"],
        "amounts": asked.form.amounts,
    },
    gettext_lazy("SPD dicatat."),
    form=SpdForm,
    facts=lambda actor, programme: {"prefix": "spd", "programme": programme},
    again=True,
)
pagu, spd = (act_view(act, budget, get_programme) for act in (PAGU, SPD))


@page(*READERS)
def accrual(request: HttpRequest) -> HttpResponse:
    """Prepaid and owed contributions on the last day of a month."""
    actor = actor_of_request(request)
    years = fiscal_years(actor) or [clock.today().year]
    usual = str(Month.of(year_of_day(years, clock.today()), 12))
    form = AccrualFilter({"bulan": usual} | request.GET.dict(), years=years)
    month = form.cleaned_data["bulan"] if form.is_valid() else Month.parse(usual)
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
