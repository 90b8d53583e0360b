"""The sourced cases: tests/law/cases/*.yaml and the worked examples of docs/law/*.md.

A file names its `subject`, one of the functions here that ask the law; each case gives its
`source`, what goes `in`, and what must come `out` (the names that it lists).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.law.jamsostek import heirs, load, papers
from payung.law.jamsostek.benefits import assess, assess_columns, difference
from payung.law.jamsostek.case_reader import InvalidCase, read_children
from payung.law.jamsostek.deadlines import (
    WIB,
    Term,
    deadline,
    holidays_of,
    late_payment,
    payment_term,
    school_year_of,
    school_year_start,
)
from payung.law.jamsostek.disability_schedule import percent_of, schedule
from payung.law.jamsostek.inputs import PAYERS, SECTORS, SEGMENTS
from payung.law.jamsostek.iuran import (
    Prepayment,
    contribution,
    contribution_columns,
    jakon_contribution,
    lowest_base,
    prepayment,
)
from payung.law.jamsostek.law import Law
from payung.law.jamsostek.membership import (
    amount_at_risk,
    gap_cost,
    membership_at,
    membership_columns,
    whole_months,
    with_arrears,
)
from payung.law.jamsostek.scholarship_plan import choices, plans_of, spare_years

ROOT = Path(__file__).parents[2]
Outcome = dict[str, Any]


def manfaat(facts: Any, law: Law | None = None) -> Outcome:
    try:
        found = assess(facts, law)
    except InvalidCase as refusal:
        return {"status": "invalid", "reasons": [refusal.code]}
    row = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return row | found.components | {"chosen": [child.number for child in found.family.chosen]}


def iuran(facts: Any, law: Law | None = None) -> Outcome:
    given = dict(facts)
    month = Month.parse(given.pop("month"))
    try:
        if "works_value" in given:
            found = jakon_contribution(month, given["works_value"], law)
        elif "last" in given:
            return _sums(prepayment(month, Month.parse(given.pop("last")), **given))
        else:
            found = contribution(month, **given, law=law)
    except BadInput:
        return {"status": "invalid"}
    row = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return row | {"known_high": found.known_high, "lowest_base": lowest_base(law)}


def _sums(paid: Prepayment) -> Outcome:
    names = ("total", "total_low", "total_high", "known_high")
    return {name: getattr(paid, name) for name in names}


def kolom(facts: Any, law: Law | None = None) -> Outcome:
    """One case or one contribution asked as columns, and on the day that the asker names."""
    if "month" in facts:
        codes = {"segment": SEGMENTS, "sector": SECTORS, "payer": PAYERS}
        given = {name: codes[name][facts[name]] if name in codes else facts[name] for name in facts}
        month = np.array([given.pop("month")], dtype="datetime64[M]")
        row = {name: np.array([value]) for name, value in given.items()}
        return {name: column[0] for name, column in contribution_columns(month, row, law).items()}
    given = dict(facts)
    today = given.pop("today", None)
    columns = {name: np.array([str(value)]) for name, value in given.items()}
    found = assess_columns(columns, law, today)
    try:
        alone = assess(given, law, today).total_high
    except InvalidCase as refusal:
        return {"status": str(found["status"][0]), "alone": refusal.code}
    nothing = difference(columns, law or load(), law or load())
    return {
        "total_high": int(found["total_high"][0]),
        "alone": alone,
        "between": int(nothing["total_high"][0]),
    }


def rencana_beasiswa(facts: Any, law: Law | None = None) -> Outcome:
    children = read_children(facts["children"], facts.get("children_birth"), facts["event_date"])
    plans = plans_of(children, facts["event_date"], law)
    found = choices(children, facts["event_date"], law)
    return {
        "years": [[f"{y.label} {y.stage} {y.amount_rp}" for y in plan.years] for plan in plans],
        "totals": [plan.total_rp for plan in plans],
        "ends": [plan.end.value for plan in plans],
        "estimated": [plan.estimated for plan in plans],
        "doubtful": [plan.doubtful for plan in plans],
        "choices": [[list(choice.numbers), choice.total_rp] for choice in found],
        "spare": [
            spare_years(child.stage, facts.get("tk_years", 2), facts["event_date"], law)
            for child in children
        ],
    }


def jadwal_cacat(facts: Any, law: Law | None = None) -> Outcome:
    row = schedule()[facts["row"]]
    doctor = Decimal(str(facts["doctor"])) if "doctor" in facts else None
    try:
        percent = percent_of(row.id, steps=facts.get("steps", 1), set_by_doctor=doctor)
    except BadInput:
        return {"status": "invalid"}
    case = {"program": "jkk", "event": "partial_disability", "event_date": "2025-09-01"}
    found = assess(case | {"income": 1_000_000, "disability_percent": str(percent)}, law)
    return {"percent": float(percent), "cacat": found.components["cacat"], "sure": row.verified}


def kepesertaan(facts: Any, law: Law | None = None) -> Outcome:
    """One person's counts, as columns among others too, and what the next payment costs."""
    paid, event = sorted(map(Month.parse, facts["paid"])), facts["event_date"]
    found = membership_at(paid, event)
    lapse = gap_cost(paid, Month.parse(facts.get("restart", "2000-01")))
    at = Month.containing(event).ordinal
    rows = [(0, at), *sorted((1, month.ordinal) for month in [*paid, *paid[:1]]), (2, at - 9)]
    case_ix, months = np.array(rows, dtype=np.int64).T
    columns = membership_columns(case_ix, months, np.full(3, at, dtype=np.int64))
    late = with_arrears(paid, map(Month.parse, facts.get("owed", ())), event)
    return {
        "arrears": f"{late.paid_months} {late.membership_months} {late.unpaid_months} "
        f"{late.paid_months_total}",
        "whole_months": whole_months(facts.get("since", event), event),
        "at_risk": amount_at_risk(event),
        **dataclasses.asdict(found),
        "active": found.active,
        "started": found.started and str(found.started),
        "save_until": found.spell and str(found.spell.last_saving_month),
        "columns": ", ".join(str(column[1]) for column in columns.values()),
        "gap": lapse and f"{lapse.full_from} {lapse.scholarship_from} {lapse.paid_months_lost}",
    }


