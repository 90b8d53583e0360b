"""Reading cases, limited to the actor's area."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from payung.accounts.scope import Actor
from payung.claims.models import Case, CaseState, Entitlement
from payung.registry.selectors import require_actor


def cases(actor: Actor | None) -> QuerySet[Case]:
    """Cases in the actor's area that were not withdrawn."""
    area = require_actor(actor).area
    return Case.objects.filter(area_id__gte=area, area_id__lt=f"{area}/").exclude(
        state=CaseState.WITHDRAWN
    )


def latest_entitlements(actor: Actor | None) -> QuerySet[Entitlement]:
    """The newest computation of each case that the actor may see."""
    newest = Entitlement.objects.filter(case=OuterRef("case")).order_by("-id").values("id")[:1]
    return Entitlement.objects.filter(case__in=cases(actor), id=Subquery(newest))
