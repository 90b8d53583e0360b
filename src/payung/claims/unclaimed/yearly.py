"""The year's families: found, contacted, filed, paid with how many rupiah, and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.claims.models import (
    AttemptKind,
    CaseState,
    DeathMatch,
    FamilyAttempt,
    MatchState,
    Payment,
)

_NOT_YET_FILED = (CaseState.REPORTED, CaseState.VERIFIED, CaseState.PAPERS, CaseState.WITHDRAWN)
_NO_FAMILY = (MatchState.NOT_THE_SAME, MatchState.WITHDRAWN, MatchState.ELSEWHERE)
_WHY_NOT = (AttemptKind.REFUSED, AttemptKind.MOVED, AttemptKind.NO_HEIR, AttemptKind.NO_RIGHT)
NEVER_REACHED, STILL_ON_THE_WAY = "belum_dihubungi", "berjalan"


@dataclass(frozen=True, slots=True)
class Year:
    """Families found in one year by any source; `why_not` counts those who have not filed.

    `others` are matches that were answered to be another person.
    """

    found: int
    contacted: int
    filed: int
    paid: int
    paid_rp: int
    others: int
    why_not: Mapping[str, int]


def year_of_families(actor: Actor, year: int) -> Year:
    """Everybody who was found from January to December of `year`, each person once."""
    scope = require_scope(actor)
    span = (date(year, 1, 1), date(year, 12, 31))
    all_found = DeathMatch.objects.filter(found_on__range=span, **within(scope))
    families = {
        match.person_id: match
        for match in all_found.exclude(state__in=_NO_FAMILY).select_related("case").order_by("pk")
    }
    cases = {p: m.case for p, m in families.items() if m.case is not None}
    tries = _last_tries([match.pk for match in families.values()])
    filed = {p for p, case in cases.items() if case.state not in _NOT_YET_FILED}
    payments = Payment.objects.filter(case__in=[case.pk for case in cases.values()])
    paid = set(payments.values_list("case__person", flat=True))
    contacted = {p for p, match in families.items() if match.pk in tries} | set(cases)
    why_not = Counter(
        _why(tries.get(match.pk), reached=p in contacted)
        for p, match in families.items()
        if p not in filed
    )
    return Year(
        found=len(families),
        contacted=len(contacted),
        filed=len(filed),
        paid=len(paid),
        paid_rp=int(payments.aggregate(sum=Sum("amount_rp"))["sum"] or 0),
        others=all_found.filter(state=MatchState.NOT_THE_SAME).count(),
        why_not=dict(sorted(why_not.items())),
    )


def _last_tries(matches: list[int]) -> dict[int, str]:
    tries = FamilyAttempt.objects.filter(match__in=matches).order_by("on", "pk")
    return dict(tries.values_list("match_id", "kind"))


def _why(kind: str | None, *, reached: bool) -> str:
    if kind in _WHY_NOT:
        return str(kind)
    return STILL_ON_THE_WAY if reached else NEVER_REACHED
