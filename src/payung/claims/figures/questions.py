"""The law's open questions as this city meets them: in how many cases, what each answer costs.

One letter to BPJS each, with the text as read, both readings, their sums, and room for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.claims.entitlement.words import QUESTION_WORDS, question_words
from payung.claims.ground.pages import crumbs
from payung.claims.ground.selectors import latest_entitlements
from payung.claims.ground.stages import HELPERS
from payung.claims.papers.sheet import Letter
from payung.kernel.rupiah import format_rupiah
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import TWO_DATES
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb
from payung.ui.typesetting import write_pdf

READERS = (*HELPERS, Role.BPJS, Role.AUDITOR, Role.APPROVER)
_ANSWER = "Jawaban BPJS: " + "." * 90


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question, the cases of the city that hang on it, and their sums on either reading.

    Cash, care and scholarship are pairs of least and most, and never added to each other.
    """

    code: str
    basis: str
    cases: int
    cash: tuple[int, int]
    care: tuple[int, int]
    scholarship: tuple[int, int]

    @property
    def gaps(self) -> tuple[int, int, int]:
        """What the answer moves: cash, care and scholarship."""
        (a, b), (c, d), (e, f) = self.cash, self.care, self.scholarship
        return b - a, d - c, f - e


def questions_of(actor: Actor) -> list[OpenQuestion]:
    """Every question that the law leaves open, those that cost most in this city first."""
    bases = _bases()
    counted = {code: [0] * 7 for code in bases}
    rows = latest_entitlements(actor).order_by().values_list(
        "result", "cash_low_rp", "cash_high_rp", "care_low_rp", "care_high_rp",
        "beasiswa_low_rp", "beasiswa_high_rp",
    )  # fmt: skip
    for result, *sums in rows:
        for code in result["reasons"]:
            if code in counted or ":" in code:
                before = counted.setdefault(code, [0] * 7)
                counted[code] = [n + more for n, more in zip(before, (1, *sums), strict=True)]
    questions = [
        OpenQuestion(code, bases.get(code, ""), n[0], (n[1], n[2]), (n[3], n[4]), (n[5], n[6]))
        for code, n in counted.items()
    ]
    return sorted(questions, key=lambda one: ([-gap for gap in one.gaps], -one.cases, one.code))


def _bases() -> dict[str, str]:
    """The codes that ask for a decision, each with the text beside which the question stands."""
    bases = dict.fromkeys([*QUESTION_WORDS, TWO_DATES], "")
    for rule in load().benefits.rules:
        for told in rule.heading.codes.values():
            if told.open:
                bases[told.code] = "; ".join(_cited(rule.heading.basis))
    return bases


def _cited(basis: tuple[str, ...]) -> Iterator[str]:
    register = load().sources
    for text in basis:
        name, _space, article = text.partition(" ")
        yield f"{register[name].number} {article}".strip() if name in register else text


def letter_of(question: OpenQuestion, on: date) -> Letter:
    """The letter of one question; the sums are of all cases, and no family is named."""
    return Letter(
        title="Permintaan penjelasan tertulis",
        subtitle=f"tentang {question.code.replace('_', ' ').lower()}",
        reference=f"Pertanyaan {question.code}",
        free="Jawaban dipakai untuk semua kasus yang serupa di kota ini.",
        opening=(
            "Kepada Yth. Kepala Kantor Cabang BPJS Ketenagakerjaan.",
            "Naskah yang terbaca belum menjawab pertanyaan ini:",
            question_words(question.code),
        ),
        facts=(
            ("Naskah di sampingnya", question.basis or "belum ada naskah yang terbaca"),
            ("Kasus di kota ini yang menunggunya", str(question.cases)),
            ("Uang untuk keluarga", _readings(question.cash)),
            ("Biaya rumah sakit dan pengangkut", _readings(question.care)),
            ("Beasiswa, tahun demi tahun", _readings(question.scholarship)),
        ),
        items_title="Kami mohon",
        items=(
            "bacaan mana yang dipakai, beserta pasal atau surat direksinya;",
            "sejak tanggal berapa bacaan itu berlaku;",
            "jawaban tertulis yang boleh kami catat sebagai dasar.",
        ),
        closing=(_ANSWER, "Nomor dan tanggal jawaban: " + "." * 60, write_date(on)),
        signatures=(("Kepala Dinas", ""), ("Petugas BPJS yang menjawab", "")),
    )


def _readings(sums: tuple[int, int]) -> str:
    low, high = (format_rupiah(one) for one in sums)
    if low == high:
        return f"{high} pada kedua bacaan"
    return f"{low} bila dijawab tidak, paling banyak {high} bila dijawab ya"


@page(*READERS)
def open_questions(request: HttpRequest) -> HttpResponse:
    """All open questions with their weight in this city; each leads to its letter."""
    rows = [
        {
            "href": reverse("claims_question", args=[open_question.code]),
            "question": question_words(open_question.code),
            "cases": open_question.cases,
            **dict(zip(("cash", "care", "scholarship"), open_question.gaps, strict=True)),
        }
        for open_question in questions_of(actor_of_request(request))
    ]
    context = {
        "rows": rows,
        "columns": [
            Column("question", _("Pertanyaan")),
            Column("cases", _("Kasus"), "count"),
            Column("cash", _("Uang keluarga yang menunggu"), "rupiah"),
            Column("care", _("Biaya yang menunggu"), "rupiah"),
            Column("scholarship", _("Beasiswa yang menunggu"), "rupiah"),
        ],
        "crumbs": crumbs(Crumb(_("Pertanyaan untuk BPJS"))),
    }
    return render(request, "claims/questions.html", context)


@page(*READERS)
def question_letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter of one question as PDF."""
    found = {
        open_question.code: open_question
        for open_question in questions_of(actor_of_request(request))
    }
    if code not in found:
        raise Http404
    with translation.override("id"):
        letter = letter_of(found[code], today())
    content = write_pdf("payung.claims", "surat.typ", surat=asdict(letter))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="pertanyaan-{code.lower()}.pdf"'
    return response
