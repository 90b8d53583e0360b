"""The page that says whose cover is about to end, for whom and where, and what a pause costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.factors.gate import asks_again
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.areas.selectors import place_names
from payung.audit import clock
from payung.kernel.area import AreaKind, area_kind, covers, kelurahan_of
from payung.kernel.month import Month
from payung.ledger.continuity import ALARM_DAYS, Alarm, AlarmCount, alarm_counts, alarms, pause
from payung.payments.continuity import pages
from payung.payments.continuity.export import export_people
from payung.payments.ground.packing import workbook
from payung.payments.ground.readers import CONTINUITY_READERS
from payung.payments.ground.selectors import posting_days
from payung.ui.forms import MonthChoiceField
from payung.ui.paging import paged

MOST_DAYS = 120
PAUSE_MONTHS = 4
"""The shortest pause that ends a membership which is paid up to this month."""


class ContinuityFilter(forms.Form):
    """How near the last day is, who paid last, where, and when payment would go on."""

    hari = forms.ChoiceField(
        label=gettext_lazy("Hari tersisa"),
        choices=[(str(days), f"≤ {days}") for days in (*ALARM_DAYS, MOST_DAYS)],
        required=False,
    )
    pembayar = forms.ChoiceField(label=gettext_lazy("Pembayar"), required=False)
    q = forms.CharField(label=gettext_lazy("Nama atau wilayah"), required=False)
    wilayah = forms.ChoiceField(label=gettext_lazy("Kelurahan"), required=False)

    def __init__(self, *args: Any, today: Month, everyone: Sequence[Alarm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payers = sorted({alarm.payer for alarm in everyone})
        places = place_names({kelurahan_of(alarm.area) for alarm in everyone})
        named = sorted(places.items(), key=lambda place: place[1])
        for field, found in (("pembayar", [(name, name) for name in payers]), ("wilayah", named)):
            self.fields[field].choices = [("", _("Semua")), *found]  # type: ignore[attr-defined]
        self.fields["lanjut"] = MonthChoiceField(
            label=gettext_lazy("Kalau pembayaran baru lanjut pada"),
            first=today,
            last=today + 12,
            required=False,
        )


@page(*CONTINUITY_READERS)
def continuity(request: HttpRequest) -> HttpResponse:
    """Alarm list and counts, and the effect of a pause; the other pages are one link away."""
    actor, today = actor_of_request(request), clock.today()
    month, days = Month.containing(today), posting_days(actor)
    everyone = alarms(actor, today, MOST_DAYS, days)
    usual = {"hari": str(ALARM_DAYS[-1]), "lanjut": str(month + PAUSE_MONTHS)}
    form = ContinuityFilter(usual | request.GET.dict(), today=month, everyone=everyone)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = _matching(everyone, wanted, today)
    page = paged(request, found)
    near = _matching(everyone, wanted | {"hari": str(ALARM_DAYS[-1])}, today)
    context = {
        "filter_form": form,
        "page": page,
        "rows": [pages.alarm_line(alarm, today) for alarm in page],
        "columns": pages.alarm_columns(),
        "count_columns": pages.count_columns(),
        "by_payer": alarm_counts(near, today, lambda alarm: alarm.payer),
        "by_place": _by_place(near, today, wanted.get("wilayah") or actor.area),
        "export_query": request.GET.urlencode(),
        "pause": pause(actor, wanted.get("lanjut") or month + PAUSE_MONTHS),
        "posting_days": days,
        "links": pages.links(),
        "crumbs": pages.crumbs(),
    }
    return render(request, "payments/continuity.html", context)


@page(*CONTINUITY_READERS)
@asks_again
def alarm_file(request: HttpRequest) -> HttpResponse:
    """The alarm list as the page shows it, as a workbook."""
    actor, today = actor_of_request(request), clock.today()
    everyone = alarms(actor, today, MOST_DAYS, posting_days(actor))
    month = Month.containing(today)
    form = ContinuityFilter(request.GET or None, today=month, everyone=everyone)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = [pages.alarm_line(alarm, today) for alarm in _matching(everyone, wanted, today)]
    content = export_people(
        actor=actor, title=_("Hampir gugur"), columns=pages.alarm_columns(), rows=rows
    )
    return workbook(content, f"hampir-gugur-{today}.xlsx")


def _matching(alarms: Sequence[Alarm], wanted: dict[str, Any], today: date) -> list[Alarm]:
    words = (wanted.get("q") or "").casefold()
    days = int(wanted.get("hari") or ALARM_DAYS[-1])
    return [
        alarm
        for alarm in alarms
        if alarm.days_left(today) <= days
        and (not wanted.get("pembayar") or alarm.payer == wanted["pembayar"])
        and (not wanted.get("wilayah") or covers(wanted["wilayah"], alarm.area))
        and (words in alarm.name.casefold() or words in alarm.place.casefold())
    ]


def _by_place(alarms: Sequence[Alarm], today: date, area: str) -> list[dict[str, Any]]:
    """Counts by kelurahan for the city and a kecamatan, by RT within a kelurahan."""
    deep = area_kind(area) in (AreaKind.KELURAHAN, AreaKind.RT)
    counts = alarm_counts(
        alarms, today, lambda alarm: alarm.area if deep else kelurahan_of(alarm.area)
    )
    names = place_names({count.label for count in counts})
    return [_place(count, names, deep=deep) for count in counts]


def _place(count: AlarmCount, names: dict[str, str], *, deep: bool) -> dict[str, Any]:
    href = "" if deep else f"{reverse('continuity')}?wilayah={count.label}"
    return pages.count_line(count) | {"label": names.get(count.label, count.label), "href": href}
