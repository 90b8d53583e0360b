"""The papers, deadlines and heirs of a case, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.law.jamsostek.advice import Advice, notes
from payung.law.jamsostek.benefits import Assessment
from payung.law.jamsostek.deadlines import (
    WIB,
    Term,
    deadline,
    payment_term,
    school_year_of,
    school_year_start,
)
from payung.law.jamsostek.heirs import Heirs, Relation, Relative, heir_order, heirs_of
from payung.law.jamsostek.papers import AskedBy, CaseType, ChecklistPaper, PaperFact, checklist
from payung.ui.cited import cited
from payung.ui.parts import Words
from payung.web.calculator import wording

SCHOLARSHIP_REPORTS_FROM = date(2019, 12, 2)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: whose turn it is, and the text that asks for it, empty for a branch's custom."""

    label: str
    owner: Words
    city_holds: bool
    basis: str


@dataclass(frozen=True, slots=True)
class PaperList:
    """A checklist with its two halves."""

    title: str
    by_regulation: tuple[PaperLine, ...]
    by_branch: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A deadline in words, with the day where the case itself fixes it."""

    label: str
    counts_from: str
    allowed: str
    due: date | None
    note: str
    basis: str


@dataclass(frozen=True, slots=True)
class HeirLine:
    """One class of heirs; `chosen` is the class that the visitor named."""

    label: str
    basis: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A sentence to know beside the sums, and what it rests on."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Paperwork:
    lists: tuple[PaperList, ...]
    terms: tuple[TermLine, ...]
    heirs: tuple[HeirLine, ...]
    flags: tuple[str, ...]
    advice: tuple[AdviceLine, ...]


def paperwork(data: Mapping[str, Any], program: str, assessment: Assessment) -> Paperwork:
    """What the family must bring and by when; nothing where nothing is covered."""
    if assessment.status == "not_covered":
        return Paperwork((), (), (), (), ())
    death, scholarship = data["peristiwa"] == "death", assessment.components["beasiswa"] > 0
    heirs = heirs_of(_relatives(data)) if death and data["ahli_waris"] != "belum" else None
    papers = heirs.papers if heirs else ()
    facts = _facts(data, assessment)
    lists = [
        _list(title, checklist(kind, facts, papers if kind in _FOR_HEIRS else ()))
        for kind, title in _kinds(program, death, scholarship)
    ]
    return Paperwork(
        lists=tuple(lists),
        terms=tuple(_terms(data["tanggal"], program, scholarship)),
        heirs=tuple(_order(heirs.class_id if heirs else "")) if death else (),
        flags=tuple(_flags(heirs)) if heirs else (),
        advice=tuple(advice_lines(notes(program, data["peristiwa"]))),
    )


def advice_lines(advice: Iterable[Advice]) -> Iterator[AdviceLine]:
    """Advice of the law in the reader's language."""
    for one in advice:
        text = one.text if wording.language() == "id" else one.text_en
        yield AdviceLine(text, cited(one.basis, sure=one.verified))


_FOR_HEIRS = (CaseType.JKM_DEATH, CaseType.JKK_DEATH)


def _kinds(program: str, death: bool, scholarship: bool) -> Iterator[tuple[CaseType, str]]:
    if program == "jkm":
        yield CaseType.JKM_DEATH, _("Surat untuk klaim JKM")
    else:
        yield CaseType.JKK_REPORT, _("Surat untuk laporan pertama (tahap I)")
        last = CaseType.JKK_DEATH if death else CaseType.JKK_CLAIM
        yield last, _("Surat untuk klaim JKK (tahap II)")
    if scholarship:
        yield CaseType.SCHOLARSHIP, _("Surat untuk beasiswa, setiap tahun")


def _facts(data: Mapping[str, Any], assessment: Assessment) -> set[PaperFact]:
    transport = any(data[f"angkut_{way}"] for way in ("darat", "laut", "udara"))
    true = {
        PaperFact.SPOUSE: data["ahli_waris"] in ("belum", "spouse"),
        PaperFact.CHILDREN: any(data[name] for name in data if name.endswith("_jenjang")),
        PaperFact.TRAFFIC: data["lalu_lintas"],
        PaperFact.TRANSPORT: transport,
        PaperFact.OWN_PAYMENT: bool(data["biaya_obat"]),
        PaperFact.INCAPACITY: bool(data["tak_mampu_kerja"]),
        PaperFact.ABOVE_50M: assessment.cash > 50_000_000,
    }
    return {fact for fact, holds in true.items() if holds}


def _list(title: str, papers: tuple[ChecklistPaper, ...]) -> PaperList:
    asked = {
        by: tuple(_paper_line(paper) for paper in papers if paper.asked_by == by) for by in AskedBy
    }
    return PaperList(title, asked[AskedBy.REGULATION], asked[AskedBy.BRANCH])


def _paper_line(paper: ChecklistPaper) -> PaperLine:
    label = paper.label if wording.language() == "id" else paper.label_en
    basis = cited(paper.basis) if paper.asked_by == AskedBy.REGULATION else ""
    return PaperLine(label, wording.OWNERS[paper.owner], paper.city_holds, basis)


def _terms(day: date, program: str, scholarship: bool) -> Iterator[TermLine]:
    if program == "jkk":
        yield _term(Term.FIRST_REPORT, day)
        yield _term(Term.SECOND_REPORT, day)
    yield _term(payment_term(program), day)
    yield _term(Term.JKM_CLAIM if program == "jkm" else Term.JKK_CLAIM, day, fixed=True)
    if scholarship and day >= SCHOLARSHIP_REPORTS_FROM:
        first = school_year_start(school_year_of(day) + 1).date()
        yield _term(Term.SCHOLARSHIP_FILING, first, fixed=True)


def _term(term: Term, start: date, *, fixed: bool = False) -> TermLine:
    """`fixed` where the case itself says on which day the term began."""
    found = deadline(term, datetime.combine(start, time(), WIB))
    english = wording.language() == "en"
    return TermLine(
        label=found.label_en if english else found.label,
        counts_from=found.counts_from_en if english else found.counts_from,
        allowed=_allowed(found.amount, found.unit),
        due=found.due.date() if fixed and found.due else None,
        note=found.note_en if english else found.note,
        basis=cited(found.basis, sure=found.confidence != "unverified"),
    )


def _allowed(amount: int | None, unit: str) -> str:
    if amount is None:
        return _("tidak ada batas yang ditemukan")
    if unit == "hours":
        return _("paling lambat %(days)d × 24 jam") % {"days": amount // 24}
    if unit == "working_days":
        return _("paling lambat %(days)d hari kerja") % {"days": amount}
    return ngettext("%(years)d tahun", "%(years)d tahun", amount) % {"years": amount}


def _order(chosen: str) -> Iterator[HeirLine]:
    for entry in heir_order():
        label = entry.label if wording.language() == "id" else entry.label_en
        yield HeirLine(label, entry.basis, entry.id == chosen)


def _relatives(data: Mapping[str, Any]) -> list[Relative]:
    """The visitor names a kind of relative, never a person."""
    if data["ahli_waris"] == "none":
        return []
    relation = Relation(data["ahli_waris"])
    return [Relative(name=str(dict(wording.HEIRS)[relation]), relation=relation)]


def _flags(heirs: Heirs) -> Iterator[str]:
    for flag in heirs.flags:
        yield flag.text if wording.language() == "id" else flag.text_en
