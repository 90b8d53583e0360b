"""What a case is due, from the ledger's months, the case's facts and its family; never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.claims.models import Case, CaseFacts, Entitlement, FamilyMember, Program
from payung.ledger.selectors import paid_months_of

if TYPE_CHECKING:
    from payung.law.jamsostek.benefits import Assessment

NOW = ("santunan", "berkala", "pemakaman", "stmb", "cacat", "perawatan", "transport")
CERTAIN_FIRST = ("pemakaman", "santunan", "berkala", *NOW[3:], "beasiswa")
"""The order in which a certain sum is laid upon components when the rest is open."""

RUPIAH_FACTS = {
    "medical_cost_rp": "medical_cost",
    "transport_land_rp": "transport_land",
    "transport_sea_rp": "transport_sea",
    "transport_air_rp": "transport_air",
    "home_care_rp": "home_care",
    "prosthesis_rp": "prosthesis",
    "hearing_rp": "hearing",
    "glasses_rp": "glasses",
    "dental_rp": "dental",
    "rehabilitation_rp": "rehabilitation",
}
"""Columns of the case to columns of `law batch`."""

_ASSESSED = ("paid_months", "membership_months", "unpaid_months", "paid_months_total")


def assessments(actor: Actor, case: Case) -> list[Assessment]:
    """What the law says today: one assessment, or two while JKM or JKK is undecided."""
    from payung.law.jamsostek.benefits import assess

    facts = law_facts(actor, case)
    return [assess(facts | {"program": program}) for program in programs(case)]


def programs(case: Case) -> tuple[str, ...]:
    return ("jkm", "jkk") if case.program == Program.UNDECIDED else (case.program,)


def predict(actor: Actor, case: Case) -> Entitlement:
    """Computes what the case is due and keeps it; earlier computations stay, equal ones too.

    Nothing is stored when the newest computation says the same.
    """
    facts = law_facts(actor, case)
    found = assessments(actor, case)
    fresh = _entitlement(case, facts, found)
    newest = Entitlement.objects.filter(case=case).first()
    if newest is not None and (newest.facts, newest.result) == (fresh.facts, fresh.result):
        return newest
    fresh.save()
    return fresh


def law_facts(actor: Actor, case: Case) -> dict[str, Any]:
    """The case in the names of `law batch`; the program is added by who asks."""
    from payung.law.jamsostek.membership import membership_at

    paid = paid_months_of(actor, case.person_id)
    counted = membership_at(paid, case.event.happened_on)
    children = list(case.family.filter(relation="child"))
    return {
        "case_id": str(case.pk),
        "event_date": case.event.happened_on.isoformat(),
        **case_columns(case.facts),
        **{name: getattr(counted, name) for name in _ASSESSED},
        **({"children": children_of(children)} if children else {}),
    }


def case_columns(facts: CaseFacts) -> dict[str, Any]:
    """The columns of the case that the law reads; zeros are left out."""
    columns = {law: getattr(facts, own) for own, law in RUPIAH_FACTS.items()}
    columns["incapacity_months"] = facts.incapacity_months
    columns["other_membership"] = int(facts.other_membership)
    found: dict[str, Any] = {name: value for name, value in columns.items() if value}
    if facts.disability_permille:
        found["disability_percent"] = f"{facts.disability_permille / 10:.1f}"
    if facts.function_loss_permille:
        found["function_loss_percent"] = f"{facts.function_loss_permille / 10:.1f}"
    return found | {"event": facts.outcome, "segment": facts.segment, "income": facts.income_rp}


def children_of(children: Iterable[FamilyMember]) -> list[dict[str, Any]]:
    """Children as the law reads them; their birth dates are opened here and kept nowhere."""
    return [
        {
            "stage": child.stage or "PRA",
            "birth_date": child.birth_date.reveal() or None,
            "married": child.married,
            "working": True if child.working == "ya" else child.working,
        }
        for child in children
    ]


def _entitlement(case: Case, facts: Mapping[str, Any], found: list[Assessment]) -> Entitlement:
    low, high = _extremes(found)
    chosen = max(found, key=lambda one: one.total_high)
    kept = {name: value for name, value in facts.items() if name != "children"}
    return Entitlement(
        case=case,
        facts=kept | {"program": case.program, "children": len(facts.get("children", ()))},
        result={
            "low": low,
            "high": high,
            "reasons": sorted({code for one in found for code in one.reasons}),
            "basis": chosen.basis,
        },
        status=chosen.status if len(found) == 1 else "needs_decision",
        now_low_rp=sum(low[name] for name in NOW),
        now_high_rp=sum(high[name] for name in NOW),
        beasiswa_low_rp=low["beasiswa"],
        beasiswa_high_rp=high["beasiswa"],
        law_version=chosen.law_version,
        computed_at=clock.now(),
        area_id=case.area_id,
    )


def _extremes(found: list[Assessment]) -> tuple[dict[str, int], dict[str, int]]:
    """The least and the most of each component over all readings of the case."""
    lows = [certain(one.components, one.total_low) for one in found]
    low = {name: min(one[name] for one in lows) for name in CERTAIN_FIRST}
    high = {name: max(one.components[name] for one in found) for name in CERTAIN_FIRST}
    return low, high


def certain(components: Mapping[str, int], total_low: int) -> dict[str, int]:
    """What of each component is certain when only `total_low` of their sum is."""
    rest, low = total_low, {}
    for name in CERTAIN_FIRST:
        low[name] = min(components[name], rest)
        rest -= low[name]
    return low
