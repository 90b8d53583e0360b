"""What a case is due, from the ledger's months and the law; never typed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from payung.accounts.scope import Actor
from payung.claims.models import Case, Entitlement
from payung.ledger.selectors import paid_months_of

if TYPE_CHECKING:
    from payung.law.jamsostek.benefits import Assessment

BASE_RP = 1_000_000
"""The monthly base that BPJS holds for members paid at the floor."""

NOW = ("santunan", "berkala", "pemakaman", "stmb", "cacat", "perawatan", "transport")


def predict(actor: Actor, case: Case, details: Mapping[str, Any]) -> Entitlement:
    """Computes what the case is due today and keeps it; earlier computations stay.

    `details` are further columns of `law batch`, such as children or medical cost.
    """
    from payung.law.jamsostek.benefits import assess

    facts = _facts(actor, case) | {k: v for k, v in details.items() if v not in (None, "")}
    return _kept(case, facts, assess(facts))


def _facts(actor: Actor, case: Case) -> dict[str, Any]:
    from payung.law.jamsostek.membership import membership_at

    event = case.event
    paid = paid_months_of(actor, case.person_id)
    membership = membership_at(paid, event.happened_on)
    return {
        "case_id": str(event.pk),
        "program": case.program,
        "event": "death" if event.kind == "kematian" else "injury",
        "event_date": event.happened_on.isoformat(),
        "segment": "bpu",
        "income": BASE_RP,
        "paid_months": membership.paid_months,
        "membership_months": membership.membership_months,
        "unpaid_months": membership.unpaid_months,
        "paid_months_total": membership.paid_months_total,
    }


def _kept(case: Case, facts: Mapping[str, Any], found: Assessment) -> Entitlement:
    low, high = _bounds(found)
    beasiswa = found.components["beasiswa"]
    beasiswa_low = min(beasiswa, found.total_low)
    return Entitlement.objects.create(
        case=case,
        facts=dict(facts),
        result={
            "components": found.components,
            "total_low": found.total_low,
            "total_high": found.total_high,
            "reasons": found.reasons,
            "basis": found.basis,
        },
        status=found.status,
        now_low_rp=low,
        now_high_rp=high,
        beasiswa_low_rp=beasiswa_low if beasiswa else 0,
        beasiswa_high_rp=beasiswa,
        law_version=found.law_version,
        computed_at=timezone.now(),
        area_id=case.area_id,
    )


def _bounds(found: Assessment) -> tuple[int, int]:
    """Lowest and highest of what is paid at once, the scholarship apart."""
    now = sum(found.components[name] for name in NOW)
    if found.total is not None:
        return now, now
    return max(min(found.total_low, now), 0), now
