"""Months that were withdrawn by mistake come back, as far as place and rupiah are still there."""

from __future__ import annotations

from django.db.models import Count, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.ledger.models import PersonMonth
from payung.ledger.services import plan_again, withdrawn_months
from payung.programmes.limits import lock_programme, places_held
from payung.programmes.models import AmendmentState, Change, Programme
from payung.programmes.selectors import budget


def plan_back(*, actor: Actor, person_id: int, withdrawn_by: str, cause: str) -> int:
    """Plans anew what the document `withdrawn_by` had withdrawn; returns the ledger's rows.

    Where somebody else has got the place or the rupiah meanwhile, the months of that programme
    stay withdrawn: the gaps of the living name them. Part of a business action of the rooms above.
    """
    rows = withdrawn_months(actor, person_id, withdrawn_by)
    known = Programme.objects.filter(pk__in=rows.order_by().values("scheme")).order_by("pk")
    full = [
        code
        for code in known.values_list("pk", flat=True)
        if not _has_room(actor, person_id, lock_programme(code), rows.filter(scheme=code))
    ]
    return plan_again(
        actor=actor, rows=rows.exclude(scheme__in=full), cause=cause, document=withdrawn_by
    )


def _has_room(
    actor: Actor, person_id: int, programme: Programme, rows: QuerySet[PersonMonth]
) -> bool:
    """Whether a person can have these months back beside those who are in by now."""
    left = Change.objects.filter(
        amendment__programme=programme, amendment__state=AmendmentState.SIGNED, leaver=person_id
    )
    months = rows.order_by().values("month")
    others = places_held(actor, programme).exclude(person_id=person_id).filter(month__in=months)
    counts = others.order_by().values_list("month").annotate(people=Count("id"))
    people = max((n for _month, n in counts), default=0)
    needed = rows.aggregate(sum=Sum("amount_rp", default=0))["sum"]
    if left.exists() or people + 1 > programme.headcount:
        return False
    return bool(needed <= budget(actor, programme).free_rp)
