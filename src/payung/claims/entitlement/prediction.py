"""What a case is due, from the ledger's months, the case's facts and its family; never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.claims.entitlement.basis import basis_of
from payung.claims.models import (
    Case,
    CaseFacts,
    Entitlement,
    EventKind,
    FamilyMember,
    Program,
    Stage,
)
from payung.ledger.selectors import paid_months_of

if TYPE_CHECKING:
    from payung.law.jamsostek.benefits import Assessment

CASH = ("santunan", "berkala", "pemakaman", "stmb", "cacat")
"""What the family itself is paid."""

CARE = ("perawatan", "transport")
"""What is paid to who treated and carried, or back to who paid it; never added to the cash."""

NOW = (*CASH, *CARE)
"""All that isn't paid year by year; for lists of components, not for sums."""

_CERTAIN_FIRST = ("pemakaman", "santunan", "berkala", "stmb", "cacat")
"""The order in which certain cash is laid upon components when the rest is open."""

PERCENT_UNKNOWN = "PERSEN_CACAT_BELUM_ADA"
WAGE_UNKNOWN = "UPAH_BELUM_DIKETAHUI"
TWO_LOSSES = "DUA_KEHILANGAN"
DISABLED_THEN_DEAD = "CACAT_LALU_MENINGGAL"
"""Questions of one case that no column of `law batch` knows."""

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

FLAGS = {
    "incapacity_months": "incapacity_months",
    "incapacity_days": "incapacity_days",
    "other_membership": "other_membership",
}
PERMILLES = {
    "disability_permille": "disability_percent",
    "function_loss_permille": "function_loss_percent",
}
"""The same for months, days, and shares in tenths of a percent."""


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
    rows = assessments(actor, case)
    fresh = _entitlement(case, facts, rows)
    newest = Entitlement.objects.filter(case=case).first()
    if newest is not None and (newest.facts, newest.result) == (fresh.facts, fresh.result):
        return newest
    fresh.save()
    return fresh


def law_facts(actor: Actor, case: Case) -> dict[str, Any]:
    """The case in the names of `law batch`; the program is added by who asks.

    Who died of an accident later died under the law of that day; the months count at the accident.
    """
    paid = paid_months_of(actor, case.person_id)
    happened, basis = case.event.happened_on, basis_of(case)
    children = list(case.family.filter(relation="child"))
    died = died_later(case)
    return {
        "case_id": str(case.pk),
        "event_date": (died or happened).isoformat(),
        **({"accident_date": happened.isoformat()} if died else {}),
        **case_columns(case.facts),
        **basis.asked,
        **({"traffic": 1} if case.event.traffic else {}),
        **basis.counted(paid, happened),
        **({"children": children_of(children)} if children else {}),
    }


def event_day(case: Case) -> date:
    """The day by whose law and ages the case is reckoned."""
    return died_later(case) or case.event.happened_on


def died_later(case: Case) -> date | None:
    """The day on which somebody died of an accident, where a doctor named one after it."""
    if case.facts.outcome != "death":
        return None
    notice = case.notices.filter(stage=Stage.SECOND, outcome="death").first()
    day = timezone.localdate(notice.counted_from) if notice else None
    return day if day and day > case.event.happened_on else None


def case_columns(facts: CaseFacts) -> dict[str, Any]:
    """The columns of the case that the law reads; zeros are left out."""
    columns = {law: int(getattr(facts, own)) for own, law in (RUPIAH_FACTS | FLAGS).items()}
    found: dict[str, Any] = {name: value for name, value in columns.items() if value}
    for own, law in PERMILLES.items():
        if permille := getattr(facts, own):
            found[law] = f"{permille / 10:.1f}"
    if facts.outcome == "partial_disability":
        found.setdefault("disability_percent", "0.0")  # none noted yet
    return found | {"event": facts.outcome}


def own_questions(case: Case) -> list[str]:
    """Codes of what is open in this case beside what the law itself asks."""
    facts, found = case.facts, []
    if case.program != Program.JKM and basis_of(case).income is None:
        found.append(WAGE_UNKNOWN)
    if facts.outcome == "partial_disability" and not facts.disability_permille:
        found.append(PERCENT_UNKNOWN)
    if facts.two_losses:
        found.append(TWO_LOSSES)
    if facts.outcome == "death" and case.event.kind == EventKind.ACCIDENT and _was_disabled(case):
        found.append(DISABLED_THEN_DEAD)
    return found


def _was_disabled(case: Case) -> bool:
    """Whether total disability was granted or paid before the death was known."""
    earlier = case.entitlements.filter(facts__event="total_disability")
    granted = case.decisions.filter(granted=True).exists() or case.payments.exists()
    return granted and earlier.exists()


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


def _entitlement(
    case: Case, facts: Mapping[str, Any], assessments: list[Assessment]
) -> Entitlement:
    low, high = _extremes(assessments)
    chosen = max(assessments, key=lambda one: one.total_high)
    kept = {name: value for name, value in facts.items() if name != "children"}
    questions = own_questions(case)
    doubtful = 0
    if DISABLED_THEN_DEAD in questions:  # what was paid for the disability may count for the death
        doubtful = low["santunan"] + low["berkala"]
        low |= {"santunan": 0, "berkala": 0}
    single = len(assessments) == 1 and not questions
    return Entitlement(
        case=case,
        facts=kept | {"program": case.program, "children": len(facts.get("children", ()))},
        result={
            "low": low,
            "high": high,
            "reasons": [
                *sorted({code for assessment in assessments for code in assessment.reasons}),
                *questions,
            ],
            "basis": chosen.basis,
        },
        status=chosen.status if single else "needs_decision",
        cash_low_rp=min(assessment.cash_low for assessment in assessments) - doubtful,
        cash_high_rp=max(assessment.cash for assessment in assessments),
        care_low_rp=min(assessment.care_low for assessment in assessments),
        care_high_rp=max(assessment.care for assessment in assessments),
        jasa_raharja_rp=max(assessment.jasa_raharja for assessment in assessments),
        beasiswa_low_rp=low["beasiswa"],
        beasiswa_high_rp=high["beasiswa"],
        law_version=chosen.law_version,
        computed_at=clock.now(),
        area_id=case.area_id,
    )


def _extremes(assessments: list[Assessment]) -> tuple[dict[str, int], dict[str, int]]:
    """The least and the most of each component over all readings of the case."""
    lows = [certain(assessment) for assessment in assessments]
    names = (*NOW, "beasiswa")
    low = {name: min(assessment[name] for assessment in lows) for name in names}
    high = {name: max(assessment.components[name] for assessment in assessments) for name in names}
    return low, high


def certain(assessment: Assessment) -> dict[str, int]:
    """What of each component is certain: cash, care and scholarship each on its own."""
    low = _laid(assessment.components, _CERTAIN_FIRST, assessment.cash_low)
    low |= _laid(assessment.components, CARE, assessment.care_low)
    return low | {"beasiswa": assessment.total_low - assessment.cash_low - assessment.care_low}


def _laid(components: Mapping[str, int], names: Sequence[str], rest: int) -> dict[str, int]:
    low = {}
    for name in names:
        low[name] = min(components[name], rest)
        rest -= low[name]
    return low
