"""A city's month in figures, to lay beside other cities: aggregates with their definitions.

No person and no kelurahan stands in it, and no number of one to four persons. The hash is of the
words below it, so that a figure changed on the way is found.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Min, Q

from payung import __version__
from payung.accounts.scope import Actor
from payung.areas.settling import the_city
from payung.claims.figures.selectors import Benefit, Delay, benefit, delays
from payung.insight.comparison import FORMAT, MEANINGS, PEOPLE, fingerprint
from payung.insight.coverage import Coverage, coverage
from payung.insight.leader import contribution
from payung.insight.small_cells import few
from payung.insight.workers import denominators
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months
from payung.payments.money.overview import spare


def snapshot(actor: Actor, month: Month, made_on: date) -> dict[str, Any]:
    """The month as one document; the year's figures run from January to the month."""
    city = the_city()
    if city is None:
        raise BadInput(say("Kota belum dibuka. Buka dulu dengan payung city new."))
    counted = _figures(actor, city.code, month)
    hidden = sorted(name for name in PEOPLE if few(counted[name] or 0))
    told: dict[str, Any] = {
        "format": FORMAT,
        "city": {"code": city.code, "name": city.name},
        "month": str(month),
        "made_on": made_on.isoformat(),
        "version": __version__,
        "figures": {
            name: {"value": None if name in hidden else value, "meaning": MEANINGS[name]}
            for name, value in counted.items()
        },
        "hidden": hidden,
        "denominators": [
            {
                "code": one.code, "meaning": one.meaning, "workers": one.workers,
                "source": one.source, "as_of": one.as_of.isoformat(),
            }
            for one in denominators()
            if one.area == city.code
        ],
    }  # fmt: skip
    return told | {"sha256": fingerprint(told)}


def _figures(actor: Actor, city: str, month: Month) -> dict[str, int | None]:
    first, last = Month.of(month.year, 1).first_day, month.last_day
    whole: Coverage = coverage(actor, city, month)[0]
    due: Benefit = benefit(actor, city, first, last)
    half: Delay = delays(actor, city, first, last)[0]
    year = contribution(actor, city, month.year)
    stayed, began = _after_a_year(actor, month)
    rests = [one.rest_rp for one in spare(actor, month.year)]
    return {
        "listed": whole.listed, "verified": whole.verified, "protected": whole.protected,
        "lapsing": whole.lapsing, "died": whole.died,
        "covered_in_year": year.people, "person_months": year.person_months,
        "began_a_year_ago": began, "active_after_12": stayed,
        "paid_rp": year.paid_rp, "rest_rp": sum(rests) if rests else None,
        "cases": due.cases, "families_paid": due.families_paid, "benefit_paid_rp": due.paid_rp,
        "notice_days": half.notice_days, "paid_days": half.paid_days,
    }  # fmt: skip


def _after_a_year(actor: Actor, month: Month) -> tuple[int, int]:
    """Of those first covered twelve months before: who is covered now, and how many they were."""
    covered = person_months(actor).filter(component="jkm", state__in=COVERED_STATES)
    began = (
        covered.order_by().values("person_id").annotate(first=Min("month"))
        .filter(first=month.back(12)).values("person_id")
    )  # fmt: skip
    stayed = covered.filter(Q(month=month), person_id__in=began).values("person_id").distinct()
    return stayed.count(), began.count()
