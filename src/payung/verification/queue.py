"""Reading the queue for the pages: proposals by filter, the progress of each office, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from payung.accounts.scope import Actor, require_scope
from payung.areas.models import Area
from payung.areas.selectors import area_of, areas_in, within
from payung.intake.models import UploadState
from payung.intake.services import uploads
from payung.kernel.area import AreaKind, area_kind, lineage
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.verification.models import DoublePair, PairState, Proposal, ProposalState, Reason
from payung.verification.selectors import pairs, proposals

_RECEIVED = (UploadState.RECEIVED, UploadState.CHECKED, UploadState.CONFIRMED)


@dataclass
class Office:
    """How far one kelurahan or RT is, in persons; `last_sent` is None for a silent one."""

    area: Area
    last_sent: datetime | None = None
    listed: int = 0
    ready: int = 0
    waiting: int = 0
    verified: int = 0
    refused: int = 0
    oldest: datetime | None = None

    @property
    def is_silent(self) -> bool:
        return self.last_sent is None


def search_proposals(
    actor: Actor,
    *,
    state: str = "",
    area: str = "",
    category: str = "",
    text: str = "",
    doubtful: str = "",
    upload: UUID | None = None,
) -> QuerySet[Proposal]:
    """Proposals by state, area, category, name, doubt and upload, the oldest first."""
    rows = proposals(actor).select_related("person", "area__parent")
    exact = {"state": state, "category": category, "upload": upload}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if area:
        rows = rows.filter(**within(area))
    for word in text.split():
        rows = rows.filter(person__name__icontains=word)
    if doubtful:
        rows = rows.exclude(doubts="") if doubtful == "ya" else rows.filter(doubts="")
    return rows


def get_proposal(actor: Actor, proposal_id: int) -> Proposal:
    """One proposal that the actor may see."""
    proposal = (
        proposals(actor)
        .select_related("person", "area__parent", "upload")
        .filter(pk=proposal_id)
        .first()
    )
    if proposal is None:
        raise OutOfArea(say("Usulan ini tidak ada di wilayah Anda."))
    return proposal


def waiting_among(actor: Actor, ids: Iterable[int]) -> list[Proposal]:
    """Which of these proposals still wait for a decision, by name."""
    rows = search_proposals(actor, state=ProposalState.WAITING).filter(pk__in=list(ids))
    return list(rows.order_by("person__name", "pk"))


def refusals(actor: Actor, area: str = "") -> list[tuple[str, int]]:
    """Refused proposals by reason, the commonest first."""
    rows = (
        search_proposals(actor, state=ProposalState.REFUSED, area=area)
        .order_by()
        .values_list("reason")
        .annotate(n=Count("pk"))
    )
    return [(str(Reason(reason).label), n) for reason, n in sorted(rows, key=lambda row: -row[1])]


def board(actor: Actor, parent: str) -> tuple[Office, list[Office]]:
    """The progress of `parent`, and of each kelurahan inside it or each RT of a kelurahan."""
    whole = Office(area_of(parent))
    kind = AreaKind.RT if area_kind(parent) is AreaKind.KELURAHAN else AreaKind.KELURAHAN
    offices = {area.code: Office(area) for area in areas_in(parent, kind)} | {parent: whole}
    _add_uploads(actor, offices)
    _add_proposals(actor, offices)
    return whole, [office for office in offices.values() if office is not whole]


def _add_uploads(actor: Actor, offices: dict[str, Office]) -> None:
    sent = (
        uploads(actor)
        .filter(state__in=_RECEIVED)
        .order_by()
        .values_list("area_id")
        .annotate(last=Max("received_at"), rows=Sum("rows"), back=Sum("rows_tolak"))
    )
    for area, last, rows, back in sent:
        for code in lineage(area):
            if office := offices.get(code):
                office.last_sent = max(filter(None, (office.last_sent, last)))
                office.listed += rows
                office.ready += rows - back


def _add_proposals(actor: Actor, offices: dict[str, Office]) -> None:
    """A proposal of an RT counts for its kelurahan too, if that is what the board shows."""
    waiting = Q(state=ProposalState.WAITING)
    rows = (
        proposals(actor)
        .order_by()
        .values_list("area_id")
        .annotate(
            waiting=Count("pk", filter=waiting),
            verified=Count("pk", filter=Q(state=ProposalState.VERIFIED)),
            refused=Count("pk", filter=Q(state=ProposalState.REFUSED)),
            oldest=Min("proposed_at", filter=waiting),
        )
    )
    for area, open_ones, verified, refused, oldest in rows:
        for code in lineage(area):
            if office := offices.get(code):
                office.waiting += open_ones
                office.verified += verified
                office.refused += refused
                office.oldest = min(filter(None, (office.oldest, oldest)), default=None)


def search_pairs(actor: Actor, state: str = "") -> QuerySet[DoublePair]:
    """Pairs by state, the likeliest first."""
    rows = pairs(actor).select_related("left__area__parent", "right__area__parent", "area__parent")
    return rows.filter(state=state) if state else rows


def get_pair(actor: Actor, pair_id: int) -> DoublePair:
    """One pair whose judgement is the actor's office's."""
    pair = search_pairs(actor).filter(pk=pair_id).first()
    if pair is None:
        raise OutOfArea(say("Pasangan ini diputuskan kantor lain, atau tidak ada."))
    return pair


def next_pair(actor: Actor, after: int) -> DoublePair | None:
    """The likeliest pair that is still open, another than `after`."""
    return search_pairs(actor, PairState.OPEN).exclude(pk=after).first()


def pairs_of(actor: Actor, records: Sequence[int]) -> QuerySet[DoublePair]:
    """The pairs in which one of a person's records stands."""
    require_scope(actor)
    return search_pairs(actor).filter(Q(left__in=records) | Q(right__in=records))


def proposals_of(actor: Actor, records: Sequence[int]) -> QuerySet[Proposal]:
    """All proposals of one person that the actor may see, oldest first."""
    return proposals(actor).filter(person__in=records).select_related("area__parent")
