"""The figures of the main job, read off the database through the selectors."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Sum

from payung.accounts.scope import Actor, acting_as
from payung.claims.ground.selectors import cases, latest_entitlements
from payung.claims.ground.selectors import summary as claims_summary
from payung.claims.models import EventKind
from payung.demo.mainjob.covering import CODES, MONTHS, rate_rp
from payung.demo.mainjob.people import CITY
from payung.insight.coverage import coverage
from payung.insight.risk import sum_at_risk
from payung.insight.workers import denominators
from payung.intake.services import uploads
from payung.ledger.selectors import totals
from payung.payments.audit.followup import findings
from payung.payments.cards.services import card_counts
from payung.payments.minutes.selectors import all_minutes, unsigned
from payung.payments.models import FindingState
from payung.payments.money.overview import overview
from payung.programmes.ground.selectors import approved_ranks
from payung.programmes.models import Outcome
from payung.registry.selectors import persons
from payung.verification.models import ProposalState
from payung.verification.selectors import proposals


def figures(actor: Actor) -> dict[str, Any]:
    """What `demo --json` prints, `seconds_by_stage` apart."""
    with acting_as(actor):
        return {
            **_lists(actor),
            "persons": persons(actor).count(),
            "verified": proposals(actor).filter(state=ProposalState.VERIFIED).count(),
            **_selected(actor),
            **_months(actor),
            **_events(actor),
            "claims": claims_summary(actor),
            "money": _money(actor),
            "findings": _findings(actor),
            "cards": _cards(actor),
            "coverage": _coverage(actor),
        }


def _lists(actor: Actor) -> dict[str, int]:
    sums = uploads(actor).aggregate(
        listed=Sum("rows"),
        rows_ok=Sum("rows_ok"),
        rows_periksa=Sum("rows_periksa"),
        rows_tolak=Sum("rows_tolak"),
    )
    return {name: value or 0 for name, value in sums.items()}


def _selected(actor: Actor) -> dict[str, Any]:
    counted = {
        (code, outcome): n
        for code, outcome, n in approved_ranks(actor)
        .filter(selection__programme__in=CODES)
        .order_by()
        .values_list("selection__programme_id", "outcome")
        .annotate(n=Count("pk"))
    }
    chosen = {code: counted.get((code, Outcome.IN), 0) for code in CODES}
    return {
        "selected": sum(chosen.values()),
        "reserve": sum(counted.get((code, Outcome.RESERVE), 0) for code in CODES),
        "selected_by_programme": chosen,
    }


def _months(actor: Actor) -> dict[str, int]:
    found = totals(actor, CODES)
    listed = found["accepted"] + found["rejected"]
    return {
        "person_months_planned": listed,
        "person_months_accepted": found["accepted"],
        "person_months_rejected": found["rejected"],
        "person_months_withdrawn": found["withdrawn"],
        "contribution_planned_rp": listed * rate_rp(),
        "contribution_paid_rp": found["paid_rp"],
        "sum_at_risk_rp": sum_at_risk(actor, CODES, MONTHS[-1]),
    }


def _events(actor: Actor) -> dict[str, int]:
    found = latest_entitlements(actor).aggregate(
        low=Sum("cash_low_rp"),
        high=Sum("cash_high_rp"),
        care=Sum("care_high_rp"),
        yearly=Sum("beasiswa_high_rp"),
    )
    money = {name: value or 0 for name, value in found.items()}
    kinds = cases(actor)
    return {
        "deaths": kinds.filter(event__kind=EventKind.DEATH).count(),
        "accidents": kinds.filter(event__kind=EventKind.ACCIDENT).count(),
        "benefit_expected_rp": money["low"],
        "benefit_open_rp": money["high"] - money["low"],
        "care_expected_rp": money["care"],
        "scholarship_most_rp": money["yearly"],
    }


def _money(actor: Actor) -> dict[str, Any]:
    """The fiscal year from pagu to rest; `balanced` says whether papers and months agree."""
    view = overview(actor, MONTHS[0].year)
    total = view.total
    return {
        "pagu_rp": total.pagu,
        "spd_rp": total.spd,
        "sp2d_rp": total.sp2d,
        "posted_rp": total.posted,
        "rest_rp": view.rest,
        "balanced": view.balanced,
        "minutes": all_minutes(actor).count(),
        "minutes_unsigned": unsigned(actor).count(),
    }


def _findings(actor: Actor) -> dict[str, Any]:
    found = list(findings(actor))
    kinds = Counter(finding.kind for finding in found)
    return {
        "by_kind": dict(sorted(kinds.items())),
        "amount_rp": sum(finding.amount_rp for finding in found),
        "closed": sum(finding.state == FindingState.CLOSED for finding in found),
    }


def _cards(actor: Actor) -> dict[str, int]:
    counts = card_counts(actor)
    names = ("members", "handed", "undelivered", "family_knows")
    return {name: sum(getattr(count, name) for count in counts) for name in names}


def _coverage(actor: Actor) -> dict[str, Any]:
    city = coverage(actor, CITY, MONTHS[-1])[0]
    return {
        "area": CITY,
        "month": str(MONTHS[-1]),
        "listed": city.listed,
        "verified": city.verified,
        "protected": city.protected,
        "lapsing": city.lapsing,
        "died": city.died,
        "denominators": [
            {
                "code": d.code,
                "workers": d.workers,
                "source": d.source,
                "as_of": d.as_of.isoformat(),
                "protected_per_mille": round(1000 * city.protected / d.workers, 1),
            }
            for d in denominators()
        ],
    }
