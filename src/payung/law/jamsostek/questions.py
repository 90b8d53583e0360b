"""Questions that several rooms ask the law in the very same words."""

from __future__ import annotations

from datetime import date

from payung.law.jamsostek.benefits import Assessment, assess
from payung.law.jamsostek.law import Law


def jkm_of(
    event: date,
    *,
    paid_before: int,
    membership_months: int | None = None,
    segment: str = "bpu",
    base_rp: int | None = None,
    payer: str = "",
    law: Law | None = None,
) -> Assessment:
    """JKM of somebody without children who dies on `event` after `paid_before` months in a row.

    The event's own month is none of them, paid or not. Without `membership_months` the membership
    is as long as the months say: the first is a part of a month, so one fewer. JKM asks for no
    base; one is told only so that the steps show it.
    """
    if membership_months is None:
        membership_months = max(paid_before - 1, 0)
    case: dict[str, object] = {
        "program": "jkm",
        "event": "death",
        "event_date": event,
        "segment": segment,
        "income": base_rp,
        "payer": payer,
        "paid_months": paid_before,
        "membership_months": membership_months,
    }
    return assess(case, law)
