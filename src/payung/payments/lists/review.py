"""What a list to pay would submit, read before the one act that submits it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Min, Sum

from payung.accounts.scope import Actor
from payung.areas.selectors import kelurahan_counts
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.payments.ground.selectors import payment_lists
from payung.payments.models import ListRow, ListState
from payung.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class ListPreview:
    """Who is planned for a month: number, rupiah, by kelurahan, and against the last list."""

    month: Month
    sequence: int
    people: int
    rp: dict[str, int]
    by_kelurahan: list[tuple[str, int]]
    before: Month | None
    people_rows: frozenset[int]
    joined_rows: frozenset[int]
    left_rows: frozenset[int]

    @property
    def joined(self) -> int:
        return len(self.joined_rows)

    @property
    def left(self) -> int:
        return len(self.left_rows)

    @property
    def total_rp(self) -> int:
        return sum(self.rp.values())


def next_month(actor: Actor, programme: Programme) -> Month:
    """The earliest month for which somebody waits; the programme's first where nobody does."""
    rows = person_months(actor).filter(scheme=programme.code, state=State.PLANNED)
    return rows.aggregate(first=Min("month"))["first"] or programme.first_month


def review(actor: Actor, programme: Programme, month: Month) -> ListPreview:
    """What a list of this month would hold now, before its own checks hold who is doubtful."""
    planned = person_months(actor).filter(scheme=programme.code, month=month, state=State.PLANNED)
    sums = planned.order_by().values_list("component").annotate(sum=Sum("amount_rp"))
    places = dict(planned.order_by().values_list("person_id", "area_id"))
    made = payment_lists(actor).filter(programme=programme)
    last = made.filter(month__lt=month).exclude(state=ListState.CANCELLED).first()
    earlier = set(
        ListRow.objects.filter(list__programme=programme, list__month=last.month)
        .exclude(list__state=ListState.CANCELLED)
        .values_list("person_id", flat=True)
        if last
        else ()
    )
    return ListPreview(
        month=month,
        sequence=made.filter(month=month).count() + 1,
        people=len(places),
        rp=dict(sums),
        by_kelurahan=kelurahan_counts(places.values()),
        before=last.month if last else None,
        people_rows=frozenset(places),
        joined_rows=frozenset(places.keys() - earlier if last else ()),
        left_rows=frozenset(earlier - places.keys() if last else ()),
    )
