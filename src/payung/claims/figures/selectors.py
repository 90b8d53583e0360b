"""The cases of a span in figures: benefit, delays, and what was decided by branch and period.

Spans are days of the event, both ends included, so that a case counts in one year for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear
from django.utils import timezone

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.claims.entitlement.prediction import CARE, CASH, NOW
from payung.claims.ground.selectors import cases, last_decision, latest_entitlements
from payung.claims.models import Amount, Case, EventKind, Payment, ScholarshipYear, YearState
from payung.kernel.area import kelurahan_of

PERIODS = {"bulan": TruncMonth, "triwulan": TruncQuarter, "tahun": TruncYear}
"""How decisions are put together in time, by the word in the address."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """What the families of a span's events are due and have received, in rupiah.

    `expected` and `paid` are cash to the families; `care` is cost paid to who treated and carried,
    and never added to it. The scholarship stands apart as "at most".
    """

    cases: int
    deaths: int
    accidents: int
    families_paid: int
    expected_low_rp: int
    expected_high_rp: int
    paid_rp: int
    care_cases: int
    care_low_rp: int
    care_high_rp: int
    care_paid_rp: int
    jasa_raharja_rp: int
    scholarship_families: int
    scholarship_most_rp: int
    scholarship_paid_rp: int


def benefit(actor: Actor, area: str, first: date, last: date) -> Benefit:
    """The benefit of all cases of an area whose event lies in the span."""
    cases = cases_between(actor, area, first, last)
    counted = cases.order_by().aggregate(
        cases=Count("pk"),
        deaths=Count("pk", filter=Q(event__kind=EventKind.DEATH)),
        accidents=Count("pk", filter=Q(event__kind=EventKind.ACCIDENT)),
    )
    expected = latest_entitlements(actor).filter(case__in=cases).aggregate(**_EXPECTED)
    paid = Payment.objects.filter(case__in=cases).aggregate(
        families_paid=Count("case", distinct=True, filter=~Q(component__in=CARE)),
        paid_rp=Sum("amount_rp", filter=Q(component__in=CASH)),
        care_paid_rp=Sum("amount_rp", filter=Q(component__in=CARE)),
        scholarship_paid_rp=Sum("amount_rp", filter=Q(component="beasiswa")),
    )
    figures = counted | expected | paid
    return Benefit(**{name: value or 0 for name, value in figures.items()})


_EXPECTED = {
    "expected_low_rp": Sum("cash_low_rp"),
    "expected_high_rp": Sum("cash_high_rp"),
    "care_cases": Count("pk", filter=Q(care_high_rp__gt=0)),
    "care_low_rp": Sum("care_low_rp"),
    "care_high_rp": Sum("care_high_rp"),
    "jasa_raharja_rp": Sum("jasa_raharja_rp"),
    "scholarship_families": Count("pk", filter=Q(beasiswa_high_rp__gt=0)),
    "scholarship_most_rp": Sum("beasiswa_high_rp"),
}


def cases_between(actor: Actor, area: str, first: date, last: date) -> QuerySet[Case]:
    """Cases of an area whose event lies in a span of days."""
    return cases(actor).filter(event__happened_on__range=(first, last), **within(area))


@dataclass(frozen=True, slots=True)
class Delay:
    """Deaths of one area and the days that half of them took; None where nothing has come yet."""

    area: str
    deaths: int
    notice_days: int | None
    complete_days: int | None
    paid_days: int | None


def delays(actor: Actor, area: str, first: date, last: date) -> tuple[Delay, list[Delay]]:
    """From death to first notice, complete file and first payment: the whole, then by kelurahan."""
    rows = (
        cases_between(actor, area, first, last)
        .filter(event__kind=EventKind.DEATH)
        .annotate(paid_on=Min("payments__paid_on", filter=Q(payments__component__in=NOW)))
        .order_by("area_id")
        .values_list("area_id", "event__happened_on", "opened_at", "complete_on", "paid_on")
    )
    days: dict[str, list[_Days]] = defaultdict(list)
    for place, died, opened, complete, paid in rows:
        ends: tuple[date | None, ...] = (timezone.localdate(opened), complete, paid)
        days[kelurahan_of(place)].append(tuple(_days(died, end) for end in ends))
    whole = _delay(area, [row for rows in days.values() for row in rows])
    return whole, [_delay(place, found) for place, found in days.items()]


_Days = tuple[int | None, ...]


def _days(start: date, end: date | None) -> int | None:
    return None if end is None else (end - start).days


def _delay(area: str, rows: Iterable[_Days]) -> Delay:
    rows = list(rows)
    middle = [_median(column) for column in zip(*rows, strict=True)] or [None] * 3
    return Delay(area, len(rows), *middle)


def _median(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return round(median(known)) if known else None


def decided(
    actor: Actor, *, period: str = "bulan", year: int = 0, branch: str = ""
) -> list[dict[str, Any]]:
    """The last decision of each case by period, branch and component, with what was paid of it."""
    rows: QuerySet[Any, Any] = _last_amounts(actor).annotate(
        period=PERIODS[period]("decision__decided_on")
    )
    if year:
        rows = rows.filter(decision__decided_on__year=year)
    if branch:
        rows = rows.filter(decision__branch=branch)
    keys = ("period", "decision__branch", "component")
    return list(
        rows.order_by("-period", "decision__branch", "component")
        .values(*keys)
        .annotate(
            cases=Count("decision", distinct=True),
            low=Sum("predicted_low_rp"),
            high=Sum("predicted_high_rp"),
            granted=Sum("amount_rp"),
            differing=Count("pk", filter=~Q(reason="")),
        )
    )


def branches(actor: Actor) -> list[str]:
    """The branches that have decided cases."""
    rows = _last_amounts(actor).order_by("decision__branch").values_list("decision__branch")
    return [name for (name,) in rows.distinct() if name]


def decision_years(actor: Actor) -> list[int]:
    """The years of decisions, newest first."""
    rows = _last_amounts(actor).order_by().values_list("decision__decided_on__year").distinct()
    return sorted((year for (year,) in rows), reverse=True)


def _last_amounts(actor: Actor) -> QuerySet[Amount]:
    return Amount.objects.filter(decision__number=last_decision(), decision__case__in=cases(actor))


@dataclass(frozen=True, slots=True)
class Scholarships:
    """All school years of the cases in sight, in rupiah: planned is the sum of the other four.

    `paid` is what the plan said of the years that were paid; `paid_otherwise` what came more (or,
    below zero, less) than that, each with its reason.
    """

    planned_rp: int
    open_rp: int
    filed_rp: int
    paid_rp: int
    ended_rp: int
    paid_otherwise_rp: int


def scholarships(actor: Actor) -> Scholarships:
    """Where the scholarship money stands."""
    own = ScholarshipYear.objects.filter(case__in=cases(actor))
    by_state = dict(own.order_by().values_list("state").annotate(total=Sum("planned_rp")))
    payments = Payment.objects.filter(case__in=cases(actor), component="beasiswa")
    came = payments.aggregate(total=Sum("amount_rp"))["total"] or 0
    paid = by_state.get(YearState.PAID, 0)
    return Scholarships(
        planned_rp=sum(by_state.values()),
        open_rp=by_state.get(YearState.PLANNED, 0),
        filed_rp=by_state.get(YearState.FILED, 0),
        paid_rp=paid,
        ended_rp=by_state.get(YearState.ENDED, 0),
        paid_otherwise_rp=came - paid,
    )
