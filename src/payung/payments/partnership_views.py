"""Pages of the partnerships: nota kesepakatan, PKS, wadah, and how long each still holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.payments import pages, services
from payung.payments.models import Partnership
from payung.payments.selectors import partnership_gap, partnerships
from payung.programmes.selectors import get_programme
from payung.ui.forms import PayungForm, TanggalField
from payung.ui.parts import Column, Crumb

ALARM_DAYS = 90
"""A renewal takes the two offices that long."""

READERS = (Role.OPERATOR, Role.FINANCE, Role.AUDITOR, Role.BPJS, Role.APPROVER)


class PartnershipForm(PayungForm):
    """A PKS with the branch and the nota kesepakatan that it rests on."""

    nota = forms.CharField(label=gettext_lazy("Nomor nota kesepakatan"), max_length=60)
    nota_sampai = TanggalField(label=gettext_lazy("Nota kesepakatan berlaku sampai"))
    pks = forms.CharField(label=gettext_lazy("Nomor PKS"), max_length=60)
    npp = forms.CharField(label=gettext_lazy("NPP atau nomor wadah"), max_length=20)
    cabang = forms.CharField(label=gettext_lazy("Cabang BPJS Ketenagakerjaan"), max_length=80)
    mulai = TanggalField(label=gettext_lazy("Berlaku dari"))
    sampai = TanggalField(label=gettext_lazy("Berlaku sampai"))
    batas = forms.IntegerField(
        label=gettext_lazy("Tanggal batas bulanan"), min_value=1, max_value=31,
        help_text=gettext_lazy("Tanggal terakhir cabang menerima daftar bulan itu."),
    )  # fmt: skip
    kode = forms.IntegerField(
        label=gettext_lazy("Masa berlaku kode iuran, hari"), min_value=1, max_value=90, initial=30
    )
    pasal = forms.CharField(
        label=gettext_lazy("Pasal pertukaran data"), max_length=200,
        help_text=gettext_lazy("Pasal PKS yang membolehkan data warga dikirim ke BPJS."),
    )  # fmt: skip
    isi = forms.CharField(
        label=gettext_lazy("Ringkasan isi PKS"), required=False, widget=forms.Textarea({"rows": 4})
    )


@page_for(Role.OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def partnership(request: HttpRequest, code: str) -> HttpResponse:
    """Notes a PKS for a programme, or its addendum."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = PartnershipForm(request.POST or None, initial=_initial(programme.partnerships.first()))
    if request.method == "POST" and form.is_valid():
        services.register_partnership(actor=actor, programme=code, **_terms(form.cleaned_data))
        return redirect("partnerships")
    context = {"programme": programme, "form": form, "crumbs": pages.crumbs(Crumb(_("PKS")))}
    return render(request, "payments/partnership.html", context, status=422 if form.errors else 200)


@page_for(*READERS)
@require_safe
def all_partnerships(request: HttpRequest) -> HttpResponse:
    """Every PKS with its last day and what it still lacks."""
    context = {
        "rows": [_line(one) for one in partnerships(actor_of_request(request))],
        "columns": [
            Column("pks", _("Nomor PKS")),
            Column("programme", _("Program")),
            Column("payer", _("Pembayar")),
            Column("npp", _("NPP")),
            Column("nota", _("Nota kesepakatan")),
            Column("nota_valid_to", _("Nota sampai"), "date"),
            Column("valid_to", _("PKS sampai"), "date"),
            Column("data_clause", _("Pasal data")),
            Column("note", _("Catatan")),
        ],
        "crumbs": pages.crumbs(Crumb(_("PKS"))),
    }
    return render(request, "payments/partnerships.html", context)


def _line(one: Partnership) -> dict[str, Any]:
    return {
        "pks": one.pks_number,
        "programme": one.programme.name,
        "payer": one.programme.payer.name,
        "npp": one.npp,
        "nota": one.nota_number,
        "nota_valid_to": one.nota_valid_to,
        "valid_to": one.valid_to,
        "data_clause": one.data_clause,
        "note": _note(one),
    }


def _note(one: Partnership) -> str:
    """What is to be done about it, if anything."""
    today = clock.today()
    if one.valid_to < today:
        return _("PKS sudah berakhir.")
    if gap := partnership_gap(one, today):
        return gap
    left = (min(one.valid_to, one.nota_valid_to or one.valid_to) - today).days
    if left == 0:
        return _("Berakhir hari ini.")
    return _("Berakhir %(n)d hari lagi.") % {"n": left} if left <= ALARM_DAYS else ""


_NAMES = {
    "pks": "pks_number", "npp": "npp", "cabang": "branch", "mulai": "valid_from",
    "sampai": "valid_to", "batas": "cutoff_day", "nota": "nota_number",
    "nota_sampai": "nota_valid_to", "pasal": "data_clause", "isi": "terms",
    "kode": "kode_iuran_days",
}  # fmt: skip


def _terms(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[field] for field, name in _NAMES.items()}


def _initial(known: Partnership | None) -> dict[str, Any]:
    """What the latest PKS of the programme says, so that nothing known is asked again."""
    return {field: getattr(known, name) for field, name in _NAMES.items()} if known else {}
