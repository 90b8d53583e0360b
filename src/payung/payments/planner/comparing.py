"""Scenarios for one programme's people: months against people and payers, with their spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.nik import Sex, age_on
from payung.kernel.sentence import say
from payung.law.jamsostek.membership import UNPAID_MONTHS_TO_LAPSE
from payung.ledger.models import PAID_STATES
from payung.ledger.payers import payers
from payung.ledger.selectors import person_months
from payung.payments.continuity.fiscal import calendar, monthly_rp
from payung.payments.ground.selectors import posting_days
from payung.planning.montecarlo import Simulated, simulate
from payung.planning.purses import Purse, Share, most_people, schedule
from payung.planning.scenario import (
    PeopleGroup,
    Plan,
    ScenarioOutlook,
    Spending,
    affordable,
    group_of,
    last_rupiah,
    last_rupiah_ways,
    outlook,
    parts_of,
)
from payung.programmes.ground.cost import monthly_amounts
from payung.programmes.models import Programme

RUNS = 1_000
SEED = 1
MONTHS_TO_COMPARE = (12, 11, 10, 9, 7, 6, 3)
_AGE_UNKNOWN = 43


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a planner asks: one ceiling for the year from `first`, for at most `people`.

    `months` is the scenario to look at closely; months that are not paid lie at the beginning of
    the year (`late`) or at its end. `others` is the money of further payers, in rupiah by code.
    """

    ceiling_rp: int
    first: Month
    months: int
    people: int
    late: bool = True
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> Month:
        return self.first + 11


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of an RKA: people × months × rate, for one account."""

    account: str
    component: str
    people: int
    months: int
    rate_rp: int

    @property
    def total_rp(self) -> int:
        return self.people * self.months * self.rate_rp


@dataclass(frozen=True, slots=True)
class ChangeNeed:
    """What the change budget would have to add, from `month` on, to a scenario.

    `lapsed`: by then the memberships have ended, so the money buys new ones, with all waits.
    """

    month: Month
    months: tuple[Month, ...]
    people: int
    lapsed: bool
    lines: tuple[BudgetLine, ...]

    @property
    def total_rp(self) -> int:
        return sum(line.total_rp for line in self.lines)


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """All scenarios of one question, and one of them in detail.

    `shares` say who pays which month where several payers pay together; `earliest` is the first
    month that the payer's fiscal calendar allows, None where he has none.
    """

    outlooks: tuple[ScenarioOutlook, ...]
    chosen: ScenarioOutlook
    best: ScenarioOutlook
    spread: Simulated
    lines: tuple[BudgetLine, ...]
    ways: tuple[Spending, ...]
    shares: tuple[Share, ...]
    earliest: Month | None
    change: ChangeNeed | None


def members(actor: Actor, programme: Programme, on: date) -> PeopleGroup:
    """Age and sex of everyone whom the programme has paid or planned; unknown ages count as 43."""
    rows = (
        person_months(actor)
        .filter(scheme=programme.code, live=True)
        .order_by("person_id")
        .values_list("person_id", "person__birth_date", "person__sex")
        .distinct()
    )
    known = [
        (age_on(born, on) if born else _AGE_UNKNOWN, sex == Sex.FEMALE) for _id, born, sex in rows
    ]
    return group_of([age for age, _woman in known], [woman for _age, woman in known])


def paid_before(actor: Actor, programme: Programme) -> tuple[Month, ...]:
    """The months in which the programme has paid for anybody."""
    rows = person_months(actor).filter(scheme=programme.code, state__in=PAID_STATES)
    return tuple(sorted(set(rows.values_list("month", flat=True))))


def compare(actor: Actor, programme: Programme, asked: Question) -> ScenarioComparison:
    """What the money does in the year: fewer people, fewer months, or several payers together."""
    group = members(actor, programme, asked.first.first_day)
    if not len(group):
        raise BadInput(say("Program ini belum punya peserta. Tandatangani SK lebih dulu."))
    rate = monthly_amounts(programme, [asked.first])[asked.first]
    before = paid_before(actor, programme)
    counts = sorted({*MONTHS_TO_COMPARE, asked.months}, reverse=True)
    plans = {n: _plan(asked, n, sum(rate.values()), before) for n in counts}
    chosen = plans[asked.months]
    outlooks = [outlook(plan, group, asked.first, asked.last) for plan in plans.values()]
    purses = _purses(actor, programme, asked, sum(rate.values()))
    together, shares = _together(purses, asked, chosen, group)
    own = calendar(actor, programme.payer.source, asked.first.year)
    return ScenarioComparison(
        outlooks=(*outlooks, *together),
        chosen=outlooks[counts.index(asked.months)],
        best=last_rupiah([*outlooks, *together]),
        spread=_spread(chosen, group, asked),
        lines=_lines(programme, chosen.people, asked.months, rate),
        ways=tuple(last_rupiah_ways(chosen, group, asked.first, asked.last)),
        shares=shares,
        earliest=own.earliest_month(posting_days(actor)) if own else None,
        change=_change(actor, programme, asked, chosen, rate),
    )


def _plan(asked: Question, months: int, rate_rp: int, before: tuple[Month, ...]) -> Plan:
    """As many people as the ceiling pays for so many months, no more than are asked for."""
    start = asked.first + (12 - months if asked.late else 0)
    return Plan(
        name=_("%(n)d bulan") % {"n": months},
        people=min(affordable(asked.ceiling_rp, rate_rp, months=months), asked.people),
        months=tuple(start.through(start + (months - 1))),
        rate_rp=rate_rp,
        paid_before=before,
    )


def _purses(actor: Actor, programme: Programme, asked: Question, rate_rp: int) -> list[Purse]:
    """The programme's own money and that of the others, each in the months of its calendar."""
    money = {programme.payer_id: asked.ceiling_rp}
    money |= {code: rp for code, rp in asked.others.items() if rp}
    days, purses = posting_days(actor), []
    for payer in payers(actor).filter(code__in=money):
        own = calendar(actor, payer.source, asked.first.year)
        mine = payer.code == programme.payer_id
        purses.append(
            Purse(
                payer=payer.code,
                ceiling_rp=money[payer.code],
                rate_rp=rate_rp if mine else monthly_rp(payer.source, asked.first),
                first=own.earliest_month(days) if own else asked.first,
                last=own.latest_month() if own else asked.last,
            )
        )
    return purses


