"""Reading proposals and pairs, limited to the actor's area."""

from __future__ import annotations

from django.db.models import Count, Min, QuerySet

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.registry.selectors import require_actor
from payung.verification.models import DoublePair, PairState, Proposal, ProposalState


def proposals(actor: Actor | None) -> QuerySet[Proposal]:
    """Proposals in the actor's area."""
    area = require_actor(actor).area
    return Proposal.objects.filter(**within(area))


def pairs(actor: Actor | None) -> QuerySet[DoublePair]:
    """Pairs for which the actor's office is, or covers, the lowest that sees both."""
    area = require_actor(actor).area
    return DoublePair.objects.filter(**within(area))


def waiting(actor: Actor | None) -> dict[str, object]:
    """What waits for a decision: counts and the oldest date, for the to-do list."""
    undecided = proposals(actor).filter(state=ProposalState.WAITING)
    summary = undecided.aggregate(count=Count("pk"), oldest=Min("proposed_at"))
    return {**summary, "pairs": pairs(actor).filter(state=PairState.OPEN).count()}
