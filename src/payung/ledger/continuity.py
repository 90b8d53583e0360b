"""Who is about to lapse, who is in arrears, where payers leave a gap, and what a pause costs.

Read off the JKM months of BPU, whoever pays: the law knows one membership, not one per payer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.law.jamsostek.membership import (
    LAPSED,
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
)
from payung.ledger.models import PAID_STATES, PersonMonth, State
from payung.ledger.selectors import person_months
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts

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
    payer: str
    scheme: str
    last_paid: Month
    lapses_after: Month
    last_day: date
    planned: Month | None

    def days_left(self, on: date) -> int:
        return (self.last_day - on).days


def alarms(actor: Actor | None, on: date, within_days: int, posting_days: int = 14) -> list[Alarm]:
    """Members whose last saving day is at most `within_days` away, the most urgent first.

    `posting_days` is how long a payment takes from SPP until BPJS has posted it. Who has lapsed
    already is not listed: a payment is then a new membership.
    """
    planned = _planned(actor)
    found = []
    for person, name, area, payer, scheme, month in _last_paid(actor):
        lapses_after = month + UNPAID_MONTHS_TO_LAPSE
        last_day = lapses_after.last_day - timedelta(days=posting_days)
        if lapses_after.last_day >= on and (last_day - on).days <= within_days:
            found.append(
                Alarm(
                    person, name, area, payer, scheme, month, lapses_after, last_day,
                    planned.get(person),
                )
            )  # fmt: skip
    return sorted(found, key=lambda alarm: (alarm.last_day, alarm.area, alarm.name))


@dataclass(frozen=True, slots=True)
class Arrears:
    """Months that were due before `on` and are not paid, by payer."""

    payer: str
    person_months: int
    amount_rp: int
    oldest: Month


def arrears(actor: Actor | None, on: date) -> list[Arrears]:
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
class Gap:
    """Unpaid and unplanned months of one person between two payers' months."""

    person_id: int
    name: str
    before: str
    after: str
    first: Month
    last: Month

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def fatal(self) -> bool:
        """Whether the membership ends within the gap."""
        return self.months >= UNPAID_MONTHS_TO_LAPSE


def gaps(actor: Actor | None, first: Month, last: Month) -> list[Gap]:
    """Holes between months that some payer has planned or paid, from `first` to `last`: where a
    hand-over would have to begin earlier."""
    chosen = person_months(actor).filter(
        component="jkm", segment="bpu", live=True, month__gte=first, month__lte=last
    )
    inner, parameters = (
        chosen.order_by().values("person_id", "month", "payer_id").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT s.person_id, p.name, b.name, a.name, s.earlier, s.month FROM (
                SELECT m.person_id, m.month, m.payer_id,
                       lag(m.month) OVER w AS earlier, lag(m.payer_id) OVER w AS earlier_payer
                FROM ({inner}) AS m WINDOW w AS (PARTITION BY m.person_id ORDER BY m.month)
            ) s
            JOIN registry_person p ON p.id = s.person_id
            JOIN ledger_payer b ON b.code = s.earlier_payer
            JOIN ledger_payer a ON a.code = s.payer_id
            WHERE s.month > s.earlier + interval '1 month'
            ORDER BY s.earlier, p.name, s.person_id
            """,
            parameters,
        )
        return [
            Gap(
                person,
                name,
                before,
                after,
                Month.containing(day) + 1,
                Month.containing(end).back(1),
            )
            for person, name, before, after, day, end in cursor.fetchall()
        ]


@dataclass(frozen=True, slots=True)
class SharedGap:
    """The same hole of many people: one hand-over to mend."""

    before: str
    after: str
    first: Month
    last: Month
    people: int
    cost_rp: int


def shared_gaps(found: Iterable[Gap], rate_rp: int) -> list[SharedGap]:
    """Gaps with equal payers and months together, the widest first, and what closing each costs."""
    counted = Counter((gap.before, gap.after, gap.first, gap.last) for gap in found)
    return [
        SharedGap(before, after, first, last, people, people * (last - first + 1) * rate_rp)
        for (before, after, first, last), people in counted.most_common()
    ]


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


def pause(actor: Actor | None, restart: Month) -> Pause:
    """The effect of a pause on everybody who has paid months and lives, two statements."""
    last = {person: month for person, _, _, _, _, month in _last_paid(actor)}
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


def _jkm(actor: Actor | None) -> QuerySet[PersonMonth]:
    return person_months(actor).filter(component="jkm", segment="bpu")


def _last_paid(actor: Actor | None) -> list[tuple[int, str, str, str, str, Month]]:
    """Each living member's last paid month with who paid it."""
    dead = facts(actor).filter(kind=FactKind.DEATH).exclude(state=FactState.WITHDRAWN)
    rows = (
        _jkm(actor)
        .filter(state__in=PAID_STATES)
        .exclude(person_id__in=dead.values("person_id"))
        .order_by("person_id", "-month")
        .distinct("person_id")
    )
    columns = ("person_id", "person__name", "area__name", "payer__name", "scheme", "month")
    return list(rows.values_list(*columns))


def _planned(actor: Actor | None) -> Mapping[int, Month]:
    rows = _jkm(actor).filter(live=True).exclude(state__in=PAID_STATES)
    return dict(rows.values_list("person_id").annotate(last=Max("month")).order_by())


def _paid_counts(actor: Actor | None) -> Mapping[int, int]:
    rows = _jkm(actor).filter(state__in=PAID_STATES)
    counted = rows.values_list("person_id").annotate(n=Count("month", distinct=True))
    return dict(counted.order_by())
