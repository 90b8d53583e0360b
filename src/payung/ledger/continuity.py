"""Who is about to lapse, what each payer owes, and what a pause costs; `gaps` has the holes.

Read off the JKM months of BPU, whoever pays: the law knows one membership, not one per payer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.areas.selectors import place_names
from payung.kernel.month import Month
from payung.law.jamsostek.membership import (
    LAPSED,
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
)
from payung.ledger.models import PAID_STATES, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.planning.continuity import Rescue, horizon_counts, last_saving_day, rescue
from payung.registry.selectors import dead_records

ALARM_DAYS = (7, 30, 60)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A member whose membership ends unless it is paid in time.

    `last_day` is the last one on which the payment must be set going; `planned` the last month
    that somebody has planned for him and not paid, None if there is none.
    """

    person_id: int
    name: str
    area: str
    place: str
    payer: str
    last_paid: Month
    lapses_after: Month
    last_day: date
    planned: Month | None

    def days_left(self, on: date) -> int:
        return (self.last_day - on).days


def alarms(actor: Actor, on: date, within_days: int, posting_days: int = 14) -> list[Alarm]:
    """Members whose last saving day is at most `within_days` away, the most urgent first.

    `posting_days` is how long a payment takes from SPP until BPJS has posted it. Who has lapsed
    already is not listed: a payment is then a new membership.
    """
    planned = _planned(actor)
    near = _ending_with(actor, _near_months(on, within_days, posting_days))
    rows = _last_paid(_living(actor).filter(person_id__in=near), "person__name", "area_id")
    places = place_names({area for *_, area in rows})
    found = [
        Alarm(
            person, name, area, places[area], payer, month, month + UNPAID_MONTHS_TO_LAPSE,
            last_saving_day(month, posting_days), planned.get(person),
        )
        for person, month, payer, name, area in rows
    ]  # fmt: skip
    return sorted(found, key=lambda alarm: (alarm.last_day, alarm.area, alarm.name))


def alarm_total(actor: Actor, on: date, within_days: int, posting_days: int = 14) -> int:
    """How many `alarms` there are, in one statement."""
    return _ending_with(actor, _near_months(on, within_days, posting_days)).count()


def _near_months(on: date, within_days: int, posting_days: int) -> list[Month]:
    """The last paid months that can still be saved, and for at most `within_days` more."""
    months = [Month.containing(on).back(n) for n in range(-1, UNPAID_MONTHS_TO_LAPSE + 1)]
    return [
        month
        for month in months
        if (month + UNPAID_MONTHS_TO_LAPSE).last_day >= on
        and (last_saving_day(month, posting_days) - on).days <= within_days
    ]


def _ending_with(actor: Actor, months: Sequence[Month]) -> QuerySet[Any, Any]:
    """The persons whose last paid month is one of these."""
    last = _living(actor).order_by().values("person_id").annotate(last=Max("month"))
    return last.filter(last__in=months).values("person_id")


@dataclass(frozen=True, slots=True)
class AlarmCount:
    """How many members of one payer or place have at most 7, 30 and 60 days left."""

    label: str
    in_7: int
    in_30: int
    in_60: int
    first_day: date


def alarm_counts(
    alarms: Sequence[Alarm], on: date, label: Callable[[Alarm], str]
) -> list[AlarmCount]:
    """The alarms by whatever `label` says, the one with the nearest day first."""
    groups: dict[str, list[Alarm]] = {}
    for alarm in alarms:
        groups.setdefault(label(alarm), []).append(alarm)
    counts = []
    for name, near in groups.items():
        in_7, in_30, in_60 = horizon_counts((a.days_left(on) for a in near), ALARM_DAYS)
        counts.append(AlarmCount(name, in_7, in_30, in_60, min(a.last_day for a in near)))
    return sorted(counts, key=lambda count: (count.first_day, -count.in_60, count.label))


@dataclass(frozen=True, slots=True)
class PaymentProposal:
    """What one payer would pay for his members who are behind, and by when; for all of them.

    `rescue.new_spell`: too late for them; each needs fresh proof of work and waits anew.
    """

    payer: str
    last_paid: Month
    people: tuple[int, ...]
    rescue: Rescue
    cost_rp: int


