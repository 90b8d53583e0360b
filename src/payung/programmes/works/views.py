"""Pages of RT works: the list, a new work with its letter, and the letter for print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.models import Role
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.forms import AreaField
from payung.areas.selectors import place_name
from payung.kernel.errors import NotAllowed
from payung.kernel.rupiah import format_rupiah
from payung.kernel.sentence import say
from payung.ledger.models import Segment
from payung.programmes.ground.answers import download, tried
from payung.programmes.ground.crumbs import crumb_of, home
from payung.programmes.ground.selectors import get_programme
from payung.programmes.models import Programme, Work
from payung.programmes.papers.wording import long_date
from payung.programmes.works import services
from payung.programmes.works.services import (
    MAKERS,
    READERS,
    Assignment,
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

    def given(self) -> Assignment:
        found = self.cleaned_data
        return Assignment(
            name=found["nama"],
            value_rp=found["nilai"],
            first_day=found["mulai"],
            last_day=found["selesai"],
            letter_number=found["nomor"],
            letter_dated=found["tanggal"],
            people=[int(person) for person in found["pekerja"]],
            decision=found["keputusan"],
        )


class PayForm(PayungForm):
    """The proof of the one payment."""

    bukti = forms.CharField(label=gettext_lazy("Nomor bukti bayar"), max_length=80)
    tanggal = TanggalField(label=gettext_lazy("Tanggal bayar"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work_list(request: HttpRequest, code: str) -> HttpResponse:
    """The works of a programme in the actor's area; POST notes a new one in `?wilayah=`."""
    actor = _reader(request)
    programme = get_programme(actor, code)
    place = PlaceForm(request.GET if "wilayah" in request.GET else None, area=actor.area)
    area = place.cleaned_data["wilayah"] if place.is_valid() else ""
    if not area and actor.role == Role.RT:
        area = actor.area
    people = workers_to_choose(actor, area) if area else []
    form = WorkForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: services.register_work(
                actor=actor, programme=code, area=area, given=form.given()
            ),
        )
        if made:
            messages.success(request, _("Pekerjaan dicatat. Cetak surat tugasnya."))
            return redirect("work", made.pk)
    context = {
        "programme": programme,
        "is_jakon": programme.segment == Segment.JAKON,
        "rows": [_row(work) for work in works(actor).filter(programme=programme)],
        "columns": _columns(),
        "may_make": actor.role in MAKERS and programme.segment == Segment.JAKON,
        "place_form": place,
        "area": area,
        "form": form,
        "crumbs": [home(), crumb_of(programme), Crumb(_("Pekerjaan RT"))],
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/works.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, work_id: int) -> HttpResponse:
    """One work with its workers; POST notes its payment."""
    actor = _reader(request)
    found = get_work(actor, work_id)
    form = PayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        paid = tried(
            form,
            lambda: services.pay_work(
                actor=actor,
                work_id=found.pk,
                proof=wanted["bukti"],
                paid_on=wanted["tanggal"],
            ),
        )
        if paid:
            messages.success(request, _("Pembayaran dicatat."))
            return redirect("work", found.pk)
    context = {
        "work": found,
        "facts": _facts(found),
        "people": list(found.members.select_related("person").order_by("person__name")),
        "may_pay": actor.role in (Role.OPERATOR, Role.FINANCE) and found.paid_on is None,
        "form": form,
        "crumbs": [home(), *_trail(found.programme), Crumb(found.name)],
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/work.html", context, status=status)


@login_required
@require_safe
def letter(request: HttpRequest, work_id: int) -> HttpResponse:
    """The letter of assignment for print."""
    found = get_work(_reader(request), work_id)
    made = write_pdf("payung.programmes", "surat_tugas.typ", surat=_letter(found))
    return download(f"surat-tugas-{found.pk}.pdf", "application/pdf", made)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of_request(request)
    if actor.role not in READERS:
        raise NotAllowed(say("Peran Anda tidak melihat pekerjaan RT."))
    return actor


def _trail(programme: Programme) -> list[Crumb]:
    return [crumb_of(programme), Crumb(_("Pekerjaan RT"), reverse("works", args=[programme.code]))]


def _row(found: Work) -> dict[str, Any]:
    return {
        "href": reverse("work", args=[found.pk]),
        "name": found.name,
        "area": place_name(found.area),
        "days": f"{write_date(found.first_day)} – {write_date(found.last_day)}",
        "value_rp": found.value_rp,
        "contribution_rp": found.contribution_rp,
        "paid": write_date(found.paid_on) if found.paid_on else _("Belum"),
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


def _facts(found: Work) -> list[Fact]:
    paid = f"{write_date(found.paid_on)}, {found.proof}" if found.paid_on else _("Belum")
    facts = [
        Fact(_("Wilayah"), place_name(found.area)),
        Fact(_("Masa"), f"{write_date(found.first_day)} – {write_date(found.last_day)}"),
        Fact(_("Surat tugas"), f"{found.letter_number}, {write_date(found.letter_dated)}"),
        Fact(_("Nilai pekerjaan"), write_rupiah(found.value_rp)),
        Fact(_("Iuran JKK"), write_rupiah(found.jkk_rp)),
        Fact(_("Iuran JKM"), write_rupiah(found.jkm_rp)),
        Fact(_("Dibayar"), paid),
    ]
    return [*facts, Fact(_("Keputusan"), found.decision)] if found.decision else facts


def _letter(found: Work) -> dict[str, Any]:
    names = found.members.order_by("person__name").values_list("person__name", flat=True)
    return {
        "title": f"Surat tugas {found.letter_number}",
        "number": found.letter_number,
        "place": place_name(found.area),
        "dated": long_date(found.letter_dated),
        "facts": [
            ("Pekerjaan", found.name),
            ("Nilai", format_rupiah(found.value_rp)),
            ("Mulai", long_date(found.first_day)),
            ("Selesai", long_date(found.last_day)),
            ("Program", found.programme.name),
        ],
        "people": list(names),
    }
