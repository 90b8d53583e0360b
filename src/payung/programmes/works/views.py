"""Pages of RT works: the list, a new work with its letter, and the letter for print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.forms import AreaField
from payung.areas.selectors import place_name
from payung.kernel.rupiah import format_rupiah
from payung.ledger.models import Segment
from payung.programmes.ground.answers import download
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme, Work
from payung.programmes.papers.wording import long_date
from payung.programmes.works import services
from payung.programmes.works.services import (
    READERS,
    WorkLetter,
    get_work,
    workers_to_choose,
    works,
)
from payung.ui.format import write_date, write_rupiah
from payung.ui.forms import PayungForm, RupiahField, TanggalField
from payung.ui.parts import Column, Crumb, Fact
from payung.ui.typesetting import write_pdf


class PlaceForm(PayungForm):
    """Where the work is."""

    wilayah = AreaField(label=gettext_lazy("RT atau kelurahan"))

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(area)  # type: ignore[attr-defined]


class WorkForm(PayungForm):
    """A work as its letter tells it."""

    tempat = forms.CharField(widget=forms.HiddenInput)
    nama = forms.CharField(label=gettext_lazy("Nama pekerjaan"), max_length=120)
    nilai = RupiahField(label=gettext_lazy("Nilai pekerjaan"))
    mulai = TanggalField(label=gettext_lazy("Mulai"))
    selesai = TanggalField(label=gettext_lazy("Selesai"))
    nomor = forms.CharField(label=gettext_lazy("Nomor surat tugas"), max_length=60)
    tanggal = TanggalField(label=gettext_lazy("Tanggal surat tugas"))
    pekerja = forms.MultipleChoiceField(
        label=gettext_lazy("Pekerja"), widget=forms.CheckboxSelectMultiple
    )
    keputusan = forms.CharField(
        label=gettext_lazy("Keputusan untuk iuran yang belum pasti"),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(person), name) for person, name in people]
        self.fields["pekerja"].choices = names  # type: ignore[attr-defined]

    def given(self) -> WorkLetter:
        data = self.cleaned_data
        return WorkLetter(
            name=data["nama"],
            value_rp=data["nilai"],
            first_day=data["mulai"],
            last_day=data["selesai"],
            letter_number=data["nomor"],
            letter_dated=data["tanggal"],
            people=[int(person) for person in data["pekerja"]],
            decision=data["keputusan"],
        )


class PayForm(PayungForm):
    """The proof of the one payment."""

    bukti = forms.CharField(label=gettext_lazy("Nomor bukti bayar"), max_length=80)
    tanggal = TanggalField(label=gettext_lazy("Tanggal bayar"))


def works_page(request: HttpRequest, code: str) -> HttpResponse:
    """The works of a programme in the actor's area, and a new one in `?wilayah=`."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    is_jakon, area = programme.segment == Segment.JAKON, _chosen(actor, request)
    context = {
        "programme": programme,
        "is_jakon": is_jakon,
        "rows": [_row(work) for work in works(actor).filter(programme=programme)],
        "columns": _columns(),
        "may_make": actor.role in REGISTER.roles and is_jakon,
        "place_form": PlaceForm(request.GET if "wilayah" in request.GET else None, area=actor.area),
        "offer": offer(request, (programme, area), REGISTER, code=code) if area else None,
        "area": area,
        "crumbs": [home(), crumb_of(programme), Crumb(_("Pekerjaan RT"))],
    }
    return render(request, "programmes/works.html", context)


def _chosen(actor: Actor, request: HttpRequest) -> str:
    """The area of a new work: chosen in the address or kept in the form; an RT head's own."""
    asked = request.POST.get("tempat") or request.GET.get("wilayah", "")
    place = PlaceForm({"wilayah": asked}, area=actor.area)
    if place.is_valid():
        return str(place.cleaned_data["wilayah"])
    return actor.area if actor.role == Role.RT else ""


Making = tuple[Programme, str]
"""A programme and the area of a new work."""


def _work_form(*, actor: Actor, area: str, **sent: Any) -> WorkForm:
    area = area or str(sent.get("data", {}).get("tempat", "")) or actor.area
    people = workers_to_choose(actor, area)
    return WorkForm(people=people, initial={"tempat": area}, **sent)


