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
    "Nilai {} belum diverifikasi pada naskah resmi.",
    "The value {} has not been checked against the official text.",
)
_TWO_DATES = (
    "Peraturan berubah antara kecelakaan dan peristiwa ini. Belum ada naskah yang terbaca tentang "
    "peraturan mana yang dipakai. Minta keputusan tertulis dari BPJS.",
    "The regulation changed between the accident and this event. No text was found that says "
    "which one counts. Ask BPJS for a written decision.",
)


def reason_sentence(
    code: str, language: Language = "id", found: Assessment | Contribution | None = None
) -> str:
    """What a reason code means; `found` tells apart a code that means two things by its date."""
    head, _, name = code.partition(":")
    if name:
        return _UNVERIFIED[language == "en"].format(_label(name, language))
    if head == TWO_DATES:
        return _TWO_DATES[language == "en"]
    if found is not None:
        for rule in found.result.edition.rules:
            for value, told in rule.heading.codes.items():
                if told.code == head and found.result[rule.quantity] == value:
                    return told.words[language == "en"]
    every = (rule for law in (load().benefits, load().contributions) for rule in law.rules)
    codes = (told for rule in every for told in rule.heading.codes.values())
    return next((told.words[language == "en"] for told in codes if told.code == head), code)


def is_open(code: str, found: Assessment | Contribution) -> bool:
    """Whether a code asks for a decision, rather than telling something that is settled."""
    if code == TWO_DATES or ":" in code:
        return True
    return any(
        told.open
        for rule in found.result.edition.rules
        for value, told in rule.heading.codes.items()
        if told.code == code and found.result[rule.quantity] == value
    )


def _label(parameter: str, language: Language) -> str:
    found = load().parameters.get(parameter)
    if found is None:
        return parameter
    label = found.label if language == "id" else found.label_en
    return f"“{label}”"


def shown_steps(found: Assessment | Contribution) -> list[Step]:
    """The steps that people ask about, what is paid before what is zero.

    The zeros of the other programme, and of cover that the member doesn't have, are left out;
    JSON keeps every step.
    """
    other = "ditanggung_jkk" if isinstance(found, Assessment) else ""
    if isinstance(found, Assessment) and found.result["ditanggung_jkk"]:
        other = "jkm_penuh"
    steps = [
        step
        for step in found.steps
        if step.rule.heading.cited
        and step.rule.quantity != "ditanggung_jkk"
        and (step.value or not _beside(step, other, isinstance(found, Assessment)))
    ]
    return sorted(steps, key=lambda step: step.value == 0)


def _beside(step: Step, other: str, benefit: bool) -> bool:
    """A zero that nobody asked about."""
    if not benefit:
        return step.rule.quantity != "keringanan"
    edition = step.result.edition
    return other in edition.rests_on[step.rule.quantity] or step.rule.heading.unit == ""


def benefit_json(found: Assessment) -> dict[str, Any]:
    """The columns of `law batch` with the steps, the chosen children and the reasons in words.

    `format`, `law_version` and `facts_hash` let an auditor reckon the very same case again.
    """
    return {
        "format": FORMAT,
        "facts_hash": facts_hash(found),
        **found.components,
        "cash": found.cash,
        "care": found.care,
        "jasa_raharja": found.jasa_raharja,
        "total_now": found.total_now,
        "total": found.total,
        "status": found.status,
        "reasons": found.reasons,
        "basis": found.basis,
        "total_low": found.total_low,
        "total_high": found.total_high,
        "law_version": found.law_version,
        "questions": [reason_sentence(code, "id", found) for code in found.reasons],
        "children": [
            {
                "number": child.number,
                "stage": STAGE_NAMES[child.stage],
                "years": child.years,
                "amount": child.amount_rp,
            }
            for child in found.family.chosen
        ],
        "steps": [as_json(step) for step in found.steps],
    }


def facts_hash(found: Assessment | Contribution) -> str:
    """SHA-256 of the facts that the rules were given, with their reference date."""
    facts = {"law_of": found.result.edition.since.isoformat(), **found.result.facts}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def contribution_json(found: Contribution) -> dict[str, Any]:
    """What `law iuran --json` prints."""
    return {
        "format": FORMAT,
        "facts_hash": facts_hash(found),
        "jkk": found.jkk,
        "jkm": found.jkm,
        "jht": found.jht,
        "total": found.total,
        "status": found.status,
        "total_low": found.total_low,
        "total_high": found.total_high,
        "reasons": found.reasons,
        "basis": found.basis,
        "steps": [as_json(step) for step in found.steps],
        "law_version": found.law_version,
    }


def sentences(found: Assessment | Contribution, language: Language = "id") -> list[str]:
    """The sums first, then each step in one sentence, then what is open."""
    lines = _sums(found, language)
    lines += [sentence(step, language) for step in shown_steps(found)]
    return lines + [reason_sentence(code, language, found) for code in found.reasons]


def html(found: Assessment | Contribution, language: Language = "id") -> str:
    """The steps as a list for a page; the page itself shows sums and questions."""
    return as_html(shown_steps(found), language)


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


def _sums(found: Assessment | Contribution, language: Language) -> list[str]:
    """The figures that are never added up, a line each."""
    say = _SUMS[language]
    head = [f"{say['decide']}."] if found.status == "needs_decision" else []
    if isinstance(found, Contribution):
        return [*head, f"{say['month']}: {span(found.total_low, found.total_high, language)}."]
    if found.status == "not_covered":
        return [f"{say['covered']}."]
    lines = [*head, f"{say['cash']}: {span(found.cash_low, found.cash, language)}."]
    if found.care:
        lines.append(f"{say['care']}: {span(found.care_low, found.care, language)}.")
    if found.jasa_raharja:
        lines.append(f"{say['jasa_raharja']}: {format_rupiah(found.jasa_raharja)}.")
    if scholarship := found.components["beasiswa"]:
        lines.append(f"{say['yearly']}: {format_rupiah(scholarship)}, {say['by year']}.")
    return lines
