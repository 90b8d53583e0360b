"""The scholarship of one case: which children, which years, filed and paid year by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.ground.pages import crumbs
from payung.claims.ground.school import END_WORDS, class_choices, class_words, school_year_words
from payung.claims.ground.selectors import get_case, open_case_for
from payung.claims.ground.stages import BEFORE_DECISION, HELPERS
from payung.claims.models import Case, FamilyMember, ScholarshipYear, YearState
from payung.claims.papers import messages as messages_for
from payung.claims.papers.checklist import missing, missing_sentence, receive_papers
from payung.claims.scholarship import services as scholarship
from payung.claims.scholarship.forms import EndChildForm
from payung.claims.scholarship.pages import child_name, year_columns
from payung.claims.scholarship.selectors import years_due
from payung.kernel.errors import BadInput, PayungError
from payung.kernel.sentence import Sentence, say
from payung.law.jamsostek.deadlines import school_year_of
from payung.ui.forms import PayungForm, RupiahField, TanggalField
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown

PER_PAGE = 50


class PaidForm(PayungForm):
    """The money of one school year."""

    jumlah = RupiahField(label=gettext_lazy("Jumlah yang diterima"))
    tanggal = TanggalField(label=gettext_lazy("Tanggal diterima"))
    alasan = forms.CharField(
        label=gettext_lazy("Alasan, bila jumlahnya lain dari rencana"),
        max_length=200,
        required=False,
    )


class StageForm(PayungForm):
    """The class that a child really attends now."""

    jenjang = forms.ChoiceField(label=gettext_lazy("Kelas sekarang"), choices=class_choices)


class YearPapersForm(PayungForm):
    """Which of a year's papers the guardian has brought; nothing is ticked beforehand."""

    surat = forms.MultipleChoiceField(
        label=gettext_lazy("Surat yang sudah ada"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["surat"].choices = papers  # type: ignore[attr-defined]


@page_for(*HELPERS)
@never_cache
@require_safe
def scholarships(request: HttpRequest) -> HttpResponse:
    """All school years that wait for a report or for money; children by number, without names."""
    actor, running = actor_of_request(request), school_year_of(today())
    page = Paginator(years_due(actor, running), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_due_row(year) for year in page],
        "columns": [
            Column("case", _("Keluarga dari")),
            Column("child", _("Anak")),
            Column("year", _("Tahun ajaran")),
            Column("stage", _("Kelas")),
            Column("state", _("Keadaan"), "state"),
            Column("missing", _("Surat kurang"), "count"),
            Column("area", _("Wilayah")),
        ],
        "running": school_year_words(running),
        "crumbs": crumbs(Crumb(_("Beasiswa"))),
    }
    return render(request, "claims/scholarships.html", context)


def _due_row(year: ScholarshipYear) -> dict[str, Any]:
    return {
        "href": reverse("claim_scholarship", args=[year.case_id]),
        "case": year.case.person.name,
        "child": _("Anak %(n)d") % {"n": year.child.number},
        "year": school_year_words(year.school_year),
        "stage": class_words(year.stage),
        "state": year.state,
        "missing": year.missing,  # type: ignore[attr-defined]
        "area": place_name(year.case.area),
    }


@page_for(*HELPERS)
@never_cache
@require_safe
def claim_scholarship(request: HttpRequest, case_id: int) -> HttpResponse:
    """Each child with its years; the running year is filed and paid from here."""
    actor = actor_of_request(request)
    return _page(request, open_case_for(actor=actor, case_id=case_id, what="beasiswa"))


def _page(request: HttpRequest, case: Case, refusal: str = "") -> HttpResponse:
    running = school_year_of(today())
    years = list(case.scholarship.select_related("child", "case__event", "payment"))
    context = {
        "case": case,
        "refusal": refusal,
        "children": [_child_part(child, years, running) for child in _named(case, years)],
        "later_columns": year_columns()[1:],
        "pairs": _pairs(case) if case.state in BEFORE_DECISION else [],
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case.pk])), Crumb(_("Beasiswa"))
        ),
    }
    return render(request, "claims/scholarship.html", context, status=422 if refusal else 200)


def _pairs(case: Case) -> list[dict[str, Any]]:
    """Every choice of the heirs, as long as BPJS has not decided."""
    found = scholarship.children(case)
    return [
        {
            "numbers": ",".join(map(str, choice.numbers)),
            "names": ", ".join(child_name(found[place - 1]) for place in choice.numbers),
            "total": choice.total_rp,
        }
        for choice in scholarship.choices_of(case)
    ]


def _named(case: Case, years: list[ScholarshipYear]) -> list[FamilyMember]:
    wanted = {year.child_id for year in years}
    return [child for child in case.family.filter(relation="child") if child.pk in wanted]


