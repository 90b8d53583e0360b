"""Which proposals a ranking has used: decisions on them stand."""

from __future__ import annotations

from collections.abc import Sequence

from payung.programmes.models import Ranked
from payung.verification.undoing import uses_proposals


@uses_proposals
def ranked_among(proposals: Sequence[int]) -> set[int]:
    """Those of the proposals that stand in a ranking, approved or not."""
    rows = Ranked.objects.filter(proposal__in=list(proposals))
    return set(rows.values_list("proposal_id", flat=True))