REGISTER: Act[Making] = Act(
    "works",
    gettext_lazy("Catat pekerjaan"),
    services.register_work,
    lambda asked: {
        "programme": asked.thing[0].code,
        "area": asked.data["tempat"],
        "given": asked.form.given(),
    },
    gettext_lazy("Pekerjaan dicatat. Cetak surat tugasnya."),
    form=_work_form,
    facts=lambda actor, making: {"actor": actor, "area": making[1]},
    then=lambda asked, made: reverse("work", args=[made.pk]),
)
work_list = form_page(
    REGISTER, page(*READERS)(works_page), lambda actor, code: (get_programme(actor, code), "")
)


def work_page(request: HttpRequest, work_id: int) -> HttpResponse:
    """One work with its workers, and its payment."""
    work = get_work(actor_of_request(request), work_id)
    context = {
        "work": work,
        "facts": _facts(work),
        "people": list(work.members.select_related("person").order_by("person__name")),
        "offers": offers(request, work, (PAY,), work_id=work_id),
        "crumbs": [home(), *_trail(work.programme), Crumb(work.name)],
    }
    return render(request, "programmes/work.html", context)


PAY: Act[Work] = Act(
    "work",
    gettext_lazy("Catat pembayaran"),
    services.pay_work,
    lambda asked: {
        "work_id": asked.thing.pk,
        "proof": asked.data["bukti"],
        "paid_on": asked.data["tanggal"],
    },
    gettext_lazy("Pembayaran dicatat."),
    form=PayForm,
    offered=lambda actor, work: work.paid_on is None,
)
work = form_page(PAY, page(*READERS)(work_page), get_work)


@page(*READERS)
def letter(request: HttpRequest, work_id: int) -> HttpResponse:
    """The letter of assignment for print."""
    work = get_work(actor_of_request(request), work_id)
    made = write_pdf("payung.programmes", "surat_tugas.typ", surat=_letter(work))
    return download(f"surat-tugas-{work.pk}.pdf", "application/pdf", made)


def _trail(programme: Programme) -> list[Crumb]:
    return [crumb_of(programme), Crumb(_("Pekerjaan RT"), reverse("works", args=[programme.code]))]


def _row(work: Work) -> dict[str, Any]:
    return {
        "href": reverse("work", args=[work.pk]),
        "name": work.name,
        "area": place_name(work.area),
        "days": f"{write_date(work.first_day)} – {write_date(work.last_day)}",
        "value_rp": work.value_rp,
        "contribution_rp": work.contribution_rp,
        "paid": write_date(work.paid_on) if work.paid_on else _("Belum"),
    }


def _columns() -> list[Column]:
    return [
        Column("name", _("Pekerjaan")),
        Column("area", _("Wilayah")),
        Column("days", _("Masa")),
        Column("value_rp", _("Nilai pekerjaan"), "rupiah"),
        Column("contribution_rp", _("Iuran Jakon"), "rupiah"),
        Column("paid", _("Dibayar")),
    ]


def _facts(work: Work) -> list[Fact]:
    paid = f"{write_date(work.paid_on)}, {work.proof}" if work.paid_on else _("Belum")
    facts = [
        Fact(_("Wilayah"), place_name(work.area)),
        Fact(_("Masa"), f"{write_date(work.first_day)} – {write_date(work.last_day)}"),
        Fact(_("Surat tugas"), f"{work.letter_number}, {write_date(work.letter_dated)}"),
        Fact(_("Nilai pekerjaan"), write_rupiah(work.value_rp)),
        Fact(_("Iuran JKK"), write_rupiah(work.jkk_rp)),
        Fact(_("Iuran JKM"), write_rupiah(work.jkm_rp)),
        Fact(_("Dibayar"), paid),
    ]
    return [*facts, Fact(_("Keputusan"), work.decision)] if work.decision else facts


def _letter(work: Work) -> dict[str, Any]:
    names = work.members.order_by("person__name").values_list("person__name", flat=True)
    return {
        "title": f"Surat tugas {work.letter_number}",
        "number": work.letter_number,
        "place": place_name(work.area),
        "dated": long_date(work.letter_dated),
        "facts": [
            ("Pekerjaan", work.name),
            ("Nilai", format_rupiah(work.value_rp)),
            ("Mulai", long_date(work.first_day)),
            ("Selesai", long_date(work.last_day)),
            ("Program", work.programme.name),
        ],
        "people": list(names),
    }
