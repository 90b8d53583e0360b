"""Reading what was planned, accepted and paid month by month, and why the rest was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES, LEFT_STATES, PAID_STATES, PersonMonth, State
from payung.ledger.selectors import entries, person_months
from payung.payments.models import ListRow

_STOPPED = (State.HELD, State.WITHDRAWN, State.REFUNDED)


@dataclass(frozen=True, slots=True)
class Behind:
    """A person behind a difference, and why."""

    person_id: int
    name: str
    state: str
    amount_rp: int


@dataclass(frozen=True, slots=True)
class MonthOfMoney:
    """One month of a programme, in person-months (one a person) and rupiah (both components).

    planned = waiting + accepted + rejected + held + withdrawn + refunded; accepted counts paid ones
    too. In rupiah: what has left the payer, `left_rp`, less what came back, is `paid_rp`.
    """

    month: Month
    planned: int
    waiting: int
    accepted: int
    rejected: int
    held: int
    withdrawn: int
    refunded: int
    paid: int
    posted: int
    accepted_rp: int
    left_rp: int
    refunded_rp: int
    paid_rp: int
    behind: tuple[Behind, ...]

    @property
    def difference_rp(self) -> int:
        return self.accepted_rp - self.paid_rp

    @property
    def balanced(self) -> bool:
        parts = self.waiting + self.accepted + self.rejected + self.held
        parts += self.withdrawn + self.refunded
        money = self.left_rp - self.refunded_rp == self.paid_rp <= self.accepted_rp
        return self.planned == parts and money


def reconciliation(actor: Actor, programme: str) -> list[MonthOfMoney]:
    """Planned against accepted and paid, month by month, with the names behind differences."""
    rows = person_months(actor).filter(scheme=programme)
    counts = {row["month"]: row for row in _counts(rows.filter(component="jkm"))}
    money = {row["month"]: row for row in _sums(rows)}
    behind = _behind(rows)
    return [
        MonthOfMoney(**(counts[month] | money[month]), behind=tuple(behind.get(month, ())))
        for month in sorted(counts)
    ]


def reasons_behind(actor: Actor, programme: str) -> dict[tuple[int, str], str]:
    """(person, state) → why BPJS rejects a person, or why months are held or withdrawn."""
    stopped = person_months(actor).filter(scheme=programme, state__in=_STOPPED)
    behind = entries(actor).filter(pk__in=stopped.order_by().values("entry")).order_by("pk")
    rejected = ListRow.objects.filter(list__programme=programme, accepted=False).order_by("list_id")
    causes = behind.values_list("person_id", "state", "cause")
    said = {(person, state): cause for person, state, cause in causes}
    return said | {
        (person, State.REJECTED): reason
        for person, reason in rejected.values_list("person_id", "reason")
    }


def _counts(rows: QuerySet[PersonMonth]) -> list[dict[str, Any]]:
    found = rows.values("month").annotate(
        planned=Count("id"),
        waiting=Count("id", filter=Q(state__in=(State.PLANNED, State.SUBMITTED))),
        accepted=Count("id", filter=Q(state__in=COVERED_STATES)),
        rejected=Count("id", filter=Q(state=State.REJECTED)),
        held=Count("id", filter=Q(state=State.HELD)),
        withdrawn=Count("id", filter=Q(state=State.WITHDRAWN)),
        refunded=Count("id", filter=Q(state=State.REFUNDED)),
        paid=Count("id", filter=Q(state__in=PAID_STATES)),
        posted=Count("id", filter=Q(state=State.POSTED)),
    )
    return [dict(row) for row in found]


def _sums(rows: QuerySet[PersonMonth]) -> list[dict[str, Any]]:
    found = rows.values("month").annotate(
        accepted_rp=Sum("amount_rp", filter=Q(state__in=COVERED_STATES), default=0),
        left_rp=Sum("amount_rp", filter=Q(state__in=LEFT_STATES), default=0),
        refunded_rp=Sum("amount_rp", filter=Q(state=State.REFUNDED), default=0),
        paid_rp=Sum("amount_rp", filter=Q(state__in=PAID_STATES), default=0),
    )
    return [dict(row) for row in found]


def _behind(rows: QuerySet[PersonMonth]) -> dict[Month, list[Behind]]:
    """Who was planned but is not paid, with the state that explains it, per month."""
    found: dict[Month, list[Behind]] = {}
    open_rows = (
        rows.exclude(state__in=PAID_STATES)
        .values_list("month", "person_id", "person__name", "state")
        .annotate(amount=Sum("amount_rp"))
        .order_by("month", "person__name", "person_id")
    )
    for month, person, name, state, amount in open_rows:
        found.setdefault(month, []).append(Behind(person, name, state, amount))
    return found
