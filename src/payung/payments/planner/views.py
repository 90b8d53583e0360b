"""The planner's page: the money of one or several payers, and what it can do in a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.errors import BadInput
from payung.ledger.payers import payer_names, payers
from payung.payments.ground.packing import workbook
from payung.payments.ground.pages import crumbs
from payung.payments.ground.sheets import workbook_of
from payung.payments.planner import pages as drawn
from payung.payments.planner.comparing import (
    MONTHS_TO_COMPARE,
    Question,
    ScenarioComparison,
    compare,
)
from payung.programmes.ground.selectors import budget, get_programme
from payung.programmes.models import Programme
from payung.ui.format import write_date
from payung.ui.forms import MonthChoiceField, RupiahField
from payung.ui.parts import Crumb
from payung.ui.words import shown

PLANNERS = (Role.OPERATOR, Role.APPROVER, Role.FINANCE, Role.LEADER, Role.AUDITOR)
_LATE, _EARLY = "akhir", "awal"
_MOST_PEOPLE = 1_000_000


class PlanFilter(forms.Form):
    """Money, people, when the year begins, and the scenario to look at more closely."""

    pagu = RupiahField(label=gettext_lazy("Pagu setahun"))
    orang = forms.IntegerField(
        label=gettext_lazy("Orang paling banyak"), min_value=1, max_value=_MOST_PEOPLE
    )
    bulan = forms.TypedChoiceField(
        label=gettext_lazy("Skenario (bulan)"),
        choices=[(str(n), f"{n}") for n in MONTHS_TO_COMPARE],
        coerce=int,
    )
    cara = forms.ChoiceField(
        label=gettext_lazy("Bulan yang kurang"),
        choices=[
            (_LATE, gettext_lazy("di awal tahun, mulai terlambat")),
            (_EARLY, gettext_lazy("di akhir tahun, berhenti lebih awal")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mulai"] = MonthChoiceField(
            label=gettext_lazy("Mulai"),
            first=programme.last_month + 1,
            last=programme.last_month + 12,
        )
        self.others = list(
            payers(actor).exclude(source="self").exclude(code=programme.payer_id).order_by("code")
        )
        for payer in self.others:
            self.fields[_money_of(payer.code)] = RupiahField(
                label=_("Uang %(payer)s") % {"payer": payer.name}, required=False
            )

    def question(self) -> Question:
        """The form's values as the planner's question."""
        wanted = self.cleaned_data
        return Question(
            ceiling_rp=wanted["pagu"],
            first=wanted["mulai"],
            months=wanted["bulan"],
            people=wanted["orang"],
            late=wanted["cara"] != _EARLY,
            others={p.code: wanted[_money_of(p.code)] or 0 for p in self.others},
        )

    def compared(self, actor: Actor, programme: Programme) -> ScenarioComparison | None:
        """The scenarios; None where there are none, said on the form."""
        try:
            return compare(actor, programme, self.question())
        except BadInput as refusal:
            self.add_error(None, shown(refusal))
            return None


@page(*PLANNERS)
def planner(request: HttpRequest, code: str) -> HttpResponse:
    """Scenarios side by side, one in detail, its lines for the RKA; or all as a workbook."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    usual = {
        "pagu": str(programme.ceiling_rp),
        "orang": str(max(budget(actor, programme).people, 1)),
        "bulan": str(MONTHS_TO_COMPARE[0]),
        "mulai": str(programme.last_month + 1),
        "cara": _LATE,
    }
    form = PlanFilter(usual | request.GET.dict(), actor=actor, programme=programme)
    names = payer_names(actor)
    context: dict[str, Any] = {
        "programme": programme,
        "filter_form": form,
        "crumbs": crumbs(Crumb(_("Perencana"))),
    }
    found = form.compared(actor, programme) if form.is_valid() else None
    if found is None:
        return render(request, "payments/planner.html", context)
    asked = form.question()
    if request.GET.get("berkas") == "xlsx":
        content = workbook_of(drawn.sheets(found, asked, names))
        return workbook(content, f"rencana-{code}-{asked.first.year}.xlsx")
    context |= _tables(found, asked, names) | {"query": request.GET.urlencode()}
    return render(request, "payments/planner.html", context)


@page(*PLANNERS)
def change_budget(request: HttpRequest, code: str) -> HttpResponse:
    """The justification for the change budget on paper, for the scenario in the address."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = PlanFilter(request.GET or None, actor=actor, programme=programme)
    found = compare(actor, programme, form.question()) if form.is_valid() else None
    need = found.change if found else None
    context: dict[str, Any] = {
        "programme": programme,
        "need": need,
        "printed_on": write_date(clock.today()),
        "back_url": f"../?{request.GET.urlencode()}",
        "columns": drawn.budget_columns(),
    }
    if found and need:
        asked = form.question()
        context["words"] = drawn.justification(need, asked, found.chosen.cost_rp)
        context["year"] = str(asked.first.year)
        context["before"] = [drawn.budget_line(line) for line in found.lines]
        context["more"] = [drawn.budget_line(line) for line in need.lines]
    return render(request, "payments/change_budget.html", context)


def _money_of(code: str) -> str:
    return f"pagu_{code}"


def _tables(
    comparison: ScenarioComparison, asked: Question, names: dict[str, str]
) -> dict[str, Any]:
    change = comparison.change
    return {
        "rows": [drawn.scenario_line(o) for o in comparison.outlooks],
        "columns": drawn.scenario_columns(),
        "chosen": comparison.chosen.name,
        "best": comparison.best.name,
        "charts": drawn.charts(comparison),
        "months": drawn.month_lines(comparison),
        "month_columns": drawn.month_columns(comparison),
        "spread": comparison.spread,
        "ways": [drawn.way_line(way) for way in comparison.ways],
        "way_columns": drawn.way_columns(),
        "shares": drawn.share_lines(comparison, names),
        "share_columns": drawn.share_columns(),
        "lines": [drawn.budget_line(line) for line in comparison.lines],
        "line_columns": drawn.budget_columns(),
        "total_rp": sum(line.total_rp for line in comparison.lines),
        "too_early": comparison.earliest
        if comparison.earliest and comparison.earliest > asked.first
        else None,
        "change": change,
        "change_words": drawn.justification(change, asked, comparison.chosen.cost_rp)
        if change
        else [],
    }
