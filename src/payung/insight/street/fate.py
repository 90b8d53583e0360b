"""What became of each proposal, in a sentence that its sender can say at the door.

The same words for who was new and for who was known elsewhere (docs/adr/0065).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.programmes.models import Outcome, Ranked
from payung.programmes.results.selectors import approved_places, told_reason
from payung.ui.words import shown
from payung.verification.models import Category, Proposal, ProposalState
from payung.verification.refusing import REFUSED
from payung.verification.selectors import proposals
from payung.verification.states import RECEIVED

OBJECT = gettext_lazy("Yang keberatan boleh bicara dengan kelurahan.")


@dataclass(frozen=True, slots=True)
class ProposalFate:
    """A proposal with its fate in words."""

    name: str
    href: str
    state: str
    words: str
    is_head: bool
    person_id: int


def told_proposals(actor: Actor) -> dict[int, ProposalFate]:
    """The newest proposal of each person of the area by person, withdrawn ones left out."""
    rows = proposals(actor).exclude(state=ProposalState.WITHDRAWN).select_related("person")
    placed = {place.person_id: place for place in approved_places(actor).order_by("selection_id")}
    return {
        proposal.person_id: ProposalFate(
            proposal.person.name,
            reverse("proposal", args=[proposal.pk]),
            proposal.state,
            _words(actor, proposal, placed.get(proposal.person_id)),
            proposal.category == Category.RT_HEAD,
            proposal.person_id,
        )
        for proposal in rows.order_by("proposed_at", "pk")
    }


def _words(actor: Actor, proposal: Proposal, place: Ranked | None) -> str:
    if proposal.state == ProposalState.WAITING:
        return str(RECEIVED)
    if proposal.state == ProposalState.REFUSED:
        return f"{REFUSED.get(proposal.reason, proposal.get_reason_display())} {OBJECT}"
    if place is None:
        return _("Sudah diperiksa kelurahan, menunggu seleksi kota.")
    if place.outcome == Outcome.IN:
        return _("Terpilih. Perlindungan berjalan mulai bulan pertama yang dibayar.")
    if place.outcome == Outcome.RESERVE:
        return _("Masuk daftar cadangan. Naik bila ada yang keluar.")
    return _("Belum terpilih: %(why)s") % {"why": shown(told_reason(actor, place.reason))}
