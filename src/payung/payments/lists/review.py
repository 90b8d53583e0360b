"""What a list to pay would submit, read before the one act that submits it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Min, Sum

from payung.accounts.scope import Actor
from payung.areas.selectors import area_names
from payung.kernel.area import kelurahan_of
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.payments.ground.selectors import payment_lists
from payung.payments.models import ListRow, ListState
from payung.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Review:
    """Who is planned for a month: number, rupiah, by kelurahan, and against the last list."""

    month: Month
    sequence: int
    people: int
    rp: dict[str, int]
    by_kelurahan: list[tuple[str, int]]
    before: Month | None
    joined: int
    left: int

    @property
    def total_rp(self) -> int:
        return sum(self.rp.values())


def next_month(actor: Actor, programme: Programme) -> Month:
    """The earliest month for which somebody waits; the programme's first where nobody does."""
    rows = person_months(actor).filter(scheme=programme.code, state=State.PLANNED)
    return rows.aggregate(first=Min("month"))["first"] or programme.first_month


def review(actor: Actor, programme: Programme, month: Month) -> Review:
    """What a list of this month would hold now, before its own checks hold who is doubtful."""
    planned = person_months(actor).filter(scheme=programme.code, month=month, state=State.PLANNED)
    sums = planned.order_by().values_list("component").annotate(sum=Sum("amount_rp"))
    places = dict(planned.order_by().values_list("person_id", "area_id"))
    counts = Counter(kelurahan_of(area) for area in places.values())
    names = area_names(list(counts))
    made = payment_lists(actor).filter(programme=programme)
    last = made.filter(month__lt=month).exclude(state=ListState.CANCELLED).first()
    earlier = set(
        ListRow.objects.filter(list__programme=programme, list__month=last.month)
        .exclude(list__state=ListState.CANCELLED)
        .values_list("person_id", flat=True)
        if last
        else ()
    )
    return Review(
        month=month,
        sequence=made.filter(month=month).count() + 1,
        people=len(places),
        rp=dict(sums),
        by_kelurahan=[(names.get(code, code), counts[code]) for code in sorted(counts)],
        before=last.month if last else None,
        joined=len(places.keys() - earlier) if last else 0,
        left=len(earlier - places.keys()) if last else 0,
    )
