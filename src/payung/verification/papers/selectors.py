"""Reading papers, limited to the actor's area: which are stale, and who stands under a signed one.

Whether a paper is stale is read off the proposals each time; a stored mark could be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.verification.models import (
    Paper,
    PaperKind,
    PaperName,
    PaperState,
    Proposal,
    ProposalState,
)
from payung.verification.papers.snapshot import NameLine

PROPOSING = (PaperKind.MINUTES, PaperKind.PROPOSAL)
"""Papers that name who is proposed, whatever verification says later."""

_CHANGED = Q(paper__kind__in=PROPOSING, proposal__state=ProposalState.WITHDRAWN) | (
    ~Q(paper__kind__in=PROPOSING)
    & (~Q(proposal__state=F("outcome")) | ~Q(proposal__reason=F("reason")))
)


def papers(actor: Actor, *, kind: str = "", state: str = "") -> QuerySet[Paper]:
    """Papers of the actor's area, newest first; `stale` says whether a name has changed since."""
    area = require_scope(actor)
    changed = PaperName.objects.filter(_CHANGED, paper=OuterRef("pk"))
    papers = Paper.objects.filter(**within(area))
    wanted = {"kind": kind, "state": state}
    papers = papers.filter(**{name: value for name, value in wanted.items() if value})
    return papers.annotate(stale=Exists(changed)).select_related("area__parent")


def get_paper(actor: Actor, paper_id: UUID) -> Paper:
    """One paper that the actor may see."""
    paper = papers(actor).filter(pk=paper_id).first()
    if paper is None:
        raise OutOfArea(say("Kertas ini tidak ada di wilayah Anda."))
    return paper


def changed_names(paper: Paper) -> list[PaperName]:
    """The names whose proposal is no longer as the paper says."""
    return list(paper.names.filter(_CHANGED).select_related("proposal"))


def lines_of(paper: Paper) -> list[NameLine]:
    """The frozen lines in the paper's order, read with one statement."""
    rows = paper.names.values_list(
        "number", "proposal_id", "name", "birth_date", "occupation", "area_id", "outcome", "reason"
    )
    return [NameLine(*row) for row in rows]


def proposals_under(actor: Actor, kinds: Iterable[PaperKind]) -> set[int]:
    """Proposals that stand under a signed paper of each of these kinds, as they still are."""
    require_scope(actor)
    signed = (
        PaperName.objects.filter(paper__state=PaperState.SIGNED)
        .exclude(outcome=ProposalState.REFUSED)
        .exclude(_CHANGED)
        .order_by()
    )
    found = [set(signed.filter(paper__kind=k).values_list("proposal_id", flat=True)) for k in kinds]
    return set.intersection(*found) if found else set()


def unnamed(actor: Actor) -> QuerySet[Proposal]:
    """Verified proposals that no standing minutes of verification name."""
    require_scope(actor)
    named = PaperName.objects.filter(
        paper__kind=PaperKind.VERIFICATION, outcome=ProposalState.VERIFIED
    ).exclude(paper__state=PaperState.CANCELLED)
    verified = Proposal.objects.order_by().filter(state=ProposalState.VERIFIED)
    return verified.exclude(pk__in=named.values("proposal_id"))


def papers_naming(actor: Actor, proposals: Sequence[int]) -> QuerySet[PaperName]:
    """Where these proposals are named, the newest paper first; replaced papers left out."""
    require_scope(actor)
    named = PaperName.objects.filter(proposal__in=list(proposals)).select_related("paper")
    return named.exclude(paper__state=PaperState.CANCELLED).order_by("-paper__made_at")
