"""The scholarship of one case: which children, which years, filed and paid year by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.claims import pages, scholarship
from payung.claims.forms import EndChildForm
from payung.claims.models import Case, FamilyMember, ScholarshipYear, YearState
from payung.claims.papers import ask_year_papers, missing, receive_papers
from payung.claims.selectors import get_case, open_case_for
from payung.claims.stages import HELPERS
from payung.kernel.errors import BadInput, PayungError
from payung.law.jamsostek.deadlines import school_year_of
from payung.law.jamsostek.inputs import STAGES
from payung.ui.forms import PayungForm, RupiahField, TanggalField
from payung.ui.parts import Crumb


class PaidForm(PayungForm):
    """The money of one school year."""

    jumlah = RupiahField(label=gettext_lazy("Jumlah yang diterima"))
    tanggal = TanggalField(label=gettext_lazy("Tanggal diterima"))


class StageForm(PayungForm):
    """The class that a child really attends now."""

    jenjang = forms.ChoiceField(
        label=gettext_lazy("Kelas sekarang"), choices=[(name, name) for name in STAGES]
    )


@page_for(*HELPERS)
@never_cache
@require_safe
def claim_scholarship(request: HttpRequest, case_id: int) -> HttpResponse:
    """Each child with its years; the running year is filed and paid from here."""
    actor = actor_of_request(request)
    return _page(request, open_case_for(actor=actor, case_id=case_id, what="beasiswa"))


def _page(request: HttpRequest, case: Case, refusal: str = "") -> HttpResponse:
    running = school_year_of(today())
    years = list(case.scholarship.select_related("child"))
    context = {
        "case": case,
        "refusal": refusal,
        "children": [_child_part(child, years, running) for child in _named(case, years)],
        "pairs": [
            {"numbers": ",".join(map(str, choice.numbers)), "total": choice.total_rp}
            for choice in scholarship.choices_of(case)
        ],
        "crumbs": pages.crumbs(
            Crumb(case.person.name, reverse("claim", args=[case.pk])), Crumb(_("Beasiswa"))
        ),
    }
    return render(request, "claims/scholarship.html", context, status=422 if refusal else 200)


def _named(case: Case, years: list[ScholarshipYear]) -> list[FamilyMember]:
    wanted = {year.child_id for year in years}
    return [child for child in case.family.filter(relation="child") if child.pk in wanted]


def _child_part(child: FamilyMember, years: list[ScholarshipYear], running: int) -> dict[str, Any]:
    return {
        "child": child,
        "name": child.name.reveal() or _("Anak %(n)d") % {"n": child.number},
        "years": [
            {
                "year": year,
                "label": f"{year.school_year}/{year.school_year + 1}",
                "fileable": year.state == YearState.PLANNED and year.school_year <= running,
                "paid_form": _paid_form(year) if year.state == YearState.FILED else None,
            }
            for year in years
            if year.child_id == child.pk
        ],
        "end_form": EndChildForm(auto_id=f"id_akhir{child.pk}_%s"),
        "stage_form": StageForm(auto_id=f"id_kelas{child.pk}_%s", initial={"jenjang": child.stage}),
    }


def _paid_form(year: ScholarshipYear) -> PaidForm:
    return PaidForm(auto_id=f"id_bayar{year.pk}_%s", initial={"jumlah": year.planned_rp})


@page_for(*HELPERS)
@never_cache
@require_POST
def scholarship_act(request: HttpRequest, case_id: int, act: str, number: int) -> HttpResponse:
    """One act on a child or on one of its years; a refusal comes back on the page."""
    actor = actor_of_request(request)
    case = get_case(actor, case_id)
    if act not in _ACTS:
        raise Http404
    run, said = _ACTS[act]
    try:
        run(actor, case, number, request)
    except PayungError as refusal:
        return _page(request, get_case(actor, case_id), refusal.sentence)
    messages.success(request, str(said))
    return redirect("claim_scholarship", case_id)


def _valid(form: PayungForm) -> dict[str, Any]:
    """The values of a form; its first error as a sentence otherwise."""
    if form.is_valid():
        return form.cleaned_data
    raise BadInput(" ".join(str(error) for errors in form.errors.values() for error in errors))


def _file(actor: Actor, case: Case, number: int, request: HttpRequest) -> None:
    year = case.scholarship.filter(pk=number).first()
    if year is None:
        raise BadInput("Tahun beasiswa ini tidak ada.")
    subject = scholarship.subject_of(year)
    ask_year_papers(case, subject)
    codes = {paper.code for paper in missing(case, subject)}
    on: date = today()
    receive_papers(actor=actor, case_id=case.pk, codes=codes, today=on, subject=subject)
    scholarship.file_year(actor=actor, year_id=number, today=on)


def _pay(actor: Actor, case: Case, number: int, request: HttpRequest) -> None:
    data = _valid(PaidForm(request.POST))
    scholarship.pay_year(
        actor=actor, year_id=number, amount_rp=data["jumlah"], paid_on=data["tanggal"]
    )


def _end(actor: Actor, case: Case, number: int, request: HttpRequest) -> None:
    data = _valid(EndChildForm(request.POST))
    scholarship.end_child(actor=actor, child_id=number, reason=data["alasan"], on=data["tanggal"])


def _stage(actor: Actor, case: Case, number: int, request: HttpRequest) -> None:
    stage = _valid(StageForm(request.POST))["jenjang"]
    scholarship.change_stage(actor=actor, child_id=number, stage=stage, today=today())


def _choose(actor: Actor, case: Case, number: int, request: HttpRequest) -> None:
    children = scholarship.children(case)
    places = [int(text) for text in request.POST.get("anak", "").split(",") if text.isdigit()]
    numbers = [children[place - 1].number for place in places if 0 < place <= len(children)]
    scholarship.choose_children(actor=actor, case_id=case.pk, numbers=numbers)


_ACTS: dict[str, tuple[Callable[[Actor, Case, int, HttpRequest], None], str | Promise]] = {
    "ajukan": (_file, gettext_lazy("Laporan tahun ini diajukan.")),
    "bayar": (_pay, gettext_lazy("Beasiswa dicatat.")),
    "akhiri": (_end, gettext_lazy("Hak beasiswa anak ini berakhir.")),
    "kelas": (_stage, gettext_lazy("Rencana tahun berikutnya disesuaikan.")),
    "pilih": (_choose, gettext_lazy("Pilihan ahli waris dicatat.")),
}
