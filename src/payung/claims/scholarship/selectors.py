"""Reading school years, limited to the actor's area."""

from __future__ import annotations

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from payung.accounts.scope import Actor
from payung.claims.ground.selectors import cases
from payung.claims.models import Paper, ScholarshipYear, YearState


def years_due(actor: Actor, running: int) -> QuerySet[ScholarshipYear]:
    """School years that have begun and are neither paid nor over, the oldest first.

    `missing` counts the papers still to come; None before the yearly reminder has asked them.
    """
    subject = Concat(Cast("child_id", CharField()), Value(":"), Cast("school_year", CharField()))
    papers = Paper.objects.filter(
        case=OuterRef("case"), subject=OuterRef("subject"), city_holds=False
    ).order_by()
    return (
        ScholarshipYear.objects.filter(
            case__in=cases(actor),
            case__decisions__granted=True,
            state__in=(YearState.PLANNED, YearState.FILED),
            school_year__lte=running,
        )
        .annotate(subject=subject)
        .annotate(
            missing=Subquery(
                papers.values("case")
                .annotate(n=Count("pk", filter=Q(received_on=None)))
                .values("n")
            )
        )
        .select_related("case__person", "case__area__parent", "child")
        .order_by("school_year", "state", "pk")
        .distinct()
    )
