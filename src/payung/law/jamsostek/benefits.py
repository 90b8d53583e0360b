"""What is due in a case: one case with its steps, or columns of cases, with the same rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.law.engine.edition import Result, Step
from payung.law.engine.rule import READ_BEFORE
from payung.law.jamsostek import load
from payung.law.jamsostek.case_reader import InvalidCase, ReadCase, read_case
from payung.law.jamsostek.children import Family, ladder_at
from payung.law.jamsostek.inputs import JKK
from payung.law.jamsostek.law import Law
from payung.law.jamsostek.rules.jumlah import EMPTY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATUSES = ("payable", "not_covered", "needs_decision")
INVALID = "invalid"


TWO_DATES = "DUA_TANGGAL"
"""The code where accident and event lie on either side of a day on which the law changed."""

CUT_BY = ("PP82", "PMN1")
"""The regulations whose in-force day changed what a case is due."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one case is due, whole rupiah.

    `total` and `total_now` are None where a person must decide first; then `components` hold
    what is due if every open question is answered for the family, `total_high` their sum, and
    `total_low` what is certain. `reasons` are codes, `basis` regulation ids. Three figures are
    never added up for a family: `cash` to it, `care` paid to who treated and carried, and within
    that `jasa_raharja`. The scholarship is paid year by year: never show `total` as one sum.
    """

    components: dict[str, int]
    cash: int
    care: int
    jasa_raharja: int
    cash_low: int
    care_low: int
    total_now: int | None
    total: int | None
    status: str
    reasons: list[str]
    basis: list[str]
    total_low: int
    total_high: int
    law_version: str
    steps: tuple[Step, ...]
    family: Family
    result: Result


def assess(
    case: Mapping[str, object], law: Law | None = None, today: date | None = None
) -> Assessment:
    """One case, its keys the columns of `law batch`; `InvalidCase` if it can't be read.

    With `today` an event in the future is refused.
    """
    law = law or load()
    read = read_case(case, today)
    assessment = _assessed(law, read, read.day)
    if read.accident and read.facts["program"] == JKK and cut_between(law, read.accident, read.day):
        return _either(law, assessment, _assessed(law, read, read.accident))
    return assessment


def cuts(law: Law) -> list[date]:
    """The days on which the law of benefits changed."""
    return [date.fromisoformat(law.sources[name].in_force_from) for name in CUT_BY]


def cut_between(law: Law, accident: date, event: date) -> bool:
    """Whether accident and event lie on either side of a day on which the law changed."""
    return any(accident < cut <= event for cut in cuts(law))


def _assessed(law: Law, read: ReadCase, by_law_of: date) -> Assessment:
    """The facts of a case under the law of a day."""
    facts = dict(read.facts)
    family = ladder_at(law.ladders, by_law_of).family(read.children, read.day)
    facts["anak"], facts["anak_ragu"] = family.entitled, family.doubtful_rp
    for name in law.benefits.read_before:
        facts[READ_BEFORE + name] = int(name in family.unverified)
    for number, child in enumerate(family.chosen, 1):
        facts[f"anak_{number}"], facts[f"jenjang_{number}"] = child.amount_rp, child.stage
    result = law.benefits.case(by_law_of, facts)
    return Assessment(
        components={name: result[name] for name in law.components},
        cash=result["cash"],
        care=result["care"],
        jasa_raharja=result["jasa_raharja"],
        cash_low=result["cash_rendah"],
        care_low=result["care_rendah"],
        total_now=_known(result["total_now"]),
        total=_known(result["total"]),
        status=STATUSES[result["status"]],
        reasons=law.benefits.reasons(result),
        basis=law.benefits.basis(result),
        total_low=result["total_low"],
        total_high=result["total_high"],
        law_version=law.version,
        steps=result.steps(),
        family=family,
        result=result,
    )


def _either(law: Law, event: Assessment, accident: Assessment) -> Assessment:
    """Open between the law of the event's day and that of the accident's."""
    if event.status == accident.status == "not_covered":
        return event
    shown, other = (event, accident)
    if accident.total_high > event.total_high:
        shown, other = (accident, event)
    cited = {*event.basis, *accident.basis}
    return replace(
        shown,
        cash_low=min(shown.cash_low, other.cash_low),
        care_low=min(shown.care_low, other.care_low),
        total_now=None,
        total=None,
        status="needs_decision",
        reasons=[*dict.fromkeys([*shown.reasons, *other.reasons]), TWO_DATES],
        basis=[name for name in law.benefits.regulations if name in cited],
        total_low=min(event.total_low, accident.total_low),
    )


def assess_columns(
    columns: Mapping[str, Any], law: Law | None = None, today: date | None = None
) -> dict[str, NDArray[Any]]:
    """Many cases: the columns of `law batch` in (texts, or arrays of their type), out as arrays.

    Amounts are int64 with `EMPTY` (-1) where there is none; status, reasons, basis and
    law_version are texts. A row that can't be read has status `invalid` and its reason.
    """
    from payung.law.jamsostek.benefit_columns import assess_columns as compute

    return compute(columns, law or load(), today)


def difference(columns: Mapping[str, Any], law: Law, other: Law) -> dict[str, NDArray[np.int64]]:
    """What `other` pays more than `one`, by component and by sum, row by row; int64 rupiah.

    A row that can't be read differs by nothing; `total_low` and `total_high` speak for sums.
    """
    before, after = assess_columns(columns, law), assess_columns(columns, other)
    return {
        name: after[name] - before[name] for name in (*law.components, "total_low", "total_high")
    }


def _known(amount: int) -> int | None:
    return None if amount == EMPTY else amount


def __getattr__(name: str) -> tuple[str, ...]:
    if name == "COMPONENTS":
        return load().components
    raise AttributeError(name)


COMPONENTS: tuple[str, ...]
"""The components of a case, as the rules of the law in force declare them."""

__all__ = [
    "COMPONENTS",
    "EMPTY",
    "Assessment",
    "InvalidCase",
    "assess",
    "assess_columns",
    "difference",
]
