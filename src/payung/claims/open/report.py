"""Help and a report without an account: whom to call first, then four boxes.

The RT's picture on poster, card and sheet leads here. What comes in is a report by name like any
other, told by nobody the city knows: the kelurahan makes sure of it before it counts.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import limits
from payung.accounts.pages import is_sent, public_form
from payung.accounts.scope import visitor
from payung.areas.models import Area
from payung.areas.selectors import areas_in, place_name
from payung.audit.clock import today
from payung.claims.ground.selectors import care_near
from payung.claims.models import NamedKind, NamedReport
from payung.claims.named.services import NamedLine, report_by_name
from payung.claims.open.places import visited_city, visited_rt
from payung.kernel.area import AreaKind
from payung.kernel.sentence import say
from payung.office.selectors import dialled, offices
from payung.ui.forms import PayungForm, TanggalField
from payung.ui.words import shown

MOST_FROM_A_PLACE = 60
"""Reports an hour behind one address: a whole street may share it."""
MOST_FOR_AN_RT = 20
NEAREST = 4


class OpenReportForm(PayungForm):
    """Four boxes; where nobody came by an RT's picture, two more ask where the person lives."""

    id = forms.UUIDField(widget=forms.HiddenInput({"data-record-id": ""}), initial=uuid4)
    kejadian = forms.ChoiceField(
        label=gettext_lazy("Apa yang terjadi?"),
        choices=NamedKind.choices,
        widget=forms.RadioSelect,
    )
    nama = forms.CharField(label=gettext_lazy("Nama orangnya"), max_length=120)
    kelurahan = forms.ChoiceField(label=gettext_lazy("Tinggal di kelurahan"), required=False)
    tinggal = forms.CharField(
        label=gettext_lazy("RT, jalan, atau patokan rumahnya"), max_length=200, required=False
    )
    tanggal = TanggalField(label=gettext_lazy("Tanggal kejadian"))
    hp = forms.CharField(
        label=gettext_lazy("Nomor HP yang bisa kami hubungi"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, city: Area, rt: Area | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rt is not None:
            del self.fields["kelurahan"], self.fields["tinggal"]
            return
        places = areas_in(city.code, AreaKind.KELURAHAN).order_by("name")
        self.fields["kelurahan"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak tahu")), *places.values_list("code", "name"),
        ]  # fmt: skip

    def clean_tanggal(self) -> Any:
        day = self.cleaned_data["tanggal"]
        if day and day > today():
            self.add_error(
                "tanggal", say("Tanggal kejadian ada di masa depan. Periksa tanggalnya.")
            )
        return day


@public_form
def open_report(request: HttpRequest, rt: str = "") -> HttpResponse:
    """Whom to call now, what to say there; then the report."""
    city, place = visited_city(), visited_rt(rt)
    typed = request.POST or None
    form = OpenReportForm(typed, city=city, rt=place, initial={"kejadian": _asked(request)})
    context: dict[str, Any] = {
        "form": form,
        "died": _asked(request) == NamedKind.DEATH,
        "place": place_name(place) if place else "",
        "care": [
            {"name": one.name, "phone": one.phone, "dial": dialled(one.phone),
             "address": one.address, "open": one.always_open}
            for one in care_near(rt or city.code)[:NEAREST]
        ],
    }  # fmt: skip
    if not is_sent(request):
        return render(request, "claims/open_report.html", context)
    if _too_many(request, rt):
        context["refusal"] = _("Terlalu banyak laporan dari sini. Telepon kelurahan atau dinas.")
        context["offices"] = offices()
        return render(request, "claims/open_report.html", context, status=429)
    if not form.is_valid():
        return render(request, "claims/open_report.html", context, status=422)
    named = _keep(city, place, form.cleaned_data)
    context = {"named": named, "number": number_of(named), "care": context["care"]}
    context |= {"hurt": named.kind == NamedKind.ACCIDENT, "said": shown(_RECEIVED)}
    return render(request, "claims/open_reported.html", context)


_RECEIVED = say("Laporan diterima, sedang dicocokkan.")


def number_of(named: NamedReport) -> str:
    """How people name a report on the telephone; it opens nothing."""
    return f"L-{str(named.pk)[:8].upper()}"


def _keep(city: Area, rt: Area | None, data: dict[str, Any]) -> NamedReport:
    where = rt.code if rt else data["kelurahan"] or city.code
    line = NamedLine(
        id=data["id"], kind=NamedKind(data["kejadian"]), name=data["nama"],
        lives=data.get("tinggal", ""), happened_on=data["tanggal"], phone=data["hp"],
    )  # fmt: skip
    return report_by_name(actor=visitor(where), line=line, today=today())


def _too_many(request: HttpRequest, rt: str) -> bool:
    """Never for an office that is signed in; by the place it comes from, and by the RT's code."""
    user = request.user
    if user.is_authenticated and user.assignment is not None:
        return False
    if limits.knock(request, "lapor", MOST_FROM_A_PLACE) is None:
        return True
    return bool(rt) and limits.knock_for(rt, "lapor", MOST_FOR_AN_RT) is None


def _asked(request: HttpRequest) -> str:
    """What the link that led here was about."""
    asked = request.GET.get("apa", "")
    return asked if asked in NamedKind.values else ""
