"""Everybody who is verified and has no place in a programme, ranked by its rules."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.selectors import person_months
from payung.programmes.ground.limits import signed_changes
from payung.programmes.models import AmendmentState, Change, Programme
from payung.programmes.ranking.candidates import candidates_of
from payung.programmes.ranking.order import RankedPlace, rank_candidates
from payung.programmes.rules.criteria import read_rules


def without_place(
    actor: Actor, programme: Programme, places: int, first_month: Month, on: date
) -> list[RankedPlace]:
    """Best first, whenever they were verified; who is in, has left, or is named in a change that
    nobody has refused is not among them."""
    inside = person_months(actor).filter(scheme=programme.code, live=True).order_by()
    joining = Change.objects.filter(amendment__programme=programme).exclude(joiner=None)
    joining = joining.exclude(amendment__state=AmendmentState.REFUSED)
    taken = set(inside.values_list("person_id", flat=True).distinct())
    taken |= set(joining.values_list("joiner_id", flat=True))
    gone = signed_changes(programme).exclude(leaver=None)
    taken |= set(gone.values_list("leaver_id", flat=True))
    candidates = candidates_of(actor, programme, on, first_month)
    return rank_candidates(
        [candidate for candidate in candidates if candidate.person_id not in taken],
        read_rules(programme.criteria, programme.area_id), quotas={}, places=places,
    )  # fmt: skip
