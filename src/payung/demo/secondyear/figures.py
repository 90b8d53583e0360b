"""The figures of the second year that the pages of the site show on 28 February 2026."""

from __future__ import annotations

from typing import Any

from payung.accounts.scope import Actor, acting_as
from payung.demo.mainjob.people import CITY
from payung.demo.secondyear.copying import CODES
from payung.demo.secondyear.gift import CODE as GIFT
from payung.insight.coverage import coverage
from payung.kernel.month import Month
from payung.ledger.selectors import totals
from payung.payments.money.overview import overview


def read(actor: Actor) -> dict[str, Any]:
    """Person-months of the year's programmes, the city's money, and who is protected."""
    with acting_as(actor):
        view, city = overview(actor, 2026, "apbd"), coverage(actor, CITY, Month.of(2026, 2))[0]
        total = view.total
        return {
            "person_months": {code: totals(actor, [code]) for code in (*CODES, GIFT)},
            "money": {
                "pagu_rp": total.pagu,
                "spd_rp": total.spd,
                "sp2d_rp": total.sp2d,
                "posted_rp": total.posted,
                "rest_rp": view.rest,
                "balanced": view.balanced,
            },
            "coverage": {
                "month": "2026-02",
                "protected": city.protected,
                "lapsing": city.lapsing,
            },
        }
