"""Fewer people or fewer months: what a ceiling buys, and what a pause costs, side by side.

Expected figures by the life table; `montecarlo` gives the spread around them. All money is whole
rupiah; people are columns of age and sex, so that a city of 20,000 is one array operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.jamsostek.data import newest
from payung.law.jamsostek.membership import (
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
    spells,
)
from payung.planning.mortality import Flags, Floats, Ints, life_table, monthly_probability

FUNERAL_RP = newest("pemakaman_biaya", "jkm")
FULL_JKM_RP = newest("jkm_santunan", "jkm") + newest("jkm_berkala", "jkm") + FUNERAL_RP
DEFAULT_FACTOR = 1.4


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """The people whom scenarios cover: ages in completed years and whether each is a woman."""

    ages: Ints
    female: Flags

    def __len__(self) -> int:
        return len(self.ages)

    def monthly_deaths(self, factor: float) -> Floats:
        """Each person's chance to die within one month."""
        return monthly_probability(life_table().annual_qx_of(self.ages, self.female), factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One scenario: how many people, which months are paid, what one month of one person costs.

    `paid_before` are months that these people already have, so that a waiting period that is
    over is not counted again; people beyond the group are new and have none.
    """

    name: str
    people: int
    months: tuple[Month, ...]
    rate_rp: int
    paid_before: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioOutlook:
    """What a scenario does from `first` to `last`; expected values are for everyone together:
    who stays, who is new, and who is covered today but finds no place in the plan (`dropped`).

    `full_by_month` counts people whose death pays in full, `waiting_by_month` those for whom only
    the funeral is certain.
    """

    name: str
    people: int
    dropped: int
    person_months: int
    cost_rp: int
    lapses: int
    full_by_month: tuple[tuple[Month, int], ...]
    waiting_by_month: tuple[tuple[Month, int], ...]
    uncovered_months: int
    deaths: float
    deaths_uncovered: float
    benefit_expected_rp: int
    benefit_lost_rp: int
    sum_at_risk_rp: int
    scholarship_from: Month | None

    @property
    def waiting_months(self) -> int:
        """Person-months inside the waiting period."""
        return sum(people for _, people in self.waiting_by_month)


@dataclass(frozen=True, slots=True)
class PeoplePart:
    """People of a scenario with the same months: each one's chance to die in a month, the JKM that
    a death pays in each month of the span, and how often each membership lapses."""

    chances: Floats
    benefit_rp: tuple[int, ...]
    lapses: int

    @property
    def people(self) -> int:
        return len(self.chances)

    @property
    def chance(self) -> float:
        """How many of them are expected to die in a month."""
        return float(self.chances.sum())


def affordable(ceiling_rp: int, rate_rp: int, *, people: int = 0, months: int = 0) -> int:
    """How many months for `people`, or how many people for `months`, the ceiling pays."""
    if (people > 0) == (months > 0):
        raise BadInput(say("Isi jumlah orang atau jumlah bulan, salah satu saja."))
    return ceiling_rp // (rate_rp * (people or months))


def outlook(
    plan: Plan, group: PeopleGroup, first: Month, last: Month, factor: float = DEFAULT_FACTOR
) -> ScenarioOutlook:
    """The expected course of one scenario over the months from `first` to `last`.

    JKM alone: full benefit after the waiting period, the funeral within it, nothing while
    inactive. An unpaid month before the lapse counts as uncovered, since nobody can promise it.
    """
    span = list(first.through(last))
    parts = parts_of(plan, group, first, last, factor)
    paid = plan.people * len(set(plan.months) & set(span))
    chance = sum(part.chance for part in parts)
    expected = sum(part.chance * sum(part.benefit_rp) for part in parts)
    return ScenarioOutlook(
        name=plan.name,
        people=plan.people,
        dropped=max(len(group) - plan.people, 0),
        person_months=paid,
        cost_rp=paid * plan.rate_rp,
        lapses=sum(part.people * part.lapses for part in parts),
        full_by_month=tuple((m, n) for m, n in _counted(parts, span, FULL_JKM_RP)),
        waiting_by_month=tuple((m, n) for m, n in _counted(parts, span, FUNERAL_RP) if n),
        uncovered_months=sum(n for _, n in _counted(parts, span, 0)),
        deaths=chance * len(span),
        deaths_uncovered=sum(part.chance * part.benefit_rp.count(0) for part in parts),
        benefit_expected_rp=round(expected),
        benefit_lost_rp=round(chance * FULL_JKM_RP * len(span) - expected),
        sum_at_risk_rp=sum(part.people * part.benefit_rp[-1] for part in parts),
        scholarship_from=_scholarship_from(plan),
    )


def parts_of(
    plan: Plan, group: PeopleGroup, first: Month, last: Month, factor: float = DEFAULT_FACTOR
) -> list[PeoplePart]:
    """Who stays, who is new and who is dropped; newcomers die as often as the group on average."""
    chances = group.monthly_deaths(factor)
    kept = min(plan.people, len(group))
    average = float(chances.mean()) if len(group) else 0.0
    anew, dropped = replace(plan, paid_before=()), replace(plan, months=())
    found = (
        (chances[:kept], plan),
        (np.full(plan.people - kept, average), anew),
        (chances[kept:], dropped),
    )
    return [
        PeoplePart(each, tuple(benefit_by_month(its, first, last)), _lapses(its, last))
        for each, its in found
        if len(each)
    ]


def _counted(
    parts: Sequence[PeoplePart], span: Sequence[Month], amount: int
) -> list[tuple[Month, int]]:
    """For each month, the people whose death pays this amount."""
    return [
        (month, sum(part.people for part in parts if part.benefit_rp[n] == amount))
        for n, month in enumerate(span)
    ]


@dataclass(frozen=True, slots=True)
class Spending:
    """One way to spend a little more: what it costs and how much more benefit to expect."""

    kind: str
    cost_rp: int
    gain_rp: float

    @property
    def gain_per_million_rp(self) -> int:
        """Expected benefit, in rupiah, of each million spent."""
        return round(1_000_000 * self.gain_rp / self.cost_rp) if self.cost_rp else 0


def last_rupiah_ways(plan: Plan, group: PeopleGroup, first: Month, last: Month) -> list[Spending]:
    """Where the next rupiah protects most: one more person or one more month; the best first.

    `orang` keeps the months and adds a person: one who would be dropped while there are any, then
    a new one. `bulan` gives everyone of the plan the empty month beside those paid.
    """
    now = outlook(plan, group, first, last).benefit_expected_rp
    found = []
    more_people = replace(plan, people=plan.people + 1)
    gain = outlook(more_people, group, first, last).benefit_expected_rp - now
    found.append(Spending("orang", len(plan.months) * plan.rate_rp, gain))
    for month in _beside(plan, first, last):
        longer = replace(plan, months=tuple(sorted({*plan.months, month})))
        gain = outlook(longer, group, first, last).benefit_expected_rp - now
        found.append(Spending("bulan", plan.people * plan.rate_rp, gain))
    return sorted(found, key=lambda way: -way.gain_per_million_rp)


def _beside(plan: Plan, first: Month, last: Month) -> list[Month]:
    """The unpaid months of the span that touch the paid ones."""
    if not plan.months:
        return [first]
    near = (min(plan.months).back(1), max(plan.months) + 1)
    return [month for month in near if first <= month <= last]


def benefit_by_month(plan: Plan, first: Month, last: Month) -> list[int]:
    """The JKM that a death in each month of the span pays, in rupiah."""
    return [_state(plan, month) for month in first.through(last)]


def last_rupiah(plans: Sequence[ScenarioOutlook]) -> ScenarioOutlook:
    """The scenario that protects most for its money: expected benefit, then people."""
    if not plans:
        raise BadInput(say("Tidak ada skenario untuk dibandingkan."))
    return max(plans, key=lambda found: (found.benefit_expected_rp, found.people))


def _state(plan: Plan, month: Month) -> int:
    """The JKM of a death in `month`: 0, the funeral, or all of it."""
    paid = {*plan.paid_before, *plan.months}
    if month not in paid:
        return 0
    length = 0
    while month.back(length + 1) in paid:
        length += 1
    return FULL_JKM_RP if length >= PAID_MONTHS_FOR_FULL else FUNERAL_RP


def _lapses(plan: Plan, last: Month) -> int:
    """How often each membership ends for want of payment before `last`."""
    found = spells(_months(plan))
    ended = sum(last - spell.last > UNPAID_MONTHS_TO_LAPSE for spell in found[-1:])
    return max(len(found) - 1, 0) + ended


def _scholarship_from(plan: Plan) -> Month | None:
    """From when a death opens the scholarship if the plan goes on after its last month."""
    months = _months(plan)
    if not months:
        return None
    spell = spells(months)[-1]
    return spell.last + max(PAID_MONTHS_FOR_SCHOLARSHIP - spell.paid_months + 1, 0)


def _months(plan: Plan) -> list[Month]:
    return sorted({*plan.paid_before, *plan.months})


def group_of(ages: Sequence[int], female: Sequence[bool]) -> PeopleGroup:
    """A group from plain values."""
    return PeopleGroup(np.asarray(ages, dtype=np.int64), np.asarray(female, dtype=bool))
