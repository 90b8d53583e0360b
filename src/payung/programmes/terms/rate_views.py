"""The page on which an open contribution is decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.programmes.ground.cost import by_law, undecided_months
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme
from payung.programmes.terms.rates import RateTerms, record_rate
from payung.ui.format import write_date, write_months, write_rupiah
from payung.ui.forms import MonthChoiceField, PayungForm, RupiahField, TanggalField
from payung.ui.parts import Column, Crumb, Fact


class RateForm(PayungForm):
    """The decision as its paper says it."""

    jkk = RupiahField(label=gettext_lazy("Iuran JKK seorang sebulan"))
    jkm = RupiahField(label=gettext_lazy("Iuran JKM seorang sebulan"))
    nomor = forms.CharField(label=gettext_lazy("Nomor keputusan"), max_length=80)
    tanggal = TanggalField(label=gettext_lazy("Tanggal keputusan"))
    pemutus = forms.CharField(
        label=gettext_lazy("Diputuskan oleh"), max_length=120,
        help_text=gettext_lazy("Nama dan jabatannya."),
    )  # fmt: skip
    pindaian = forms.FileField(
        label=gettext_lazy("Pindaian keputusan"), help_text=gettext_lazy("PDF, JPEG, atau PNG.")
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = {"first": programme.first_month, "last": programme.last_month}
        self.fields["dari"] = MonthChoiceField(label=gettext_lazy("Dari bulan"), **span)
        self.fields["sampai"] = MonthChoiceField(label=gettext_lazy("Sampai bulan"), **span)
        if waiting := undecided_months(programme):
            self.initial = {"dari": str(waiting[0]), "sampai": str(waiting[-1])}
        self.order_fields(("dari", "sampai", "jkk", "jkm"))

    def decided(self) -> RateTerms:
        data = self.cleaned_data
        return RateTerms(
            data["dari"], data["sampai"], data["jkk"], data["jkm"], data["nomor"],
            data["tanggal"], data["pemutus"],
        )  # fmt: skip


def rates_page(request: HttpRequest, code: str) -> HttpResponse:
    """Which months wait, between which amounts, what was decided before, and the form."""
    programme = get_programme(actor_of_request(request), code)
    waiting = undecided_months(programme)
    context = {
        "programme": programme,
        "facts": _facts(programme, waiting),
        "offers": offers(request, programme, (DECIDE,), code=code),
        "rows": [
            {
                "number": ladder.number, "dated": write_date(ladder.dated), "by": ladder.decided_by,
                "span": write_months(ladder.first_month, ladder.last_month),
                "amount": ladder.jkk_rp + ladder.jkm_rp,
            }
            for ladder in programme.rates.all()
        ],
        "columns": [
            Column("number", _("Nomor keputusan")),
            Column("dated", _("Tanggal")),
            Column("by", _("Diputuskan oleh")),
            Column("span", _("Untuk bulan")),
            Column("amount", _("Iuran seorang sebulan"), "rupiah"),
        ],
        "crumbs": [home(), crumb_of(programme), Crumb(_("Keputusan iuran"))],
    }  # fmt: skip
    return render(request, "programmes/rates.html", context)


def _facts(programme: Programme, waiting: list[Any]) -> list[Fact]:
    if not waiting:
        return []
    law = by_law(programme, waiting[0])
    low, high = write_rupiah(law.total_low), write_rupiah(law.total_high)
    return [
        Fact(_("Menunggu keputusan"), write_months(waiting[0], waiting[-1])),
        Fact(_("Menurut aturan paling rendah"), low),
        Fact(_("Menurut aturan paling tinggi"), high),
    ]


def _is_open(actor: Actor, programme: Programme) -> bool:
    return bool(undecided_months(programme)) and actor.covers(programme.area_id)


DECIDE: Act[Programme] = Act(
    "programme_rates",
    gettext_lazy("Catat keputusan"),
    record_rate,
    lambda asked: {
        "programme": asked.thing.code,
        "decided": asked.form.decided(),
        "scan": asked.data["pindaian"].read(),
    },
    gettext_lazy("Keputusan dicatat. Bulannya bisa diteruskan."),
    form=RateForm,
    facts=lambda actor, programme: {"programme": programme},
    offered=_is_open,
)
rates = form_page(DECIDE, page(*EVERYONE)(rates_page), get_programme)
