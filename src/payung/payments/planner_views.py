"""The planner's page: one ceiling, several ways to spend it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.accounts.models import Role
from payung.accounts.scope import actor_of_request
from payung.kernel.errors import NotAllowed
from payung.kernel.month import Month
from payung.payments import pages
from payung.payments.planner import MONTHS_TO_COMPARE, Comparison, compare
from payung.planning.scenario import Outlook
from payung.programmes.models import Programme
from payung.programmes.selectors import get_programme
from payung.ui.forms import MonthField, RupiahField
from payung.ui.parts import Column, Crumb

PLANNERS = (Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.LEADER, Role.AUDITOR)


class PlanFilter(forms.Form):
    """The ceiling, when the year begins, and the scenario to look at more closely."""

    pagu = RupiahField(label=gettext_lazy("Pagu setahun"))
    bulan = forms.TypedChoiceField(
        label=gettext_lazy("Skenario"),
        choices=[(str(n), f"{n}") for n in MONTHS_TO_COMPARE],
        coerce=int,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mulai"] = MonthField(
            label=gettext_lazy("Mulai"),
            first=programme.last_month + 1,
            last=programme.last_month + 12,
        )


@login_required
@require_safe
def planner(request: HttpRequest, code: str) -> HttpResponse:
    """Scenarios side by side, the spread of one, and its lines for the RKA."""
    actor = actor_of_request(request)
    if actor.role not in PLANNERS:
        raise NotAllowed("Perencana hanya untuk kantor kota.")
    programme = get_programme(actor, code)
    usual = {
        "pagu": programme.ceiling_rp,
        "bulan": MONTHS_TO_COMPARE[0],
        "mulai": programme.last_month + 1,
    }
    form = PlanFilter(request.GET or None, programme=programme, initial=_shown(usual))
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else usual
    found = compare(
        actor,
        programme,
        ceiling_rp=wanted["pagu"],
        first=wanted["mulai"],
        months=wanted["bulan"],
    )
    context = {
        "programme": programme,
        "filter_form": form,
        "rows": [_line(o) for o in found.outlooks],
        "columns": _columns(),
        "chosen": wanted["bulan"],
        "crumbs": pages.crumbs(Crumb(_("Perencana"))),
        **_details(found),
    }
    return render(request, "payments/planner.html", context)


def _shown(usual: dict[str, Any]) -> dict[str, Any]:
    first: Month = usual["mulai"]
    return usual | {"mulai": str(first)}


def _line(found: Outlook) -> dict[str, Any]:
    return {
        "name": found.name,
        "people": found.people,
        "person_months": found.person_months,
        "cost_rp": found.cost_rp,
        "lapses": found.lapses,
        "waiting": sum(people for _, people in found.waiting_by_month),
        "uncovered": found.uncovered_months,
        "deaths_uncovered": f"{found.deaths_uncovered:.1f}".replace(".", ","),
        "benefit_rp": found.benefit_expected_rp,
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Skenario")),
        Column("people", _("Orang"), "count"),
        Column("person_months", _("Orang-bulan"), "count"),
        Column("cost_rp", _("Iuran direncanakan"), "rupiah"),
        Column("lapses", _("Gugur"), "count"),
        Column("waiting", _("OB belum pasti penuh"), "count"),
        Column("uncovered", _("OB kosong"), "count"),
        Column("deaths_uncovered", _("Kematian tanpa santunan")),
        Column("benefit_rp", _("Perkiraan santunan JKM"), "rupiah"),
    ]


def _details(found: Comparison) -> dict[str, Any]:
    return {
        "spread": found.spread,
        "lines": found.lines,
        "line_columns": [
            Column("account", _("Rekening")),
            Column("component", _("Program")),
            Column("people", _("Orang"), "count"),
            Column("months", _("Bulan"), "count"),
            Column("rate_rp", _("Iuran sebulan"), "rupiah"),
            Column("total_rp", _("Jumlah"), "rupiah"),
        ],
    }
