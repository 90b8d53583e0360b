"""The fiscal calendars of the payers: shown for a year, and set by the office step by step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.ledger.payers import payers
from payung.payments.continuity import pages
from payung.payments.continuity.fiscal import calendar, calendars, set_fiscal_dates
from payung.payments.ground.readers import CONTINUITY_READERS
from payung.payments.ground.selectors import posting_days
from payung.payments.models.continuity import FiscalStep
from payung.planning.fiscal import FiscalYear
from payung.ui.forms import PayungForm, TanggalField
from payung.ui.parts import Column, Crumb

_YEARS_AHEAD = 2


class YearFilter(forms.Form):
    """Which fiscal year to look at."""

    tahun = forms.TypedChoiceField(label=gettext_lazy("Tahun anggaran"), coerce=int, required=False)

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(this_year - 1, this_year + _YEARS_AHEAD + 1)
        self.fields["tahun"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]


class FiscalForm(PayungForm):
    """The dates of one calendar, as they stand, and the paper that sets them."""

    def __init__(self, *args: Any, found: FiscalYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for milestone in found.milestones:
            self.fields[milestone.step] = TanggalField(
                label=FiscalStep(milestone.step).label, initial=milestone.day
            )
        self.fields["dokumen"] = forms.CharField(
            label=_("Dasar tanggal ini"),
            max_length=80,
            help_text=_("Misalnya nomor SE atau Perwal."),
        )


@page(*CONTINUITY_READERS)
def fiscal_calendar(request: HttpRequest) -> HttpResponse:
    """All calendars of one year, with the first and last month that each can pay."""
    actor, this_year = actor_of_request(request), clock.today().year
    form = YearFilter(request.GET or None, this_year=this_year)
    year = (form.cleaned_data.get("tahun") if form.is_valid() else None) or this_year + 1
    days, names = posting_days(actor), _names(actor)
    context = {
        "filter_form": form,
        "year": str(year),
        "posting_days": days,
        "calendars": [
            _calendar(fiscal_year, days, names) for fiscal_year in calendars(actor, year)
        ],
        "columns": [
            Column("step", _("Langkah")),
            Column("day", _("Tanggal"), "date"),
            Column("sure", _("Kepastian")),
        ],
        "may_set": actor.role in SET_DATES.roles,
        "crumbs": pages.crumbs(Crumb(_("Kalender anggaran"))),
    }
    return render(request, "payments/fiscal.html", context)


def dates_page(request: HttpRequest, source: str, year: int) -> HttpResponse:
    """The form that sets the office's own dates of one calendar."""
    actor = actor_of_request(request)
    known = _year(actor, source, year)
    context = {
        "offer": offer(request, known, SET_DATES, source=source, year=year),
        "name": _names(actor).get(source, source),
        "year": str(year),
        "crumbs": pages.crumbs(
            Crumb(_("Kalender anggaran"), f"{reverse('fiscal_calendar')}?tahun={year}"),
            Crumb(f"{_names(actor).get(source, source)} {year}"),
        ),
    }
    return render(request, "payments/fiscal_dates.html", context)


def _year(actor: Actor, source: str, year: int) -> FiscalYear:
    known = calendar(actor, source, year) if 2000 <= year <= 2100 else None
    if known is None:
        raise Http404
    return known


def _dates(asked: Asked[FiscalYear]) -> dict[str, Any]:
    facts = dict(asked.data)
    document = facts.pop("dokumen")
    dates: dict[str, date] = {step: day for step, day in facts.items() if day}
    return {**asked.where, "dates": dates, "document": document}


SET_DATES: Act[FiscalYear] = Act(
    "fiscal_dates",
    gettext_lazy("Tetapkan tanggal"),
    set_fiscal_dates,
    _dates,
    gettext_lazy("Tanggal anggaran ditetapkan."),
    form=FiscalForm,
    facts=lambda actor, known: {"found": known},
    then=lambda asked, made: f"{reverse('fiscal_calendar')}?tahun={asked.where['year']}",
)
fiscal_dates = form_page(SET_DATES, dates_page, _year)


def _calendar(fiscal_year: FiscalYear, days: int, names: dict[str, str]) -> dict[str, Any]:
    change = fiscal_year.change_month(days)
    return {
        "source": fiscal_year.source,
        "name": names.get(fiscal_year.source, fiscal_year.source.upper()),
        "year": fiscal_year.year,
        "earliest": fiscal_year.earliest_month(days),
        "latest": fiscal_year.latest_month(),
        "change": change,
        "unconfirmed": fiscal_year.unconfirmed,
        "rows": [
            {
                "step": FiscalStep(milestone.step).label,
                "day": milestone.day,
                "sure": _("ditetapkan kantor")
                if milestone.confirmed
                else milestone.basis or _("kebiasaan, belum dipastikan"),
            }
            for milestone in fiscal_year.milestones
        ],
    }


def _names(actor: Actor) -> dict[str, str]:
    """The payers' names by source of money; the first where several share one."""
    rows = payers(actor).order_by("-code").values_list("source", "name")
    return dict(rows)
