"""The page that says whose cover is about to end, and what a pause would cost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.kernel.month import Month
from payung.ledger.continuity import ALARM_DAYS, Alarm, alarms, arrears, gaps, pause, shared_gaps
from payung.payments import pages
from payung.payments.selectors import posting_days
from payung.ui.forms import MonthField
from payung.ui.parts import Column, Crumb

PER_PAGE = 50
_SPAN_MONTHS = 24


class ContinuityFilter(forms.Form):
    """How near the last day is, who pays, and when payment would go on."""

    hari = forms.ChoiceField(
        label=gettext_lazy("Hari tersisa"),
        choices=[(str(days), f"≤ {days}") for days in (*ALARM_DAYS, 120)],
        required=False,
    )
    q = forms.CharField(label=gettext_lazy("Nama atau wilayah"), required=False)

    def __init__(self, *args: Any, today: Month, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lanjut"] = MonthField(
            label=gettext_lazy("Kalau pembayaran baru lanjut pada"),
            first=today,
            last=today + 12,
            required=False,
        )


@login_required
@require_safe
def continuity(request: HttpRequest) -> HttpResponse:
    """Alarm list, arrears, gaps between payers, and the effect of a pause."""
    actor, today = actor_of_request(request), clock.today()
    month = Month.containing(today)
    form = ContinuityFilter(request.GET or None, today=month)
    wanted = form.cleaned_data if form.is_valid() else {}
    days = int(wanted.get("hari") or ALARM_DAYS[-1])
    found = _matching(alarms(actor, today, days, posting_days(actor)), wanted.get("q") or "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_line(alarm, today) for alarm in page],
        "columns": _columns(),
        "arrears": arrears(actor, today),
        "arrears_columns": _arrears_columns(),
        "gaps": shared_gaps(
            gaps(actor, month.back(_SPAN_MONTHS), month + _SPAN_MONTHS), _monthly_rp(month)
        ),
        "gap_columns": _gap_columns(),
        "pause": pause(actor, wanted.get("lanjut") or month + 3),
        "crumbs": pages.crumbs(Crumb(_("Keberlanjutan"))),
    }
    return render(request, "payments/continuity.html", context)


def _monthly_rp(month: Month) -> int:
    """What one BPU month at the floor costs public money."""
    from payung.law.jamsostek.iuran import contribution

    return contribution(month, 1_000_000, "other", "apbd").total_high


def _matching(found: list[Alarm], words: str) -> list[Alarm]:
    wanted = words.casefold()
    return [a for a in found if wanted in a.name.casefold() or wanted in a.area.casefold()]


def _line(alarm: Alarm, today: Any) -> dict[str, Any]:
    return {
        "name": alarm.name,
        "area": alarm.area,
        "payer": alarm.payer,
        "last_paid": alarm.last_paid,
        "lapses_after": alarm.lapses_after,
        "last_day": alarm.last_day,
        "days": alarm.days_left(today),
        "planned": alarm.planned,
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Nama")),
        Column("area", _("Wilayah")),
        Column("payer", _("Pembayar terakhir")),
        Column("last_paid", _("Bulan terakhir dibayar"), "month"),
        Column("lapses_after", _("Gugur sesudah"), "month"),
        Column("last_day", _("Hari terakhir mengajukan"), "date"),
        Column("days", _("Hari tersisa"), "count"),
        Column("planned", _("Direncanakan sampai"), "month"),
    ]


def _arrears_columns() -> list[Column]:
    return [
        Column("payer", _("Pembayar")),
        Column("person_months", _("Orang-bulan menunggak"), "count"),
        Column("amount_rp", _("Iuran menunggak"), "rupiah"),
        Column("oldest", _("Sejak"), "month"),
    ]


def _gap_columns() -> list[Column]:
    return [
        Column("before", _("Pembayar sebelum")),
        Column("first", _("Kosong dari"), "month"),
        Column("last", _("Sampai"), "month"),
        Column("after", _("Pembayar sesudah")),
        Column("people", _("Orang"), "count"),
        Column("cost_rp", _("Biaya menutup"), "rupiah"),
    ]
