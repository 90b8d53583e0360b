"""Signs of life that verification knows: an officer's word that somebody works and lives here.

An answer of the register is none: a death that nobody registered leaves a record that still agrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max
from django.utils.timezone import localdate

from payung.registry.deaths import sign_of_life
from payung.verification.models import Proposal, ProposalState


@sign_of_life
def verified_on(people: Sequence[int]) -> Mapping[int, date]:
    """The last day on which an officer found a proposal of each person right."""
    proposals = Proposal.objects.filter(
        person__in=people, state=ProposalState.VERIFIED, decided_at__isnull=False
    )
    days = proposals.order_by().values_list("person").annotate(last=Max("decided_at"))
    return {person: localdate(moment) for person, moment in days}
