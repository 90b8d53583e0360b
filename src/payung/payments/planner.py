"""Scenarios for one programme's people: months against people, side by side, with their spread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from payung.accounts.scope import Actor
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.nik import Sex, age_on
from payung.ledger.models import PAID_STATES
from payung.ledger.selectors import person_months
from payung.planning.montecarlo import Simulated, simulate
from payung.planning.scenario import (
    DEFAULT_FACTOR,
    Group,
    Outlook,
    Plan,
    affordable,
    benefit_by_month,
    group_of,
    outlook,
)
from payung.programmes.cost import monthly_amounts
from payung.programmes.models import Programme

RUNS = 1_000
SEED = 1
MONTHS_TO_COMPARE = (12, 11, 10, 9, 7, 6, 3)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of next year's RKA: people × months × rate, for one account."""

    account: str
    component: str
    people: int
    months: int
    rate_rp: int

    @property
    def total_rp(self) -> int:
        return self.people * self.months * self.rate_rp


@dataclass(frozen=True, slots=True)
class Comparison:
    """All scenarios of one ceiling, and the spread of the one that was chosen."""

    outlooks: tuple[Outlook, ...]
    spread: Simulated
    lines: tuple[BudgetLine, ...]


def members(actor: Actor | None, programme: Programme, on: date) -> Group:
    """Age and sex of everyone whom the programme has paid or planned; unknown ages count as 43."""
    rows = (
        person_months(actor)
        .filter(scheme=programme.code, live=True)
        .order_by("person_id")
        .values_list("person_id", "person__birth_date", "person__sex")
        .distinct()
    )
    known = [(age_on(born, on) if born else 43, sex == Sex.FEMALE) for _, born, sex in rows]
    return group_of([age for age, _ in known], [female for _, female in known])


def paid_before(actor: Actor | None, programme: Programme) -> tuple[Month, ...]:
    """The months in which the programme has paid for anybody."""
    rows = person_months(actor).filter(scheme=programme.code, state__in=PAID_STATES)
    return tuple(sorted(set(rows.values_list("month", flat=True))))


def compare(
    actor: Actor | None, programme: Programme, *, ceiling_rp: int, first: Month, months: int
) -> Comparison:
    """What `ceiling_rp` does in the year from `first`, paid to its end: fewer people or months.

    `months` is the scenario whose spread and budget lines are shown.
    """
    group = members(actor, programme, first.first_day)
    if not len(group):
        raise BadInput("Program ini belum punya peserta. Tandatangani SK lebih dulu.")
    rate = monthly_amounts(programme, [first])[first]
    before = paid_before(actor, programme)
    plans = {
        count: _plan(ceiling_rp, sum(rate.values()), count, first, len(group), before)
        for count in {*MONTHS_TO_COMPARE, months}
    }
    last = first + 11
    chosen = plans[months]
    return Comparison(
        tuple(outlook(plans[n], group, first, last) for n in sorted(plans, reverse=True)),
        _spread(chosen, group, first, last),
        tuple(
            BudgetLine(programme.accounts.get(part, ""), part, chosen.people, months, rupiah)
            for part, rupiah in sorted(rate.items())
        ),
    )


def _plan(
    ceiling_rp: int, rate_rp: int, months: int, first: Month, most: int, before: tuple[Month, ...]
) -> Plan:
    """The last `months` of the year: money that comes late starts late."""
    people = min(affordable(ceiling_rp, rate_rp, months=months), most)
    start = first + (12 - months)
    return Plan(
        name=f"{months} bulan",
        people=people,
        months=tuple(start.through(first + 11)),
        rate_rp=rate_rp,
        paid_before=before,
    )


def _spread(plan: Plan, group: Group, first: Month, last: Month) -> Simulated:
    monthly = group.monthly_deaths(DEFAULT_FACTOR)[: plan.people]
    benefits = np.asarray(benefit_by_month(plan, first, last), dtype=np.int64)
    return simulate(monthly, benefits, runs=RUNS, seed=SEED)