def _together(
    purses: list[Purse], asked: Question, chosen: Plan, group: PeopleGroup
) -> tuple[list[ScenarioOutlook], tuple[Share, ...]]:
    """The scenario in which all payers together leave no month empty; nothing for a single one."""
    if len(purses) < 2:
        return [], ()
    people = most_people(purses, asked.first, asked.last, asked.people)
    shares = schedule(purses, people, asked.first, asked.last) or []
    whole = replace(
        chosen,
        name=_("gabungan"),
        people=people,
        months=tuple(asked.first.through(asked.last)),
    )
    found = outlook(whole, group, asked.first, asked.last)
    cost = sum(share.amount_rp for share in shares)
    return [replace(found, cost_rp=cost)], tuple(shares)


def _spread(plan: Plan, group: PeopleGroup, asked: Question) -> Simulated:
    parts = parts_of(plan, group, asked.first, asked.last)
    monthly = np.concatenate([part.chances for part in parts])
    benefits = np.concatenate(
        [np.tile(np.asarray(p.benefit_rp, dtype=np.int64), (p.people, 1)) for p in parts]
    )
    return simulate(monthly, benefits, runs=RUNS, seed=SEED)


def _lines(
    programme: Programme, people: int, months: int, rate: Mapping[str, int]
) -> tuple[BudgetLine, ...]:
    return tuple(
        BudgetLine(programme.accounts.get(part, ""), part, people, months, rupiah)
        for part, rupiah in sorted(rate.items())
    )


def _change(
    actor: Actor, programme: Programme, asked: Question, plan: Plan, rate: Mapping[str, int]
) -> ChangeNeed | None:
    """What is missing from the change budget's month on; None if nothing, or no such budget."""
    own = calendar(actor, programme.payer.source, asked.first.year)
    month = own.change_month(posting_days(actor)) if own else None
    if month is None:
        return None
    missing = tuple(m for m in month.through(asked.last) if m not in plan.months)
    if not missing or not plan.people:
        return None
    last_paid = max((m for m in (*plan.paid_before, *plan.months) if m < month), default=month)
    lapsed = missing[0] - last_paid > UNPAID_MONTHS_TO_LAPSE
    lines = _lines(programme, plan.people, len(missing), rate)
    return ChangeNeed(month, missing, plan.people, lapsed, lines)
