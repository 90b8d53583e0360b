"""What a decree needs of this room: verified people, named by minutes that are signed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.office.readiness import FirstAct, Need
from payung.verification.models import Paper, PaperKind, PaperState, Proposal, ProposalState


def needs(actor: Actor) -> Sequence[Need]:
    verified = Proposal.objects.filter(state=ProposalState.VERIFIED).exists()
    minutes = Paper.objects.filter(kind=PaperKind.VERIFICATION, state=PaperState.SIGNED).exists()
    return [
        Need(FirstAct.DECREE, _("Usulan terverifikasi"), verified, reverse("proposal_list")),
        Need(
            FirstAct.DECREE, _("Berita acara verifikasi ditandatangani"), minutes,
            reverse("paper_list"),
        ),
    ]  # fmt: skip
