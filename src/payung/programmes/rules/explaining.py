"""Tells a person's place rule by rule, from what the rules looked at on the day of the ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from payung.kernel.sentence import say
from payung.programmes.rules.criteria import Candidate, Criterion, RuleBook

_KEPT = (
    "home", "age", "occupation", "income_rp", "decile", "life_fact", "covered_by", "signed_for",
    "continuing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule and what it said; `points` are those that it gave, 0 for a criterion."""

    name: str
    words: str
    holds: bool | None
    basis: str
    points: int = 0


def facts_of(candidate: Candidate) -> dict[str, Any]:
    """What is kept of a candidate beside his place."""
    known = asdict(candidate)
    return {name: known[name] for name in _KEPT}


def candidate_from(facts: Mapping[str, Any], area: str) -> Candidate:
    """The candidate as the ranking saw him; missing facts count as unknown."""
    names = {field.name for field in fields(Candidate)}
    blank: dict[str, Any] = {"home": area, "age": None, "occupation": "", "income_rp": None}
    known = {name: value for name, value in facts.items() if name in names}
    return Candidate(proposal_id=0, person_id=0, area=area, **(blank | known))


def criteria_lines(book: RuleBook, candidate: Candidate) -> list[RuleLine]:
    """Every criterion with what it found, in the order of the rule book."""
    return [_line(rule, candidate, points=0) for rule in book.criteria]


def priority_lines(book: RuleBook, candidate: Candidate) -> list[RuleLine]:
    """The priority rules that gave points; of several with one name the best."""
    best: dict[str, RuleLine] = {}
    for rule in book.priority:
        line = _line(rule, candidate, points=rule.points)
        if line.holds and line.points > best.get(rule.name, _NOTHING).points:
            best[rule.name] = line
    return list(best.values())


_NOTHING = RuleLine("", "", None, "")


def _line(rule: Criterion, candidate: Candidate, *, points: int) -> RuleLine:
    verdict = rule.judge(candidate)
    return RuleLine(
        rule.name, say("{why}.", why=verdict.sentence), verdict.holds, rule.basis, points
    )
