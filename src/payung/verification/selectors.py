"""Reading proposals and pairs, limited to the actor's area."""

from __future__ import annotations

from django.db.models import Count, Min, QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.verification.models import DoublePair, PairState, Proposal, ProposalState


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Proposals in the actor's area."""
    area = require_scope(actor)
    return Proposal.objects.filter(**within(area))


def pairs(actor: Actor) -> QuerySet[DoublePair]:
    """Pairs for which the actor's office is, or covers, the lowest that sees both."""
    area = require_scope(actor)
    return DoublePair.objects.filter(**within(area))


def waiting(actor: Actor) -> dict[str, object]:
    """What waits for a decision: counts and the oldest date, for the to-do list."""
    undecided = proposals(actor).filter(state=ProposalState.WAITING)
    summary = undecided.aggregate(count=Count("pk"), oldest=Min("proposed_at"))
    return {**summary, "pairs": pairs(actor).filter(state=PairState.OPEN).count()}
