"""Turns an assessment or a contribution into JSON, plain sentences and an HTML fragment."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from payung.kernel.rupiah import format_rupiah
from payung.law.engine.edition import Step
from payung.law.engine.explain import Language, as_html, as_json, sentence
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import TWO_DATES, Assessment
from payung.law.jamsostek.inputs import STAGE_NAMES
from payung.law.jamsostek.iuran import Contribution

FORMAT = 1
"""The version of the JSON document; it moves when a name in it changes or goes."""

_UNVERIFIED = (
    "Nilai {} belum dipastikan pada naskah resmi.",
    "The value {} has not been checked against the official text.",
)
_TWO_DATES = (
    "Peraturan berubah antara kecelakaan dan peristiwa ini. Belum ada naskah yang terbaca tentang "
    "peraturan mana yang dipakai. Minta keputusan tertulis dari BPJS.",
    "The regulation changed between the accident and this event. No text was found that says "
    "which one counts. Ask BPJS for a written decision.",
)


def reason_sentence(
    code: str, language: Language = "id", result: Assessment | Contribution | None = None
) -> str:
    """What a reason code means; `found` tells apart a code that means two things by its date."""
    head, _, name = code.partition(":")
    if name:
        return _UNVERIFIED[language == "en"].format(_label(name, language))
    if head == TWO_DATES:
        return _TWO_DATES[language == "en"]
    if result is not None:
        for rule in result.result.edition.rules:
            for value, told in rule.heading.codes.items():
                if told.code == head and result.result[rule.quantity] == value:
                    return told.words[language == "en"]
    every = (rule for law in (load().benefits, load().contributions) for rule in law.rules)
    codes = (told for rule in every for told in rule.heading.codes.values())
    return next((told.words[language == "en"] for told in codes if told.code == head), code)


def is_open(code: str, result: Assessment | Contribution) -> bool:
    """Whether a code asks for a decision, rather than telling something that is settled."""
    if code == TWO_DATES or ":" in code:
        return True
    return any(
        told.open
        for rule in result.result.edition.rules
        for value, told in rule.heading.codes.items()
        if told.code == code and result.result[rule.quantity] == value
    )


def _label(parameter: str, language: Language) -> str:
    found = load().parameters.get(parameter)
    if found is None:
        return parameter
    label = found.label if language == "id" else found.label_en
    return f"“{label}”"


def shown_steps(result: Assessment | Contribution) -> list[Step]:
    """The steps that people ask about, what is paid before what is zero.

    The zeros of the other programme, and of cover that the member doesn't have, are left out;
    JSON keeps every step.
    """
    other = "ditanggung_jkk" if isinstance(result, Assessment) else ""
    if isinstance(result, Assessment) and result.result["ditanggung_jkk"]:
        other = "jkm_penuh"
    steps = [
        step
        for step in result.steps
        if step.rule.heading.cited
        and step.rule.quantity != "ditanggung_jkk"
        and (step.value or not _beside(step, other, isinstance(result, Assessment)))
    ]
    return sorted(steps, key=lambda step: step.value == 0)


def _beside(step: Step, other: str, benefit: bool) -> bool:
    """A zero that nobody asked about."""
    if not benefit:
        return step.rule.quantity != "keringanan"
    edition = step.result.edition
    return other in edition.rests_on[step.rule.quantity] or step.rule.heading.unit == ""


def benefit_json(assessment: Assessment) -> dict[str, Any]:
    """The columns of `law batch` with the steps, the chosen children and the reasons in words.

    `format`, `law_version` and `facts_hash` let an auditor reckon the very same case again.
    """
    return {
        "format": FORMAT,
        "facts_hash": facts_hash(assessment),
        **assessment.components,
        "cash": assessment.cash,
        "care": assessment.care,
        "jasa_raharja": assessment.jasa_raharja,
        "total_now": assessment.total_now,
        "total": assessment.total,
        "status": assessment.status,
        "reasons": assessment.reasons,
        "basis": assessment.basis,
        "total_low": assessment.total_low,
        "total_high": assessment.total_high,
        "law_version": assessment.law_version,
        "questions": [reason_sentence(code, "id", assessment) for code in assessment.reasons],
        "children": [
            {
                "number": child.number,
                "stage": STAGE_NAMES[child.stage],
                "years": child.years,
                "amount": child.amount_rp,
            }
            for child in assessment.family.chosen
        ],
        "steps": [as_json(step) for step in assessment.steps],
    }


def facts_hash(result: Assessment | Contribution) -> str:
    """SHA-256 of the facts that the rules were given, with their reference date."""
    facts = {"law_of": result.result.edition.since.isoformat(), **result.result.facts}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def contribution_json(contribution: Contribution) -> dict[str, Any]:
    """What `law iuran --json` prints."""
    return {
        "format": FORMAT,
        "facts_hash": facts_hash(contribution),
        "jkk": contribution.jkk,
        "jkm": contribution.jkm,
        "jht": contribution.jht,
        "total": contribution.total,
        "status": contribution.status,
        "total_low": contribution.total_low,
        "total_high": contribution.total_high,
        "reasons": contribution.reasons,
        "basis": contribution.basis,
        "steps": [as_json(step) for step in contribution.steps],
        "law_version": contribution.law_version,
    }


def sentences(result: Assessment | Contribution, language: Language = "id") -> list[str]:
    """The sums first, then each step in one sentence, then what is open."""
    lines = _sums(result, language)
    lines += [sentence(step, language) for step in shown_steps(result)]
    return lines + [reason_sentence(code, language, result) for code in result.reasons]


def html(result: Assessment | Contribution, language: Language = "id") -> str:
    """The steps as a list for a page; the page itself shows sums and questions."""
    return as_html(shown_steps(result), language)


def span(low: int, high: int | None, language: Language = "id") -> str:
    """`Rp10.000.000 sampai Rp42.000.000`; one figure where both are the same."""
    if high is None:
        return ("at least " if language == "en" else "paling sedikit ") + format_rupiah(low)
    if low == high:
        return format_rupiah(low)
    return f"{format_rupiah(low)} {'to' if language == 'en' else 'sampai'} {format_rupiah(high)}"


_SUMS = {
    "id": {
        "cash": "Uang untuk keluarga", "care": "Biaya yang dibayar ke rumah sakit dan pengangkut",
        "jasa_raharja": "Dari biaya itu, Jasa Raharja lebih dulu",
        "yearly": "Beasiswa paling banyak", "by year": "dibayar per tahun",
        "decide": "Perlu keputusan", "covered": "Tidak ditanggung", "month": "Iuran sebulan",
    },
    "en": {
        "cash": "Cash to the family", "care": "Cost paid to who treated and carried",
        "jasa_raharja": "Of that cost, Jasa Raharja first",
        "yearly": "Scholarship of at most", "by year": "paid year by year",
        "decide": "Needs a decision", "covered": "Not covered",
        "month": "Contribution of the month",
    },
}  # fmt: skip


def _sums(result: Assessment | Contribution, language: Language) -> list[str]:
    """The figures that are never added up, a line each."""
    say = _SUMS[language]
    head = [f"{say['decide']}."] if result.status == "needs_decision" else []
    if isinstance(result, Contribution):
        return [*head, f"{say['month']}: {span(result.total_low, result.total_high, language)}."]
    if result.status == "not_covered":
        return [f"{say['covered']}."]
    lines = [*head, f"{say['cash']}: {span(result.cash_low, result.cash, language)}."]
    if result.care:
        lines.append(f"{say['care']}: {span(result.care_low, result.care, language)}.")
    if result.jasa_raharja:
        lines.append(f"{say['jasa_raharja']}: {format_rupiah(result.jasa_raharja)}.")
    if scholarship := result.components["beasiswa"]:
        lines.append(f"{say['yearly']}: {format_rupiah(scholarship)}, {say['by year']}.")
    return lines
