"""What somebody proposed himself: mended or withdrawn as long as nobody has acted on it."""

from __future__ import annotations

from collections.abc import Mapping

from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.intake.services import SENDERS
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.ledger.selectors import person_months
from payung.registry.mending import mend_record
from payung.registry.selectors import lives_with
from payung.verification.models import Category, PaperState, Proposal, ProposalState
from payung.verification.newcomers import remember_newcomers
from payung.verification.queue import get_proposal
from payung.verification.selectors import proposals


def is_open(actor: Actor, proposal: Proposal) -> bool:
    """Whether it is the actor's own, and neither an office nor a signed paper has spoken of it."""
    own = proposal.collected_by == actor.id and proposal.state == ProposalState.WAITING
    return own and not proposal.papers.filter(paper__state=PaperState.SIGNED).exists()


def is_mendable(actor: Actor, proposal: Proposal) -> bool:
    """Whether the record behind it is his word alone, so that he may word it anew."""
    if not is_open(actor, proposal) or not lives_with(actor, proposal.person):
        return False
    others = Proposal.objects.filter(person=proposal.person_id).exclude(
        collected_by=actor.id, state=ProposalState.WAITING
    )
    return (
        not others.exclude(state=ProposalState.WITHDRAWN, collected_by=actor.id).exists()
        and not person_months(actor).filter(person_id=proposal.person_id).exists()
    )


@business_action("verification.withdraw_proposal", *SENDERS)
def withdraw_proposal(*, actor: Actor, proposal_id: int) -> Proposal:
    """Takes one's own proposal back; the person may be proposed anew."""
    proposal = _locked(actor, proposal_id)
    proposal.state = ProposalState.WITHDRAWN
    proposal.save(update_fields=["state"])
    note(f"person:{proposal.person_id}", proposal=proposal.pk)
    return proposal


@business_action("verification.mend_proposal", *SENDERS)
def mend_proposal(
    *, actor: Actor, proposal_id: int, words: Mapping[str, str], category: Category
) -> Proposal:
    """Words one's own proposal anew; whoever looks for doubles looks again."""
    proposal = _locked(actor, proposal_id)
    if not is_mendable(actor, proposal):
        raise Conflict(
            say("Orang ini juga tercatat dari tempat lain. Tarik usulannya, lalu usulkan lagi.")
        )
    changed = mend_record(actor=actor, person_id=proposal.person_id, words=words)
    if category != proposal.category:
        _refuse_twice(proposal, category)
        proposal.category = category
        proposal.save(update_fields=["category"])
        changed.append("category")
    remember_newcomers(actor, [proposal.person_id])
    note(f"person:{proposal.person_id}", proposal=proposal.pk, changed=changed)
    return proposal


def _locked(actor: Actor, proposal_id: int) -> Proposal:
    """The proposal for the act, refused once somebody has acted on it."""
    proposals(actor).select_for_update().filter(pk=proposal_id).first()
    proposal = get_proposal(actor, proposal_id)
    if not is_open(actor, proposal):
        raise Conflict(
            say(
                "Usulan ini bukan kiriman Anda, atau petugas sudah bertindak atasnya. Hubungi"
                " kelurahan."
            )
        )
    return proposal


def _refuse_twice(proposal: Proposal, category: Category) -> None:
    same = Proposal.objects.filter(
        person=proposal.person_id, area=proposal.area_id, category=category
    )
    if same.exclude(state=ProposalState.WITHDRAWN).exists():
        raise Conflict(say("Orang ini sudah diusulkan dengan jenis itu. Lihat daftar usulan."))
