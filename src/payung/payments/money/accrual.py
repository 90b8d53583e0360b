"""Prepaid and owed contributions on a day, for the accounts at the year's end, with the names.

Owed (utang beban): accepted by BPJS for months up to that day, and no SP2D by then. Prepaid (beban
dibayar dimuka): paid by then for months after it. UU 1/2004 Ps 21(1) forbids paying before the
service without a basis, so each prepaid list asks for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.services import hashed_joins
from payung.payments.ground.selectors import current_rows, months_of_list, payment_lists
from payung.payments.models import MoneyDocument, MoneyKind, PaymentList
from payung.payments.money.papers import GIFT_CHAIN

_LEAVING = (MoneyKind.SP2D, GIFT_CHAIN[-2])


@dataclass(frozen=True, slots=True)
class Accrual:
    """One list's part in one account: prepaid or owed on the day."""

    list: PaymentList
    component: str
    account: str
    amount_rp: int
    paid_on: date | None

    @property
    def month(self) -> Month:
        return self.list.month


def prepaid(actor: Actor, on: date) -> list[Accrual]:
    """Paid up to `on` for months that begin after it."""
    left = _left(actor, on)
    later = [paper for paper in left.values() if paper.list.month > Month.containing(on)]
    return [
        Accrual(paper.list, part.component, part.account, part.amount_rp, paper.dated)
        for paper in sorted(later, key=lambda paper: (paper.list.month, paper.list_id))
        for part in sorted(paper.parts.all(), key=lambda part: part.component)
    ]


def owed(actor: Actor, on: date) -> list[Accrual]:
    """Accepted for months up to `on` and not paid by then."""
    left = _left(actor, on)
    open_lists = [
        chosen
        for chosen in payment_lists(actor).filter(month__lte=Month.containing(on), accepted__gt=0)
        if chosen.pk not in left
    ]
    accruals = []
    for chosen in open_lists:
        paid = MoneyDocument.objects.filter(list=chosen, kind__in=_LEAVING, void_reason="").first()
        accruals += [
            Accrual(chosen, component, chosen.programme.accounts.get(component, ""), amount,
                    paid.dated if paid else None)
            for component, amount in _accepted(actor, chosen)
        ]  # fmt: skip
    return accruals


def _left(actor: Actor, on: date) -> dict[int, MoneyDocument]:
    """List → the paper by which its money had left on that day; the first of several."""
    papers = MoneyDocument.objects.filter(
        list__in=payment_lists(actor), kind__in=_LEAVING, void_reason="", dated__lte=on
    )
    ordered = papers.order_by("-dated").select_related("list__programme__payer")
    return {paper.list_id: paper for paper in ordered.prefetch_related("parts")}


def _accepted(actor: Actor, chosen: PaymentList) -> list[tuple[str, int]]:
    months = months_of_list(actor, chosen, current_rows(chosen).filter(accepted=True))
    with hashed_joins():
        sums = months.filter(state__in=COVERED_STATES).order_by().values_list("component")
        return sorted(sums.annotate(sum=Sum("amount_rp")))
