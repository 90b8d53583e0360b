"""A decision on a proposal is undone by who made it: for a day, or until the next legal step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.verification.models import PaperState, Proposal, ProposalState
from payung.verification.queue import get_proposal
from payung.verification.selectors import proposals
from payung.verification.services import DECIDERS

UNDONE_WITHIN = timedelta(days=1)
Uses = Callable[[Sequence[int]], set[int]]
"""A room's answer: which of these proposals a later step has used."""
_USES: list[Uses] = []


def uses_proposals(room: Uses) -> Uses:
    """Declares a later step after which a decision stands."""
    _USES.append(room)
    return room


def is_undoable(actor: Actor, proposal: Proposal) -> bool:
    """Whether the actor decided it himself within a day, and nothing has been built on it."""
    decided = proposal.state in (ProposalState.VERIFIED, ProposalState.REFUSED)
    if not decided or proposal.decided_by != actor.id or proposal.decided_at is None:
        return False
    if clock.now() - proposal.decided_at > UNDONE_WITHIN:
        return False
    signed = proposal.papers.filter(paper__state=PaperState.SIGNED).exists()
    return not signed and not any(use([proposal.pk]) for use in _USES)


@business_action("verification.undo_decision", *DECIDERS)
def undo_decision(*, actor: Actor, proposal_id: int) -> Proposal:
    """The proposal waits again, as before the decision."""
    proposals(actor).select_for_update().filter(pk=proposal_id).first()
    proposal = get_proposal(actor, proposal_id)
    if not is_undoable(actor, proposal):
        raise Conflict(
            say(
                "Keputusan ini tidak bisa dibatalkan lagi: sudah lewat sehari, sudah dipakai"
                " langkah berikutnya, atau dibuat orang lain."
            )
        )
    before = proposal.state
    proposal.state, proposal.reason = ProposalState.WAITING, ""
    proposal.decided_by, proposal.decided_at = "", None
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    note(f"person:{proposal.person_id}", proposal=proposal.pk, before=before)
    return proposal
