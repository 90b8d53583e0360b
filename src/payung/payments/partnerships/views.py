"""Pages of the partnerships: nota kesepakatan, PKS, wadah, and how long each still holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, form_page, offer
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.payments.ground.pages import crumbs
from payung.payments.models import Partnership
from payung.payments.models.partnership import Wadah
from payung.payments.partnerships.selectors import partnership_gap, partnerships
from payung.payments.partnerships.services import register_partnership
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme
from payung.ui.forms import PayungForm, TanggalField
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown

ALARM_DAYS = 90
"""A renewal takes the two offices that long."""


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
    wadah = forms.ChoiceField(
        label=gettext_lazy("Jenis wadah di BPJS"), required=False,
        choices=[("", gettext_lazy("Belum tahu")), *Wadah.choices],
        help_text=gettext_lazy("Dua huruf yang dipakai cabang untuk wadah ini."),
    )  # fmt: skip
    pengembalian = forms.CharField(
        label=gettext_lazy("Kesepakatan pengembalian iuran"), max_length=200, required=False,
        help_text=gettext_lazy(
            "Pasal PKS tentang iuran untuk bulan sesudah klaim. Tanpa kesepakatan, "
            "pengembaliannya kepada pemerintah belum pasti."
        ),
    )  # fmt: skip
    isi = forms.CharField(
        label=gettext_lazy("Ringkasan isi PKS"), required=False, widget=forms.Textarea({"rows": 4})
    )


def show_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a programme's PKS; what the latest one says stands in it already."""
    programme = get_programme(actor_of_request(request), code)
    context = {
        "programme": programme,
        "offer": offer(request, programme, NOTE_PKS, code=code),
        "crumbs": crumbs(Crumb(_("PKS"))),
    }
    return render(request, "payments/partnership.html", context)


def _note(partnership: Partnership) -> str:
    """What is to be done about it, if anything."""
    today = clock.today()
    if partnership.valid_to < today:
        return _("PKS sudah berakhir.")
    if gap := partnership_gap(partnership, today):
        return shown(gap)
    left = (
        min(partnership.valid_to, partnership.nota_valid_to or partnership.valid_to) - today
    ).days
    if left == 0:
        return _("Berakhir hari ini.")
    return _("Berakhir %(n)d hari lagi.") % {"n": left} if left <= ALARM_DAYS else ""


_NAMES = {
    "pks": "pks_number", "npp": "npp", "cabang": "branch", "mulai": "valid_from",
    "sampai": "valid_to", "batas": "cutoff_day", "nota": "nota_number",
    "nota_sampai": "nota_valid_to", "pasal": "data_clause", "isi": "terms",
    "kode": "kode_iuran_days", "wadah": "wadah", "pengembalian": "refund_clause",
}  # fmt: skip


def _given(asked: Asked[Programme]) -> dict[str, Any]:
    terms = {name: asked.data[field] for field, name in _NAMES.items()}
    return {"programme": asked.thing.code, **terms}


def _known(actor: Actor, programme: Programme) -> dict[str, Any]:
    """What the latest PKS of the programme says, so that nothing known is asked again."""
    latest = programme.partnerships.first()
    facts = {field: getattr(latest, name) for field, name in _NAMES.items()} if latest else {}
    return {"initial": facts}


NOTE_PKS = Act(
    "partnership",
    gettext_lazy("Catat PKS"),
    register_partnership,
    _given,
    gettext_lazy("PKS dicatat."),
    form=PartnershipForm,
    facts=_known,
    then=lambda asked, made: reverse("partnerships"),
)
partnership = form_page(NOTE_PKS, show_form, get_programme)

all_partnerships = ListPage(
    name="pks",
    title=gettext_lazy("PKS dengan BPJS Ketenagakerjaan"),
    roles=(Role.OPERATOR, Role.FINANCE, Role.AUDITOR, Role.BPJS, Role.APPROVER),
    rows=partnerships,
    columns=(
        Column("pks_number", gettext_lazy("Nomor PKS")),
        Column("programme.name", gettext_lazy("Program")),
        Column("programme.payer.name", gettext_lazy("Pembayar")),
        Column("npp", gettext_lazy("NPP")),
        Column("wadah", gettext_lazy("Wadah"), of=Partnership.get_wadah_display),
        Column("refund_clause", gettext_lazy("Pengembalian iuran")),
        Column("nota_number", gettext_lazy("Nota kesepakatan")),
        Column("nota_valid_to", gettext_lazy("Nota sampai"), "date"),
        Column("valid_to", gettext_lazy("PKS sampai"), "date"),
        Column("data_clause", gettext_lazy("Pasal data")),
        Column("note", gettext_lazy("Catatan"), of=_note),
    ),
    noun=gettext_lazy("PKS"),
    why_empty=gettext_lazy("Belum ada PKS."),
    what_to_do=gettext_lazy("Tanpa PKS yang berlaku, daftar bayar tidak bisa dibuat."),
    crumbs=lambda: crumbs(Crumb(_("PKS"))),
).view()
