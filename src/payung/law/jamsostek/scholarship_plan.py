"""When each child's scholarship is paid, year by year, and what each choice of two pays.

A plan, never a promise: a year is paid after the guardian's report, and the right ends with
marriage, work or graduation, whatever stands here. Years and sums are those of `children`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from payung.kernel.rupiah import Rupiah
from payung.law.jamsostek import load
from payung.law.jamsostek.children import STEPS, Child, Family, Ladder, ladder_at
from payung.law.jamsostek.deadlines import SCHOOL_YEAR_STARTS, school_year_of
from payung.law.jamsostek.inputs import STAGE_NAMES, STAGES
from payung.law.jamsostek.law import Law

SCHOOL_AGE = 4
"""Age on 1 July at which a plan lets kindergarten begin; an estimate, no source names it."""


class End(StrEnum):
    """Why the payments end."""

    GRADUATED = "lulus"
    AGE = "usia 23"
    NO_RIGHT = "tidak berhak"
    PAID_ONCE = "dibayar sekali"


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """One payment: for the school year that begins in July of `school_year`."""

    school_year: int
    stage: str
    amount_rp: Rupiah

    @property
    def label(self) -> str:
        return f"{self.school_year}/{self.school_year + 1}"


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """All payments of one child, oldest first; `number` is its place in the list, from 1.

    `estimated`: the start of school had to be guessed. `doubtful`: the right rests on what kind
    of work the child does (Permenaker 1/2025 Ps 103(3a)).
    """

    number: int
    years: tuple[PlannedYear, ...]
    end: End
    estimated: bool
    doubtful: bool

    @property
    def total_rp(self) -> Rupiah:
        return Rupiah(sum(year.amount_rp for year in self.years))


@dataclass(frozen=True, slots=True)
class Choice:
    """The children that the heirs may name, by number, and what they receive together."""

    numbers: tuple[int, ...]
    total_rp: Rupiah


def plans_of(children: Sequence[Child], event: date, law: Law | None = None) -> list[ChildPlan]:
    """The plan of each child after an event on this day, in the order given."""
    law = law or load()
    ladder = ladder_at(law.ladders, event)
    once = _paid_once(law, ladder, event)
    plans = []
    for number, child in enumerate(children, 1):
        right = ladder.family([child], event)
        years = years_from(child, _first_school_year(child, event), right, ladder)
        if once and right.entitled:
            years = (PlannedYear(school_year_of(event), STAGE_NAMES[child.stage], once),)
        plans.append(
            ChildPlan(
                number=number,
                years=years,
                end=_end(right, ladder, child, once),
                estimated=not once and child.stage == STAGES["PRA"],
                doubtful=any(chosen.doubtful for chosen in right.chosen),
            )
        )
    return plans


def spare_years(stage: int, tk_years: int, event: date, law: Law | None = None) -> int:
    """TK and SD years that remain payable beside the plan, for a class that is repeated.

    Where `beasiswa_tk_sd_gabung` is 1, TK and SD are one pool: a child in SD that spent only
    `tk_years` in TK has the others left. Where it is 0, each level has its own years and there
    are none. The plan itself, made of the years from the stage reached on, is the same in both.
    """
    law = law or load()
    pooled = law.parameters["beasiswa_tk_sd_gabung"].at(event)
    if pooled is None or not pooled.value or not STAGES["SD1"] <= stage <= STAGES["SD6"]:
        return 0
    steps = law.parameters[STEPS].at(event)
    years = steps.rows[0].size if steps else 0
    return max(years - tk_years, 0)


def choices(children: Sequence[Child], event: date, law: Law | None = None) -> list[Choice]:
    """Every set of children that the heirs may name, the one that pays most first.

    Two children from PP 82/2019 on, one before it; equal sums stay in the order given.
    """
    law = law or load()
    plans = [plan for plan in plans_of(children, event, law) if plan.years]
    at_most = 1 if _paid_once(law, ladder_at(law.ladders, event), event) else 2
    found = [
        Choice(tuple(plan.number for plan in named), Rupiah(sum(plan.total_rp for plan in named)))
        for named in combinations(plans, min(at_most, len(plans)))
        if named
    ]
    return sorted(found, key=lambda choice: -choice.total_rp)


def _paid_once(law: Law, ladder: Ladder, event: date) -> Rupiah:
    """The single payment of the time before yearly sums, 0 once there are yearly ones."""
    value = law.parameters["beasiswa_sekali"].at(event)
    return Rupiah(0 if ladder.upto[-1] or value is None else value.value)


def years_from(
    child: Child, school_year: int, right: Family, ladder: Ladder
) -> tuple[PlannedYear, ...]:
    """The payments of a child that attends its class in `school_year`, that year included."""
    first = max(child.stage - STAGES["TK1"], 0)
    last = first + sum(chosen.years for chosen in right.chosen)
    return tuple(_planned(ladder, school_year - first, range(first, last)))


def _planned(ladder: Ladder, start: int, steps: range) -> Iterator[PlannedYear]:
    for step in steps:
        amount = Rupiah(ladder.upto[step + 1] - ladder.upto[step])
        if amount:
            yield PlannedYear(start + step, STAGE_NAMES[STAGES["TK1"] + step], amount)


def _first_school_year(child: Child, event: date) -> int:
    """The running school year; for a child below school age the one in which it will be four."""
    running = school_year_of(event)
    if child.stage != STAGES["PRA"]:
        return running
    if child.birth_date is None:
        return running + 1
    after_start = (child.birth_date.month, child.birth_date.day) > SCHOOL_YEAR_STARTS
    return max(running + 1, child.birth_date.year + SCHOOL_AGE + after_start)


def _end(right: Family, ladder: Ladder, child: Child, once: int) -> End:
    if not right.entitled:
        return End.NO_RIGHT
    if once:
        return End.PAID_ONCE
    reached = max(child.stage - STAGES["TK1"], 0) + sum(c.years for c in right.chosen)
    return End.GRADUATED if reached == len(ladder.upto) - 1 else End.AGE
