"""What an auditor asks first: who was paid for after a death, a move or a job, and known when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import PAID_STATES
from payung.ledger.selectors import person_months
from payung.registry.deaths import When, last_day, when
from payung.registry.models import FactKind, FactState, LifeFact
from payung.registry.selectors import facts

Paid = tuple[Month, int, str]
"""A month of one payer, its rupiah, and who paid."""


@dataclass(frozen=True, slots=True)
class PaidAfter:
    """One person's months that were paid after a fact of his life, all payers together.

    `after_known` are those of them whose month began only after the city knew: these are the
    office's own fault; the others are to be asked back without blame. A death without a day has
    its bounds in `happened`; what was paid between them stands apart: nobody knows yet whether it
    was owed. `first` to `last` span both.
    """

    person_id: int
    name: str
    area: str
    kind: FactKind
    happened: When
    known_on: date
    months: int
    after_known: int
    amount_rp: int
    perhaps_months: int
    perhaps_rp: int
    first: Month
    last: Month
    payers: str

    @property
    def words(self) -> str:
        return str(self.kind.label)

    @property
    def happened_on(self) -> date | None:
        return self.happened.day


def paid_after_facts(actor: Actor) -> list[PaidAfter]:
    """Everyone paid for after a fact that ends the right, the dearest first; two statements.

    The month of a death is owed; of a move or a job, the month in which it happened still counts.
    """
    told = facts(actor).exclude(state=FactState.WITHDRAWN).select_related("person")
    known = list(told.order_by("person_id", last_day()))
    paid: dict[int, list[Paid]] = {}
    rows = person_months(actor).filter(
        state__in=PAID_STATES, segment="bpu", person_id__in=[fact.person_id for fact in known]
    )
    for person, month, amount, payer in rows.values_list(
        "person_id", "month", "amount_rp", "payer__name"
    ):
        paid.setdefault(person, []).append((month, amount, payer))
    found = [_finding(fact, paid.get(fact.person_id, ())) for fact in known]
    seen = [one for one in found if one is not None]
    return sorted(seen, key=lambda f: (-f.amount_rp, -f.perhaps_rp, f.person_id))


@dataclass(frozen=True, slots=True)
class Around:
    """What was paid for one person surely and perhaps after his death, all payers together."""

    months: int
    amount_rp: int
    perhaps_months: int
    perhaps_rp: int


def paid_around(actor: Actor, person_id: int, death: When) -> Around:
    rows = person_months(actor).filter(state__in=PAID_STATES, segment="bpu", person_id=person_id)
    paid = list(rows.values_list("month", "amount_rp"))
    after = [row for row in paid if death.surely_before(row[0])]
    perhaps = [row for row in paid if death.perhaps_before(row[0])]
    return Around(
        len({month for month, _ in after}),
        sum(rp for _, rp in after),
        len({month for month, _ in perhaps}),
        sum(rp for _, rp in perhaps),
    )


def _finding(fact: LifeFact, paid: Sequence[Paid]) -> PaidAfter | None:
    happened, known_on = when(fact), localdate(fact.known_at)
    after = [row for row in paid if happened.surely_before(row[0])]
    perhaps = [row for row in paid if happened.perhaps_before(row[0])]
    if not after and not perhaps:
        return None
    months = {month for month, *_ in after}
    every = [*after, *perhaps]
    return PaidAfter(
        person_id=fact.person_id,
        name=fact.person.name,
        area=fact.person.area_id,
        kind=FactKind(fact.kind),
        happened=happened,
        known_on=known_on,
        months=len(months),
        after_known=sum(month.first_day > known_on for month in months),
        amount_rp=sum(rp for _, rp, _ in after),
        perhaps_months=len({month for month, *_ in perhaps}),
        perhaps_rp=sum(rp for _, rp, _ in perhaps),
        first=min(month for month, *_ in every),
        last=max(month for month, *_ in every),
        payers=", ".join(sorted({payer for *_, payer in every})),
    )
