"""Turns an assessment into what a family reads: amounts, arithmetic, open questions, plan.

What is paid now and the scholarship stand apart and are never added up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payung.kernel.errors import BadInput
from payung.law.engine.edition import Result, Step
from payung.law.engine.explain import account
from payung.law.engine.expression import names_in
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import Assessment, assess
from payung.law.jamsostek.case_reader import read_case
from payung.law.jamsostek.children import KEPT_WORK, Child
from payung.law.jamsostek.explanation import is_open, reason_sentence, shown_steps
from payung.law.jamsostek.inputs import UNKNOWN
from payung.law.jamsostek.rules.kepesertaan import TERBUKA
from payung.law.jamsostek.scholarship_plan import ChildPlan, Choice, End, choices, plans_of
from payung.ui.parts import Words
from payung.web.calculator import wording
from payung.web.calculator.forms import CHILDREN, CaseForm
from payung.web.calculator.paperwork import Paperwork, paperwork


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation, and the entry of the register that it leads to."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount: what it is, how it is worked out, and on which text it rests."""

    quantity: str
    label: str
    amount: int
    meaning: Words
    value: str
    worked: str
    reason: str
    basis: tuple[Citation, ...]
    since: date
    verified: bool
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LevelSum:
    """The years of one school level in a child's plan: `6 tahun × Rp1.500.000`."""

    level: str
    years: int
    yearly: int
    total: int


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One payment of the plan, `label` as 2025/2026."""

    label: str
    school: str
    amount: int


@dataclass(frozen=True, slots=True)
class ChildShare:
    """One child's scholarship, by level and year by year."""

    plan: ChildPlan
    levels: tuple[LevelSum, ...]
    years: tuple[SchoolYear, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Scholarship:
    """At most this much, paid year by year; `low` is what is certain."""

    low: int
    high: int
    line: AmountLine
    children: tuple[ChildShare, ...]
    others: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page says for one programme.

    Three figures that are never added up: `cash` to the family, `care` paid to who treated and
    carried, and within that Jasa Raharja's part. `assumed`: the sums hold only if an unverified
    value turns out to be right. `base` is the monthly base, where the answer rests on it.
    """

    program: str
    title: str
    status: str
    cash_low: int
    cash: int
    care_low: int
    care: int
    jasa_raharja: int
    assumed: bool
    base: AmountLine | None
    lines: tuple[AmountLine, ...]
    zeros: tuple[AmountLine, ...]
    conditions: tuple[AmountLine, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...]
    scholarship: Scholarship | None
    paperwork: Paperwork
    law_version: str


def answered(form: CaseForm) -> list[Answer] | None:
    """What a filled form is answered; None where the law can't read it, said on the form."""
    row = form.disability_row
    try:
        return answers_to(form.cleaned_data, row_unverified=bool(row and not row.verified))
    except BadInput as refusal:
        form.add_error(None, refusal)
        return None


def answers_to(data: Mapping[str, Any], *, row_unverified: bool) -> list[Answer]:
    """One answer for each programme that may apply; both where the cause isn't known."""
    programs = [data["sebab"]]
    if data["sebab"] == "belum":
        programs = ["jkm", "jkk"] if data["peristiwa"] == "death" else ["jkk"]
    return [_answer(data, program, row_unverified) for program in programs]


def case_of(data: Mapping[str, Any], program: str) -> dict[str, object]:
    """The form's answers as the columns of `law batch`."""
    paid, membership = data["bulan_iur"], data["bulan_kepesertaan"]
    if membership is None and paid is not None:
        membership = max(paid - 1, 0)  # paid without a gap, the first month being a part of one
    return {
        "program": program,
        "event": data["peristiwa"],
        "event_date": data["tanggal"],
        "segment": data["segmen"],
        "income": data["upah"],
        "paid_months": paid,
        "membership_months": membership,
        "paid_months_total": data["bulan_iur_semua"],
        "unpaid_months": data["menunggak"],
        "payer": data["pembayar"],
        "accident_date": data["tanggal_kecelakaan"],
        "other_membership": int(data["kepesertaan_lain"]),
        "children": list(_children(data)),
        "disability_percent": data["persen"],
        "function_loss_percent": data["kurang_fungsi"],
        "incapacity_months": data["tak_mampu_kerja"],
        "incapacity_days": data["hari_tak_mampu"],
        "traffic": int(data["lalu_lintas"]),
        "medical_cost": data["biaya_obat"],
        "transport_land": data["angkut_darat"],
        "transport_sea": data["angkut_laut"],
        "transport_air": data["angkut_udara"],
    }


def _children(data: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    for number in range(1, CHILDREN + 1):
        stage, state = data[f"anak{number}_jenjang"], data[f"anak{number}_keadaan"]
        if stage:
            working = True if state == "ya" else state if state in KEPT_WORK else ""
            yield {
                "stage": stage,
                "birth_date": data[f"anak{number}_lahir"],
                "married": state == "menikah",
                "working": working,
            }


def _answer(data: Mapping[str, Any], program: str, row_unverified: bool) -> Answer:
    case = case_of(data, program)
    assessment = assess(case)
    steps = {step.rule.quantity: step for step in shown_steps(assessment)}
    order = {rule.quantity: place for place, rule in enumerate(load().benefits.rules)}
    named = [step for step in steps.values() if step.rule.heading.meaning[0]]
    paid = [line_of(step) for step in sorted(named, key=lambda s: order[s.rule.quantity])]
    conditions = [_condition(step) for step in steps.values() if step.rule.heading.unit == ""]
    doubtful = row_unverified and assessment.components["cacat"] > 0
    status = "needs_decision" if doubtful else assessment.status
    return Answer(
        program=program,
        title=_title(program),
        status=status,
        cash_low=assessment.cash_low,
        cash=assessment.cash,
        care_low=assessment.care_low,
        care=assessment.care,
        jasa_raharja=assessment.jasa_raharja,
        assumed=doubtful or any(code.startswith(wording.UNVERIFIED) for code in assessment.reasons),
        base=line_of(steps["dasar"]) if assessment.result["perlu_upah"] else None,
        lines=tuple(line for line in paid if line.amount),
        zeros=tuple(line for line in (*paid, *_lost_scholarship(steps)) if not line.amount),
        conditions=tuple(conditions),
        questions=tuple(_questions(assessment, doubtful)),
        notes=tuple(
            reason_sentence(code, wording.language(), assessment)
            for code in assessment.reasons
            if not is_open(code, assessment)
        ),
        scholarship=_scholarship(case, assessment, steps),
        paperwork=paperwork(data, program, assessment),
        law_version=assessment.law_version,
    )


def _title(program: str) -> str:
    if program == "jkm":
        return _("Jaminan Kematian (JKM)")
    return _("Jaminan Kecelakaan Kerja (JKK)")


def line_of(step: Step) -> AmountLine:
    """A step of the law in the reader's language."""
    told = account(step, wording.language())
    names = [name for name in step.parameters if name in names_in(step.path[1])]
    labels = load().parameters
    english = wording.language() == "en"
    return AmountLine(
        quantity=step.rule.quantity,
        label=told.label,
        amount=step.value,
        meaning=step.rule.heading.meaning[english],
        value=wording.figures(told.value),
        worked=wording.figures(told.worked),
        reason=wording.figures(told.reason),
        basis=tuple(Citation(wording.citation(text), text.split()[0]) for text in told.basis),
        since=told.since,
        verified=told.verified,
        values=tuple((n, labels[n].label_en if english else labels[n].label) for n in names),
    )


def _lost_scholarship(steps: Mapping[str, Step]) -> list[AmountLine]:
    return [line_of(steps["beasiswa"])] if "beasiswa" in steps else []


def _condition(step: Step) -> AmountLine:
    """At an open edge the question says more than the comparison that led there."""
    line = line_of(step)
    open_edge = step.rule.quantity == "masa_tunggu" and step.value == TERBUKA
    return line if _unknown_months(step.result) or not open_edge else replace(line, reason="")


def _questions(assessment: Assessment, doubtful: bool) -> Iterator[str]:
    """Each open question once, the unverified values of the law by their labels."""
    for code in assessment.reasons:
        if code in ("MASA_TUNGGU", "MASA_IUR_BEASISWA") and _unknown_months(assessment.result):
            yield _("Bulan iuran belum diisi. Isi bulan iuran agar hasilnya lebih pasti.")
        elif is_open(code, assessment):
            yield reason_sentence(code, wording.language(), assessment)
    if doubtful:
        yield _("Persen pada baris tabel cacat ini belum dicocokkan dengan lampiran resmi.")


def _unknown_months(result: Result) -> bool:
    return UNKNOWN in (result["paid_months"], result["membership_months"])


def _scholarship(
    case: Mapping[str, object], assessment: Assessment, steps: Mapping[str, Step]
) -> Scholarship | None:
    high = assessment.components["beasiswa"]
    if not high:
        return None
    read = read_case(case)
    chosen = [child.number for child in assessment.family.chosen]
    options = choices(read.children, read.day)
    return Scholarship(
        low=high - assessment.result["beasiswa_terbuka"],
        high=high,
        line=line_of(steps["beasiswa"]),
        children=tuple(_shares(read.children, read.day, options, chosen)),
        others=tuple(options[1:]),
    )


def _shares(
    children: Sequence[Child], day: date, options: Sequence[Choice], chosen: Sequence[int]
) -> Iterator[ChildShare]:
    """The children of the best choice, oldest first in the order given."""
    named = options[0].numbers if options else tuple(chosen)
    for plan in plans_of(children, day):
        if plan.number in named:
            years = tuple(
                SchoolYear(year.label, wording.stage_words(year.stage), year.amount_rp)
                for year in plan.years
            )
            yield ChildShare(plan, tuple(_levels(plan)), years, _end_words(plan.end))


def _levels(plan: ChildPlan) -> Iterator[LevelSum]:
    def level(stage: str) -> str:
        return stage.rstrip("0123456789")

    for name, years in itertools.groupby(plan.years, key=lambda year: level(year.stage)):
        amounts = [year.amount_rp for year in years]
        words = _("Kuliah") if name == "PT" else name
        yield LevelSum(words, len(amounts), amounts[0], sum(amounts))


def _end_words(end: End) -> str:
    return {
        End.GRADUATED: _("Berakhir setelah tahun kelima kuliah."),
        End.AGE: _("Berakhir menjelang usia 23 tahun."),
        End.NO_RIGHT: _("Tidak berhak."),
        End.PAID_ONCE: _("Dibayar satu kali."),
    }[end]
