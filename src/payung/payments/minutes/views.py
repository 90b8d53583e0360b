"""Pages of the minutes of reconciliation: the register, one BA to print, and its signatures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.payments.ground.pages import crumbs
from payung.payments.minutes.selectors import all_minutes, get_minutes, overdue_days
from payung.payments.minutes.services import draft_minutes, sign_minutes
from payung.payments.models import ReconciliationMinutes
from payung.payments.partnerships.selectors import valid_partnership
from payung.programmes.ground.selectors import get_programme, programmes
from payung.programmes.models import Programme
from payung.ui.figures import named
from payung.ui.format import write_count, write_date, write_months, write_rupiah
from payung.ui.forms import MonthChoiceField, PayungForm, TanggalField
from payung.ui.parts import Column, Crumb, Fact

WRITERS = (Role.OPERATOR, Role.FINANCE)
READERS = (*WRITERS, Role.BPJS, Role.AUDITOR)


class MinutesSpanForm(PayungForm):
    """The span of new minutes: a month, or a quarter."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = {"first": programme.first_month, "last": programme.last_month}
        self.fields["dari"] = MonthChoiceField(label=gettext_lazy("Dari bulan"), **span)
        self.fields["sampai"] = MonthChoiceField(label=gettext_lazy("Sampai bulan"), **span)


