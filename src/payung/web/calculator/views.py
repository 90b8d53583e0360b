"""The public calculator pages; anyone may open them, and they keep nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts.pages import public
from payung.audit.clock import today
from payung.law.jamsostek.advice import cause_questions
from payung.law.jamsostek.explanation import reason_sentence, shown_steps
from payung.law.jamsostek.iuran import Contribution, contribution
from payung.ui.format import write_date, write_month, write_rupiah
from payung.ui.forms import RupiahField
from payung.ui.parts import Fact
from payung.web.calculator import wording
from payung.web.calculator.answers import AmountLine, answered, line_of
from payung.web.calculator.forms import CaseForm, ContributionForm, with_defaults
from payung.web.calculator.paperwork import advice_lines


@public
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, or with its answers in the address what is due; `cetak` is the page on paper."""
    pressed = not CaseForm.base_fields.keys().isdisjoint(request.GET)  # no event chosen is not sent
    form = CaseForm(with_defaults(request.GET) if pressed else None)
    asks = not form.is_bound or "ubah" in request.GET
    found = None if asks or not form.is_valid() else answered(form)
    if found is None:
        return _asked(request, form)
    printed = "cetak" in request.GET
    context = {
        "answers": found,
        "facts": _facts(form),
        "printed": printed,
        "query": _query(request),
        "back_url": f"?{_query(request)}",
        "printed_on": write_date(today()),
    }
    page = "web/calculator/printed.html" if printed else "web/calculator/due.html"
    return render(request, page, context)


def _asked(request: HttpRequest, form: CaseForm) -> HttpResponse:
    """The form, with the questions that tell the two programmes apart."""
    questions = list(advice_lines(cause_questions()))
    return render(request, "web/calculator/case.html", {"form": form, "questions": questions})


@public
def contribution_calculator(request: HttpRequest) -> HttpResponse:
    """One month's contribution, worked out below the form."""
    form = ContributionForm(request.GET if "bulan" in request.GET else None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        found = contribution(
            data["bulan"], data["penghasilan"], data["sektor"], data["pembayar"], data["segmen"],
            jht=data["jht"],
        )  # fmt: skip
        context |= {
            "found": found,
            "lines": _contribution_lines(found),
            "questions": _contribution_questions(found),
            "month": write_month(data["bulan"]),
        }
    return render(request, "web/calculator/contribution.html", context)


def _query(request: HttpRequest) -> str:
    """The answers in the address, without the switches of the page itself."""
    kept = request.GET.copy()
    for switch in ("ubah", "cetak"):
        kept.pop(switch, None)
    for name in [name for name, value in kept.items() if not value and name != "peristiwa"]:
        del kept[name]
    return kept.urlencode()


def _facts(form: CaseForm) -> list[Fact]:
    """What was answered, so that a print can be read by itself."""
    facts = []
    for field in form:
        value = form.cleaned_data.get(field.name)
        if value not in (None, "", False, *_UNSAID):
            facts.append(Fact(field.label, _shown(form, field.name, value)))
    return facts


_UNSAID = ("biasa",)
"""What goes without saying of a child."""


def _shown(form: CaseForm, name: str, value: object) -> str:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        return str(_flat(field).get(str(value), value))
    if isinstance(field, RupiahField):
        return write_rupiah(int(str(value)))
    if isinstance(value, date):
        return write_date(value)
    return _("Ya") if value is True else wording.decimal(str(value))


def _flat(field: forms.ChoiceField) -> dict[str, object]:
    """The choices of a field by value, groups opened."""
    choices: Any = field.choices
    found: dict[str, object] = {}
    for value, label in choices:
        found |= dict(label) if isinstance(label, list) else {str(value): label}
    return found


def _contribution_lines(contribution: Contribution) -> list[AmountLine]:
    """The parts that are paid, then how each came about."""
    shown = [line_of(step) for step in shown_steps(contribution)]
    return [line for line in shown if line.quantity not in _SILENT]


_SILENT = ("keringanan_terbuka",)
"""Said as an open question, not as an amount."""


def _contribution_questions(contribution: Contribution) -> list[str]:
    return [
        reason_sentence(code, wording.language(), contribution) for code in contribution.reasons
    ]
