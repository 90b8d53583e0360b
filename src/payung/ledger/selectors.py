"""Reading the ledger, limited to what the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet, Sum

from payung.accounts.scope import Actor, require_scope
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES, PAID_STATES, Entry, PersonMonth, State

_FIRST_MONTHS = """
    WITH RECURSIVE known AS (
        (SELECT scheme, month FROM ledger_personmonth ORDER BY scheme, month LIMIT 1)
        UNION ALL
        SELECT following.* FROM known, LATERAL (
            SELECT scheme, month FROM ledger_personmonth WHERE scheme > known.scheme
            ORDER BY scheme, month LIMIT 1
        ) AS following
    )
    SELECT min(month) FROM known
"""


def person_months(actor: Actor) -> QuerySet[PersonMonth]:
    """The person-months whose person or area the actor may see (the database holds the fence)."""
    require_scope(actor)
    return PersonMonth.objects.all()


def planned(actor: Actor) -> QuerySet[PersonMonth]:
    """All that was planned and not withdrawn: paid, refused and refunded months stay planned."""
    return person_months(actor).exclude(state=State.WITHDRAWN)


def entries(actor: Actor) -> QuerySet[Entry]:
    """Every change of those person-months: who, when, why, on which paper."""
    require_scope(actor)
    return Entry.objects.all()


def first_month(actor: Actor) -> Month | None:
    """The first month in sight, by whatever programme; None in an empty ledger.

    Steps through the index from programme to programme: a plain minimum reads the whole ledger.
    """
    require_scope(actor)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_MONTHS)
        [(first,)] = cursor.fetchall()
    return Month.containing(first) if first else None


def paid_months_of(actor: Actor, person_id: int) -> list[Month]:
    """The months in which JKM was paid for the person, by whoever paid, oldest first."""
    rows = person_months(actor).filter(person_id=person_id, component="jkm", state__in=PAID_STATES)
    return sorted(set(rows.values_list("month", flat=True)))


def first_paid_months(actor: Actor, people: Sequence[int]) -> dict[int, Month]:
    """The first month in which JKM was paid for each of these persons; who has none is left out."""
    rows = person_months(actor).filter(person_id__in=people, component="jkm", state__in=PAID_STATES)
    return dict(rows.order_by().values_list("person_id").annotate(first=Min("month")))


def totals(actor: Actor, schemes: Sequence[str]) -> dict[str, int]:
    """Person-months (orang-bulan) and rupiah by what became of them, over all months.

    A person-month counts once (its JKM row); rupiah sum both components.
    """
    rows = person_months(actor).filter(scheme__in=schemes)
    once = rows.filter(component="jkm").aggregate(
        planned=Count("id"),
        accepted=Count("id", filter=Q(state__in=COVERED_STATES)),
        rejected=Count("id", filter=Q(state=State.REJECTED)),
        withdrawn=Count("id", filter=Q(state=State.WITHDRAWN)),
        held=Count("id", filter=Q(state=State.HELD)),
    )
    money = rows.aggregate(
        planned_rp=Sum("amount_rp"), paid_rp=Sum("amount_rp", filter=Q(state__in=PAID_STATES))
    )
    return {name: value or 0 for name, value in (once | money).items()}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Person-months (orang-bulan) and rupiah of one month, payer and state."""

    month: Month
    payer: str
    scheme: str
    state: str
    person_months: int
    amount_rp: int


def report(actor: Actor) -> list[ReportLine]:
    """The whole ledger in sight by month, payer, scheme and state; one statement."""
    rows = (
        person_months(actor)
        .values_list("month", "payer_id", "scheme", "state")
        .annotate(once=Count("id", filter=Q(component="jkm")), rupiah=Sum("amount_rp"))
        .order_by("month", "payer_id", "scheme", "state")
    )
    return [ReportLine(*row) for row in rows]
