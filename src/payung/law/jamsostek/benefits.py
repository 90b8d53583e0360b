"""What is due in a case: one case with its steps, or columns of cases, with the same rupiah."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from payung.law.engine.edition import Result, Step
from payung.law.engine.rule import READ_BEFORE
from payung.law.jamsostek import load
from payung.law.jamsostek.case_reader import InvalidCase, read_case
from payung.law.jamsostek.children import Family, ladder_at
from payung.law.jamsostek.law import Law
from payung.law.jamsostek.rules.jumlah import EMPTY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPONENTS = (
    "santunan", "berkala", "pemakaman", "beasiswa", "stmb", "cacat", "perawatan", "transport",
)  # fmt: skip
STATUSES = ("payable", "not_covered", "needs_decision")
INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one case is due, whole rupiah.

    `total` and `total_now` are None where a person must decide first; then `components` hold
    what is due if every open question is answered for the family, `total_high` their sum, and
    `total_low` what is certain. `reasons` are codes, `basis` regulation ids. The scholarship is
    paid year by year: never show `total` to a family as one sum.
    """

    components: dict[str, int]
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


def assess(case: Mapping[str, object], law: Law | None = None) -> Assessment:
    """One case, its keys the columns of `law batch`; `InvalidCase` if it can't be read."""
    law = law or load()
    read = read_case(case)
    facts = read.facts
    family = ladder_at(law.ladders, read.day).family(read.children, read.day)
    facts["anak"], facts["anak_ragu"] = family.entitled, family.doubtful_rp
    for name in law.benefits.read_before:
        facts[READ_BEFORE + name] = int(name in family.unverified)
    for number, child in enumerate(family.chosen, 1):
        facts[f"anak_{number}"], facts[f"jenjang_{number}"] = child.amount_rp, child.stage
    result = law.benefits.case(read.day, facts)
    status = result["status"]
    return Assessment(
        components={name: result[name] for name in COMPONENTS},
        total_now=_known(result["total_now"]),
        total=_known(result["total"]),
        status=STATUSES[status],
        reasons=law.benefits.reasons(result),
        basis=law.benefits.basis(result),
        total_low=result["total_low"],
        total_high=result["total_high"],
        law_version=law.version,
        steps=result.steps(),
        family=family,
        result=result,
    )


def assess_columns(columns: Mapping[str, Any], law: Law | None = None) -> dict[str, NDArray[Any]]:
    """Many cases: the columns of `law batch` in (texts, or arrays of their type), out as arrays.

    Amounts are int64 with `EMPTY` (-1) where there is none; status, reasons, basis and
    law_version are texts. A row that can't be read has status `invalid` and its reason.
    """
    from payung.law.jamsostek.benefit_columns import assess_columns as compute

    return compute(columns, law or load())


def difference(columns: Mapping[str, Any], one: Law, other: Law) -> dict[str, NDArray[np.int64]]:
    """What `other` pays more than `one`, by component and by sum, row by row; int64 rupiah.

    A row that can't be read differs by nothing; `total_low` and `total_high` speak for sums.
    """
    before, after = assess_columns(columns, one), assess_columns(columns, other)
    return {name: after[name] - before[name] for name in (*COMPONENTS, "total_low", "total_high")}


def _known(amount: int) -> int | None:
    return None if amount == EMPTY else amount


__all__ = [
    "COMPONENTS",
    "EMPTY",
    "Assessment",
    "InvalidCase",
    "assess",
    "assess_columns",
    "difference",
]
