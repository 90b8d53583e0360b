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
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts


@dataclass(frozen=True, slots=True)
class PaidAfter:
    """One person's months that were paid after a fact of his life, all payers together.

    `after_known` are those of them whose month began only after the city knew: these are the
    office's own fault; the others are to be asked back without blame.
    """

    person_id: int
    name: str
    area: str
    kind: FactKind
    happened_on: date
    known_on: date
    months: int
    after_known: int
    amount_rp: int
    first: Month
    last: Month
    payers: str

    @property
    def words(self) -> str:
        return str(self.kind.label)


def paid_after_facts(actor: Actor | None) -> list[PaidAfter]:
    """Everyone paid for after a fact that ends the right, the dearest first; two statements.

    The month of a death is owed; of a move or a job, the month in which it happened still counts.
    """
    known = [
        (person, name, area, FactKind(kind), happened, localdate(known_at))
        for person, name, area, kind, happened, known_at in facts(actor)
        .exclude(state=FactState.WITHDRAWN)
        .order_by("person_id", "happened_on")
        .values_list(
            "person_id", "person__name", "person__area_id", "kind", "happened_on", "known_at"
        )
    ]
    paid: dict[int, list[tuple[Month, int, str]]] = {}
    rows = person_months(actor).filter(
        state__in=PAID_STATES, segment="bpu", person_id__in=[person for person, *_ in known]
    )
    for person, month, amount, payer in rows.values_list(
        "person_id", "month", "amount_rp", "payer__name"
    ):
        paid.setdefault(person, []).append((month, amount, payer))
    found = (
        _finding(after, person, name, area, kind, happened, known_on)
        for person, name, area, kind, happened, known_on in known
        if (after := [row for row in paid.get(person, ()) if row[0] > Month.containing(happened)])
    )
    return sorted(found, key=lambda f: (-f.amount_rp, f.person_id))


def _finding(
    after: Sequence[tuple[Month, int, str]],
    person: int,
    name: str,
    area: str,
    kind: FactKind,
    happened: date,
    known_on: date,
) -> PaidAfter:
    months = {month for month, *_ in after}
    return PaidAfter(
        person_id=person,
        name=name,
        area=area,
        kind=kind,
        happened_on=happened,
        known_on=known_on,
        months=len(months),
        after_known=sum(month.first_day > known_on for month in months),
        amount_rp=sum(rp for _, rp, _ in after),
        first=min(months),
        last=max(months),
        payers=", ".join(sorted({payer for *_, payer in after})),
    )
