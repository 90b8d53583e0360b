"""The scholarship of one case: which children, which years, filed and paid year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, acts_view, offer
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.ground.harm import free_of_charge
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
from payung.kernel.digits import whole_number
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import school_year_of
from payung.ui.forms import PayungForm, RupiahField, TanggalField
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown


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


class ChoiceForm(PayungForm):
    """Which children: their places, joined by commas."""

    anak = forms.CharField(widget=forms.HiddenInput)


@page(*HELPERS)
def scholarships(request: HttpRequest) -> HttpResponse:
    """All school years that wait for a report or for money; children by number, without names."""
    actor, running = actor_of_request(request), school_year_of(today())
    years = paged(request, years_due(actor, running))
    context = {
        "page": years,
        "rows": [_due_row(year) for year in years],
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


@page(*HELPERS)
def claim_scholarship(request: HttpRequest, case_id: int) -> HttpResponse:
    """Each child with its years; the running year is filed and paid from here."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="beasiswa")
    running = school_year_of(today())
    years = list(case.scholarship.select_related("child", "case__event", "payment"))
    named = _named(case, years)
    choose = offer(request, ScholarshipPart(case, 0), CHOOSE, case_id=case_id, number=0)
    context = {
        "case": case,
        "free": free_of_charge(case),
        "children": [_child_part(request, child, years, running) for child in named],
        "later_columns": year_columns()[1:],
        "choose": choose,
        "pairs": _pairs(case) if case.state in BEFORE_DECISION else [],
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case.pk])), Crumb(_("Beasiswa"))
        ),
    }
    return render(request, "claims/scholarship.html", context)


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


def _child_part(
    request: HttpRequest, child: FamilyMember, years: list[ScholarshipYear], running: int
) -> dict[str, Any]:
    own = [year for year in years if year.child_id == child.pk]
    payments = [year.payment for year in own if year.state == YearState.PAID]
    rest = [y.planned_rp for y in own if y.state in (YearState.PLANNED, YearState.FILED)]
    part = ScholarshipPart(child.case, child.pk)
    where = {"case_id": child.case_id, "number": child.pk}
    return {
        "child": child,
        "name": child_name(child),
        "paid": sum(payment.amount_rp for payment in payments),
        "rest": sum(rest),
        "last": school_year_words(max(year.school_year for year in own)),
        "end_reason": END_WORDS.get(child.end_reason, child.end_reason),
        "years": [_year_part(request, year) for year in own if year.school_year <= running],
        "later": [_later_row(year) for year in own if year.school_year > running],
        "end": offer(request, part, END, **where),
        "stage": offer(request, part, STAGE, **where),
    }


def _later_row(year: ScholarshipYear) -> dict[str, Any]:
    return {
        "year": school_year_words(year.school_year),
        "stage": class_words(year.stage),
        "planned_rp": year.planned_rp,
        "state": year.state,
    }


def _year_part(request: HttpRequest, year: ScholarshipYear) -> dict[str, Any]:
    planned, part = year.state == YearState.PLANNED, ScholarshipPart(year.case, year.pk)
    where = {"case_id": year.case_id, "number": year.pk}
    return {
        "year": year,
        "label": school_year_words(year.school_year),
        "stage": class_words(year.stage),
        "file": offer(request, part, FILE, **where) if planned else None,
        "message": messages_for.school_year(year) if planned else "",
        "pay": offer(request, part, PAY, **where) if year.state == YearState.FILED else None,
        "payment": year.payment if year.state == YearState.PAID else None,
    }


@dataclass(frozen=True, slots=True)
class ScholarshipPart:
    """A child or a school year of a case, by its number."""

    case: Case
    number: int

    @property
    def year(self) -> ScholarshipYear:
        """The school year of this number; `BadInput` if the case has none."""
        years = self.case.scholarship.select_related("case__event")
        year = years.filter(pk=self.number).first()
        if year is None:
            raise BadInput(say("Tahun beasiswa ini tidak ada."))
        return year


def _part(actor: Actor, case_id: int, number: int) -> ScholarshipPart:
    return ScholarshipPart(get_case(actor, case_id), number)


def _stage_now(actor: Actor, part: ScholarshipPart) -> dict[str, Any]:
    running = part.case.scholarship.filter(
        child_id=part.number, school_year=school_year_of(today())
    ).first()
    return {"initial": {"jenjang": running.stage if running else ""}}


@open_to(*HELPERS)
def _file(*, actor: Actor, year: ScholarshipYear, codes: list[str]) -> str:
    """Notes what the guardian brought; the report goes to BPJS once nothing is missing."""
    subject, on = scholarship.subject_of(year), today()
    receive_papers(actor=actor, case_id=year.case_id, codes=codes, today=on, subject=subject)
    if sentence := missing_sentence(missing(year.case, subject)):
        return shown(sentence)
    scholarship.file_year(actor=actor, year_id=year.pk, today=on)
    return _("Laporan tahun ini diajukan.")


def _chosen(asked: Asked[ScholarshipPart]) -> dict[str, Any]:
    children = scholarship.children(asked.thing.case)
    told = [whole_number(text) for text in asked.data["anak"].split(",")]
    numbers = [children[n - 1].number for n in told if n is not None and 0 < n <= len(children)]
    return {"case_id": asked.thing.case.pk, "numbers": numbers}


_act = partial(Act[ScholarshipPart], address="scholarship_act")
FILE = _act(
    "ajukan",
    gettext_lazy("Catat surat, ajukan bila lengkap"),
    _file,
    lambda asked: {"year": asked.thing.year, "codes": asked.data["surat"]},
    lambda told: told,
    form=YearPapersForm,
    facts=lambda actor, part: {"papers": scholarship.papers_to_come(part.year)},
)
PAY = _act(
    "bayar",
    gettext_lazy("Catat sudah dibayar"),
    scholarship.pay_year,
    lambda asked: {
        "year_id": asked.thing.number,
        "amount_rp": asked.data["jumlah"],
        "paid_on": asked.data["tanggal"],
        "reason": asked.data["alasan"],
    },
    gettext_lazy("Beasiswa dicatat."),
    form=PaidForm,
    facts=lambda actor, part: {"initial": {"jumlah": part.year.planned_rp}},
)
END = _act(
    "akhiri",
    gettext_lazy("Akhiri hak"),
    scholarship.end_child,
    lambda asked: {
        "child_id": asked.thing.number,
        "reason": asked.data["alasan"],
        "on": asked.data["tanggal"],
    },
    gettext_lazy("Hak beasiswa anak ini berakhir."),
    form=EndChildForm,
)
STAGE = _act(
    "kelas",
    gettext_lazy("Sesuaikan rencana"),
    scholarship.change_stage,
    lambda asked: {
        "child_id": asked.thing.number,
        "stage": asked.data["jenjang"],
        "today": today(),
    },
    gettext_lazy("Rencana tahun berikutnya disesuaikan."),
    form=StageForm,
    facts=_stage_now,
)
CHOOSE = _act(
    "pilih",
    gettext_lazy("Pilih"),
    scholarship.choose_children,
    _chosen,
    gettext_lazy("Pilihan anak dicatat."),
    form=ChoiceForm,
)
scholarship_act = acts_view((FILE, PAY, END, STAGE, CHOOSE), claim_scholarship, _part)