def rescue_proposals(
    actor: Actor, on: date, posting_days: int, rate_of: Callable[[str, Month], int]
) -> list[PaymentProposal]:
    """Arrears to pay inside the window and starts anew after it, by payer and last paid month.

    Only who has at least one whole unpaid month behind him; `rate_of` gives the rupiah of one
    person in one month for a source of money.
    """
    groups: dict[tuple[str, str, Month], list[int]] = {}
    for person, month, payer, source in _last_paid(_living(actor), "payer__source"):
        if Month.containing(on) - month > 1:
            groups.setdefault((payer, source, month), []).append(person)
    found = []
    for (payer, source, month), people in groups.items():
        plan = rescue(month, on, posting_days)
        cost = len(people) * sum(rate_of(source, owed) for owed in plan.months)
        found.append(PaymentProposal(payer, month, tuple(people), plan, cost))
    return sorted(found, key=lambda p: (p.rescue.new_spell, p.rescue.pay_by or on, p.payer))


@dataclass(frozen=True, slots=True)
class Arrears:
    """Months that were due before `on` and are not paid, by payer."""

    payer: str
    person_months: int
    amount_rp: int
    oldest: Month


def arrears(actor: Actor, on: date) -> list[Arrears]:
    """What each payer owes; held months are not owed until a person has decided."""
    due = (State.PLANNED, State.SUBMITTED, State.ACCEPTED)
    rows = (
        person_months(actor)
        .filter(state__in=due, month__lt=Month.containing(on))
        .values_list("payer__name")
        .annotate(
            once=Count("id", filter=Q(component="jkm")),
            rupiah=Sum("amount_rp"),
            oldest=Min("month"),
        )
        .order_by("payer__name")
    )
    return [Arrears(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Pause:
    """What it costs all members that payment goes on only in `restart`.

    `waiting` people get the funeral alone until `full_from`; `scholarship_months_lost` are paid
    months that no longer count towards the 36 of the scholarship.
    """

    restart: Month
    members: int
    lapsing: int
    full_from: Month
    scholarship_from: Month
    scholarship_months_lost: int


def pause(actor: Actor, restart: Month) -> Pause:
    """The effect of a pause on everybody who has paid months and lives, two statements."""
    paid = _living(actor).order_by().values_list("person_id")
    last: dict[int, Month] = dict(paid.annotate(last=Max("month")))
    lapsing = [person for person, month in last.items() if restart - month >= LAPSED]
    lost = _paid_counts(actor)
    return Pause(
        restart=restart,
        members=len(last),
        lapsing=len(lapsing),
        full_from=restart + PAID_MONTHS_FOR_FULL,
        scholarship_from=restart + PAID_MONTHS_FOR_SCHOLARSHIP,
        scholarship_months_lost=sum(lost.get(person, 0) for person in lapsing),
    )


def _jkm(actor: Actor) -> QuerySet[PersonMonth]:
    return person_months(actor).filter(component="jkm", segment="bpu")


def _living(actor: Actor) -> QuerySet[PersonMonth]:
    """The paid months of everyone of whom no death is known."""
    paid = _jkm(actor).filter(state__in=PAID_STATES)
    return paid.exclude(person_id__in=dead_records(actor))


def _last_paid(paid: QuerySet[PersonMonth], *columns: str) -> list[tuple[Any, ...]]:
    """Each person's last paid month: the person, the month, the payer's name, these columns.

    Tuples, since models of ten thousand members cost a second.
    """
    rows = paid.order_by("person_id", "-month").distinct("person_id")
    return list(rows.values_list("person_id", "month", "payer__name", *columns))


def _planned(actor: Actor) -> Mapping[int, Month]:
    rows = _jkm(actor).filter(live=True).exclude(state__in=PAID_STATES)
    return dict(rows.values_list("person_id").annotate(last=Max("month")).order_by())


def _paid_counts(actor: Actor) -> Mapping[int, int]:
    rows = _jkm(actor).filter(state__in=PAID_STATES)
    counted = rows.values_list("person_id").annotate(n=Count("month", distinct=True))
    return dict(counted.order_by())
