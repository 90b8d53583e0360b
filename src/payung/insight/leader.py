"""The mayor's one page in values: every figure with its scope, its period and its date.

Nothing here names a person, and no number of one to four is told: the page is meant to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Count, F, Q, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.insight.coverage import HOME, protected
from payung.insight.risk import LOOK_BACK
from payung.insight.spells import Spells, months_within, spells
from payung.insight.targets import Ahead, ahead_of
from payung.kernel.month import Month
from payung.kernel.nik import Sex, age_on
from payung.law.jamsostek.membership import UNPAID_MONTHS_TO_LAPSE
from payung.ledger.models import COVERED_STATES, PAID_STATES
from payung.ledger.selectors import person_months, planned
from payung.payments.ground.selectors import posting_days
from payung.planning.scenario import PeopleGroup, Plan, ScenarioOutlook, group_of, outlook

MORE_PEOPLE, MORE_MONTHS = 1_000, 2
MONTHS_AHEAD = 6
MONTHS_PER_YEAR = 12
UNKNOWN_AGE = 43


@dataclass(frozen=True, slots=True)
class YearOfContributions:
    """Contributions of all payers in a calendar year, in rupiah and person-months (OB)."""

    planned_rp: int
    paid_rp: int
    person_months: int
    people: int

    @property
    def months_each(self) -> float | None:
        """Months of cover that a covered person had on average; None without anybody."""
        return self.person_months / self.people if self.people else None


def months_known(actor: Actor, area: str, month: Month) -> Spells:
    """Everybody's months in an area around one month, read once for the whole page."""
    first = min(month.back(LOOK_BACK), Month.of(month.year, 1))
    last = max(month + MONTHS_AHEAD, Month.of(month.year, 12))
    return spells(person_months(actor).filter(**within(area, HOME)), first, last)


def contribution(
    actor: Actor, area: str, year: int, known: Spells | None = None
) -> YearOfContributions:
    """What all payers planned and have paid for the year's months; a person-month counts once.

    Planned stays what BPJS refused or what came back; only a withdrawn month is no plan any more.
    """
    rows = planned(actor).filter(
        month__gte=Month.of(year, 1), month__lte=Month.of(year, 12), **within(area)
    )
    money = rows.aggregate(
        planned=Sum("amount_rp"), paid=Sum("amount_rp", filter=Q(state__in=PAID_STATES))
    )
    known = known or months_known(actor, area, Month.of(year, 12))
    span = Month.of(year, 1).through(Month.of(year, 12))
    months, people = months_within(known.covered, known.first, span)
    return YearOfContributions(
        planned_rp=money["planned"] or 0,
        paid_rp=money["paid"] or 0,
        person_months=months,
        people=people,
    )


def by_payer(actor: Actor, area: str, year: int) -> list[dict[str, Any]]:
    """Person-months (OB) and rupiah of a year by payer and programme."""
    rows: QuerySet[Any, Any] = (
        planned(actor)
        .filter(month__gte=Month.of(year, 1), month__lte=Month.of(year, 12), **within(area))
        .order_by("payer__name", "scheme")
        .values("scheme", payer_name=F("payer__name"))
    )
    return list(
        rows.annotate(
            person_months=Count("id", filter=Q(component="jkm", state__in=COVERED_STATES)),
            planned_rp=Sum("amount_rp"),
            paid_rp=Sum("amount_rp", filter=Q(state__in=PAID_STATES)),
        )
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """The first month to come in which people who are covered now have nothing planned."""

    month: Month
    people: int
    last_day: date


def first_gap(actor: Actor, known: Spells, month: Month) -> Gap | None:
    """Who is covered in `month` and has no month paid or planned soon after; None where all go on.

    Next month's are those whom the page of coverage calls lapsing. `last_day` is the last one on
    which paying can be set going before the membership is lost.
    """
    for ahead in (month + 1).through(month + MONTHS_AHEAD):
        if people := known.without(month, ahead):
            lost = (ahead.back(1) + UNPAID_MONTHS_TO_LAPSE).last_day
            return Gap(ahead, people, lost - timedelta(days=posting_days(actor)))
    return None


def year_and_ahead(known: Spells, month: Month) -> list[Ahead]:
    """From January to half a year after the month."""
    return ahead_of(known, Month.of(month.year, 1), month + MONTHS_AHEAD)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of extra money in the year to come, beside going on as this year."""

    people: int
    months: int
    extra_rp: int
    extra_benefit_rp: int
    extra_person_months: int
    deaths_covered: float


def choices(
    actor: Actor, area: str, month: Month, rate_rp: int, months_each: float | None
) -> list[Use]:
    """ "1,000 people more, or two months more": what each costs and gives in the next year.

    As many months as this year on average (`months_each`) are taken to be paid from the next month
    on, for those covered now.
    """
    group = covered_group(actor, area, month)
    months = min(round(months_each), month.number) if months_each else 0
    if not len(group) or not months:
        return []
    before = tuple(month.back(months - 1).through(month))
    longer = min(months + MORE_MONTHS, MONTHS_PER_YEAR)
    base = _seen(group, month, months, rate_rp, before)
    return [
        _use(
            len(group) + MORE_PEOPLE,
            months,
            _seen(_resized(group, MORE_PEOPLE), month, months, rate_rp, ()),
            None,
        ),
        _use(len(group), longer, _seen(group, month, longer, rate_rp, before), base),
    ]


def _seen(
    group: PeopleGroup, month: Month, months: int, rate_rp: int, before: tuple[Month, ...]
) -> ScenarioOutlook:
    """The year after `month`, of which the first `months` are paid for the whole group."""
    first, last = month + 1, month + MONTHS_PER_YEAR
    paid = tuple(first.through(month + months))
    made = Plan(name="", people=len(group), months=paid, rate_rp=rate_rp, paid_before=before)
    return outlook(made, group, first, last)


def _use(people: int, months: int, outlook: ScenarioOutlook, base: ScenarioOutlook | None) -> Use:
    """An outlook, less the one that is there anyway."""
    return Use(
        people=people,
        months=months,
        extra_rp=outlook.cost_rp - (base.cost_rp if base else 0),
        extra_benefit_rp=outlook.benefit_expected_rp - (base.benefit_expected_rp if base else 0),
        extra_person_months=outlook.person_months - (base.person_months if base else 0),
        deaths_covered=(outlook.deaths - outlook.deaths_uncovered)
        - ((base.deaths - base.deaths_uncovered) if base else 0),
    )


def covered_group(actor: Actor, area: str, month: Month) -> PeopleGroup:
    """Age and sex of everyone covered in the month; unknown ages count as 43."""
    rows = (
        protected(actor, month)
        .filter(**within(area, HOME))
        .order_by("person_id")
        .values_list("person_id", "person__birth_date", "person__sex")
        .distinct()
    )
    on = month.last_day
    known = [
        (age_on(born, on) if born else UNKNOWN_AGE, sex == Sex.FEMALE) for _, born, sex in rows
    ]
    return group_of([age for age, _ in known], [female for _, female in known])


def _resized(group: PeopleGroup, people: int) -> PeopleGroup:
    """A group of `people` with the mix of another one."""
    places = np.arange(people) * len(group) // people
    return PeopleGroup(group.ages[places], group.female[places])
