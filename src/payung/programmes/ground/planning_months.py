"""Plans a programme's months for people, in as few statements as the law's amounts allow."""

from __future__ import annotations

from collections.abc import Sequence

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.services import Cover, plan
from payung.programmes.ground.cost import monthly_amounts, same_amounts
from payung.programmes.models import Programme


def plan_months(
    actor: Actor,
    programme: Programme,
    people: Sequence[tuple[int, str]],
    span: tuple[Month, Month],
    *,
    cause: str,
    document: str,
) -> int:
    """Each month of the span, both ends included, for each (person, area); the new rows."""
    first, last = span
    by_month = monthly_amounts(programme, first.through(last))
    return sum(
        plan(
            actor=actor,
            people=people,
            months=months,
            cover=Cover(
                payer=programme.payer_id,
                scheme=programme.code,
                segment=programme.segment,
                amounts=amounts,
            ),
            cause=cause,
            document=document,
        )
        for months, amounts in same_amounts(by_month)
    )