def ahli_waris(family: Any, law: Law | None = None) -> Outcome:
    relatives = [heirs.Relative(**r | {"relation": heirs.Relation(r["relation"])}) for r in family]
    found = heirs.heirs_of(relatives)
    names, flags = [heir.name for heir in found.heirs], [flag.code for flag in found.flags]
    order = [one.id for one in heirs.heir_order()]
    return {"class_id": found.class_id, "heirs": names, "flags": flags, "order": order}


def berkas(facts: Any, law: Law | None = None) -> Outcome:
    case_type = papers.CaseType(facts["case_type"])
    known = [papers.PaperFact(fact) for fact in facts.get("facts", ())]
    found = papers.checklist(case_type, known, facts.get("heir_papers", ()))
    return {
        "papers": [paper.id for paper in found],
        "first": papers.paper_label(found[0].id),
        "by_regulation": sum(paper.asked_by == papers.AskedBy.REGULATION for paper in found),
        "city_holds": [paper.id for paper in found if paper.city_holds],
    }


def tenggat(facts: Any, law: Law | None = None) -> Outcome:
    if "benefit" in facts:
        program = facts.get("program", "jkk")
        late = late_payment(program, facts["benefit"], facts["due"], facts["paid"])
        term = payment_term(program).value
        told = {"late": late.owed_rp, "days": late.days, "percent": late.percent}
        return told | {"sure": late.sure, "term": term}
    if "school_year" in facts:
        start = school_year_start(facts["school_year"])
    else:
        start = datetime.fromisoformat(facts["start"]).replace(tzinfo=WIB)
    found = deadline(Term(facts["term"]), start, holidays_of([start.year, start.year + 1]))
    return {
        "due": found.due and found.due.date(),
        "at": found.due and f"{found.due:%H:%M}",
        "confidence": found.confidence,
        "school_year": school_year_of(start.date()),
    }


SUBJECTS: dict[str, Callable[..., Outcome]] = {
    subject.__name__: subject
    for subject in (
        manfaat,
        iuran,
        kolom,
        jadwal_cacat,
        rencana_beasiswa,
        kepesertaan,
        ahli_waris,
        berkas,
        tenggat,
    )
}


def failures(subject: str, case: dict[str, Any], law: Law | None = None) -> list[str]:
    """What came out otherwise than the case says, a line each."""
    found = SUBJECTS[subject](case["in"], law)
    wrong = {n: v for n, v in case["out"].items() if not _agrees(n, found, v)}
    return [f"{name} is {found.get(name)!r}, not {value!r}" for name, value in wrong.items()]


def _agrees(name: str, found: Outcome, expected: Any) -> bool:
    """`reasons` are all codes joined by `;`; `reasons_include` is how one of them begins."""
    if name == "reasons":
        return bool(";".join(found["reasons"]) == expected)
    if name == "reasons_include":
        return any(str(reason).startswith(expected) for reason in found["reasons"])
    return bool(found.get(name) == expected)


def all_cases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every case as (id, subject, case), the file's defaults laid beneath its `in`."""
    for name, text in _texts():
        file = yaml.safe_load(text)
        for case in file["cases"]:
            if "defaults" in file:
                case["in"] = file["defaults"] | case["in"]
            yield f"{name}: {case.get('name')}", file["subject"], case


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "tests/law/cases").glob("*.yaml")):
        yield path.stem, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs/law").glob("*.md")):
        page = path.read_text(encoding="utf-8")
        for example in re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
            yield path.name, example


CASES = list(all_cases())