def _child_part(child: FamilyMember, years: list[ScholarshipYear], running: int) -> dict[str, Any]:
    own = [year for year in years if year.child_id == child.pk]
    payments = [year.payment for year in own if year.state == YearState.PAID]
    rest = [y.planned_rp for y in own if y.state in (YearState.PLANNED, YearState.FILED)]
    return {
        "child": child,
        "name": child_name(child),
        "paid": sum(payment.amount_rp for payment in payments),
        "rest": sum(rest),
        "last": school_year_words(max(year.school_year for year in own)),
        "end_reason": END_WORDS.get(child.end_reason, child.end_reason),
        "years": [_year_part(year, running) for year in own if year.school_year <= running],
        "later": [_later_row(year) for year in own if year.school_year > running],
        "end_form": EndChildForm(auto_id=f"id_akhir{child.pk}_%s"),
        "stage_form": StageForm(
            auto_id=f"id_kelas{child.pk}_%s", initial={"jenjang": _stage_now(own, running)}
        ),
    }


def _later_row(year: ScholarshipYear) -> dict[str, Any]:
    return {
        "year": school_year_words(year.school_year),
        "stage": class_words(year.stage),
        "planned_rp": year.planned_rp,
        "state": year.state,
    }


def _stage_now(years: Sequence[ScholarshipYear], running: int) -> str:
    return next((year.stage for year in years if year.school_year == running), "")


def _year_part(year: ScholarshipYear, running: int) -> dict[str, Any]:
    return {
        "year": year,
        "label": school_year_words(year.school_year),
        "stage": class_words(year.stage),
        "papers_form": _papers_form(year)
        if year.state == YearState.PLANNED and year.school_year <= running
        else None,
        "message": messages_for.school_year(year)
        if year.state == YearState.PLANNED and year.school_year <= running
        else "",
        "paid_form": _paid_form(year) if year.state == YearState.FILED else None,
        "payment": year.payment if year.state == YearState.PAID else None,
    }


def _papers_form(year: ScholarshipYear, data: QueryDict | None = None) -> YearPapersForm:
    return YearPapersForm(
        data, auto_id=f"id_surat{year.pk}_%s", papers=scholarship.papers_to_come(year)
    )


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
    try:
        said = _ACTS[act](actor, case, number, request)
    except PayungError as refusal:
        return _page(request, get_case(actor, case_id), refusal.sentence)
    messages.success(request, said)
    return redirect("claim_scholarship", case_id)


def _valid(form: PayungForm) -> dict[str, Any]:
    """The values of a form; its first error as a sentence otherwise."""
    if form.is_valid():
        return form.cleaned_data
    raise BadInput(
        Sentence(" ".join(str(error) for errors in form.errors.values() for error in errors))
    )


def _file(actor: Actor, case: Case, number: int, request: HttpRequest) -> str:
    """Notes what the guardian brought; the report goes to BPJS once nothing is missing."""
    year = case.scholarship.filter(pk=number).select_related("case__event").first()
    if year is None:
        raise BadInput(say("Tahun beasiswa ini tidak ada."))
    codes = _valid(_papers_form(year, request.POST))["surat"]
    subject, on = scholarship.subject_of(year), today()
    receive_papers(actor=actor, case_id=case.pk, codes=codes, today=on, subject=subject)
    if sentence := missing_sentence(missing(case, subject)):
        return shown(sentence)
    scholarship.file_year(actor=actor, year_id=number, today=on)
    return _("Laporan tahun ini diajukan.")


def _pay(actor: Actor, case: Case, number: int, request: HttpRequest) -> str:
    data = _valid(PaidForm(request.POST))
    scholarship.pay_year(
        actor=actor,
        year_id=number,
        amount_rp=data["jumlah"],
        paid_on=data["tanggal"],
        reason=data["alasan"],
    )
    return _("Beasiswa dicatat.")


def _end(actor: Actor, case: Case, number: int, request: HttpRequest) -> str:
    data = _valid(EndChildForm(request.POST))
    scholarship.end_child(actor=actor, child_id=number, reason=data["alasan"], on=data["tanggal"])
    return _("Hak beasiswa anak ini berakhir.")


def _stage(actor: Actor, case: Case, number: int, request: HttpRequest) -> str:
    stage = _valid(StageForm(request.POST))["jenjang"]
    scholarship.change_stage(actor=actor, child_id=number, stage=stage, today=today())
    return _("Rencana tahun berikutnya disesuaikan.")


def _choose(actor: Actor, case: Case, number: int, request: HttpRequest) -> str:
    children = scholarship.children(case)
    places = [int(text) for text in request.POST.get("anak", "").split(",") if text.isdigit()]
    numbers = [children[place - 1].number for place in places if 0 < place <= len(children)]
    scholarship.choose_children(actor=actor, case_id=case.pk, numbers=numbers)
    return _("Pilihan ahli waris dicatat.")


_ACTS: dict[str, Callable[[Actor, Case, int, HttpRequest], str]] = {
    "ajukan": _file,
    "bayar": _pay,
    "akhiri": _end,
    "kelas": _stage,
    "pilih": _choose,
}
"""Each does one thing and says what came of it."""