class MinutesSignForm(PayungForm):
    """Both signatures, the scan, and what is to follow."""

    kota = forms.CharField(label=gettext_lazy("Penanda tangan dari kota"), max_length=120)
    bpjs = forms.CharField(label=gettext_lazy("Penanda tangan dari BPJS"), max_length=120)
    tanggal = TanggalField(label=gettext_lazy("Tanggal tanda tangan"))
    tindak_lanjut = forms.CharField(
        label=gettext_lazy("Tindak lanjut"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Wajib kalau masih ada selisih."),
    )  # fmt: skip
    pindaian = forms.FileField(
        label=gettext_lazy("Pindaian yang sudah ditandatangani"),
        help_text=gettext_lazy("PDF, JPEG, atau PNG."),
    )


@page(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """All minutes with their state, those that wait too long marked."""
    actor = actor_of_request(request)
    context = {
        "rows": [_line(one) for one in all_minutes(actor)],
        "columns": [
            Column("number", _("Nomor")),
            Column("programme", _("Program")),
            Column("span", _("Masa")),
            Column("dated", _("Tanggal"), "date"),
            Column("paid_rp", _("Iuran dibayar"), "rupiah"),
            Column("difference_rp", _("Selisih"), "rupiah"),
            Column("state", _("Tanda tangan")),
        ],
        "programmes": programmes(actor),
        "crumbs": crumbs(Crumb(_("Berita acara rekonsiliasi"))),
    }
    return render(request, "payments/minutes/register.html", context)


def draft_page(request: HttpRequest, code: str) -> HttpResponse:
    """Drafts the minutes of a span."""
    programme = get_programme(actor_of_request(request), code)
    context = {
        "programme": programme,
        "offer": offer(request, programme, DRAFT, code=code),
        "crumbs": crumbs(Crumb(_("Berita acara rekonsiliasi"), reverse("minutes_register"))),
    }
    return render(request, "payments/minutes/draft.html", context)


DRAFT: Act[Programme] = Act(
    "minutes_draft",
    gettext_lazy("Susun berita acara"),
    draft_minutes,
    lambda asked: {
        "programme": asked.thing.code,
        "first": asked.data["dari"],
        "last": asked.data["sampai"],
        "on": clock.today(),
    },
    gettext_lazy("Berita acara disusun."),
    form=MinutesSpanForm,
    facts=lambda actor, programme: {"programme": programme},
    then=lambda asked, made: reverse("minutes", args=[made.pk]),
)
draft = form_page(DRAFT, draft_page, get_programme)


@page(*READERS)
def minutes(request: HttpRequest, minutes_id: UUID) -> HttpResponse:
    """One BA for print, with the place of the signatures or who signed."""
    actor = actor_of_request(request)
    minutes = get_minutes(actor, minutes_id)
    programme = minutes.programme
    context = {
        "minutes": minutes,
        "facts": _facts(minutes),
        "partnership": valid_partnership(actor, programme.pk, minutes.dated)
        or programme.partnerships.first(),
        "names": minutes.names.all(),
        "columns": [
            Column("name", _("Nama")),
            Column("month", _("Bulan"), "month"),
            Column("state", _("Keadaan"), "state"),
            Column("amount_rp", _("Iuran"), "rupiah"),
        ],
        "back_url": reverse("minutes_register"),
        "offers": offers(request, minutes, (SIGN,), minutes_id=minutes_id),
        "printed_on": write_date(clock.today()),
    }
    return render(request, "payments/minutes/print.html", context)


def sign_page(request: HttpRequest, minutes_id: UUID) -> HttpResponse:
    """Notes both signatures with the scan."""
    minutes = get_minutes(actor_of_request(request), minutes_id)
    context = {
        "minutes": minutes,
        "offer": offer(request, minutes, SIGN, minutes_id=minutes_id),
        "crumbs": crumbs(Crumb(minutes.number, reverse("minutes", args=[minutes.pk]))),
    }
    return render(request, "payments/minutes/sign.html", context)


SIGN: Act[ReconciliationMinutes] = Act(
    "minutes_sign",
    gettext_lazy("Catat tanda tangan"),
    sign_minutes,
    lambda asked: {
        "minutes_id": asked.thing.pk,
        "city": asked.data["kota"],
        "bpjs": asked.data["bpjs"],
        "on": asked.data["tanggal"],
        "scan": asked.data["pindaian"].read(),
        "follow_up": asked.data["tindak_lanjut"],
    },
    gettext_lazy("Tanda tangan dicatat."),
    form=MinutesSignForm,
    offered=lambda actor, minutes: minutes.signed_on is None and not minutes.cancelled,
    then=lambda asked, signed: reverse("minutes_register"),
    again=True,
)
sign = form_page(SIGN, sign_page, get_minutes)


def _line(minutes: ReconciliationMinutes) -> dict[str, Any]:
    return {
        "href": reverse("minutes", args=[minutes.pk]),
        "number": minutes.number,
        "programme": minutes.programme.name,
        "span": _span(minutes),
        "dated": minutes.dated,
        "paid_rp": minutes.paid_rp,
        "difference_rp": minutes.difference_rp,
        "state": _state(minutes),
    }


def _state(minutes: ReconciliationMinutes) -> str:
    if minutes.signed_on is not None:
        return _("Ditandatangani")
    late = overdue_days(minutes, clock.today())
    return _("Belum, lewat %(n)d hari") % {"n": late} if late else _("Belum")


def _span(minutes: ReconciliationMinutes) -> str:
    return write_months(minutes.first_month, minutes.last_month)


def _facts(minutes: ReconciliationMinutes) -> list[Fact]:
    counts = (
        (_("Peserta sebelum masa ini"), minutes.start),
        (_("Masuk"), minutes.joined),
        (_("Keluar"), minutes.left),
        (_("Peserta pada akhir masa"), minutes.members),
        (_("Direncanakan (OB)"), minutes.planned),
        (_("Diterima BPJS (OB)"), minutes.accepted),
        (_("Belum bisa didaftarkan (OB)"), minutes.rejected),
        (_("Ditahan (OB)"), minutes.held),
        (_("Ditarik (OB)"), minutes.withdrawn),
        (_("Dikembalikan (OB)"), minutes.refunded),
        (_("Dibayar (OB)"), minutes.paid),
        (_("Dibukukan BPJS (OB)"), minutes.posted),
    )
    money = (
        (_("Iuran diterima BPJS"), minutes.accepted_rp),
        (named("left_rp").label, minutes.left_rp),
        (named("refunded_rp").label, minutes.refunded_rp),
        (named("paid_rp").label, minutes.paid_rp),
        (_("Selisih"), minutes.difference_rp),
    )
    return [
        Fact(_("Masa"), _span(minutes)),
        *(Fact(label, write_count(value)) for label, value in counts),
        *(Fact(label, write_rupiah(value)) for label, value in money),
    ]
