"""Months that were rejected, or withdrawn by mistake, come back where place and rupiah are left."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Sum

from payung.accounts.scope import Actor
from payung.kernel.errors import OverLimit
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth
from payung.ledger.services import plan_again, unclaimed, withdrawn_months
from payung.programmes.ground.limits import (
    lock_programme,
    places_held,
    refuse_beyond_ceiling,
    signed_changes,
)
from payung.programmes.models import Programme


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


def plan_rejected(
    *, actor: Actor, programme: str, rows: QuerySet[PersonMonth], cause: str, document: str
) -> int:
    """Plans anew months that BPJS had rejected; returns of how many people.

    Who has left with a signed change or is paid by somebody else by now stays as he is.
    `OverLimit` where place or rupiah went to others meanwhile. Part of a business action above.
    """
    locked = lock_programme(programme)
    able = unclaimed(actor, rows).exclude(person_id__in=_leavers(locked))
    _refuse_without_room(actor, locked, able)
    people = able.order_by().values("person_id").distinct().count()
    plan_again(actor=actor, rows=able, cause=cause, document=document)
    return people


def _has_room(
    actor: Actor, person_id: int, programme: Programme, rows: QuerySet[PersonMonth]
) -> bool:
    """Whether a person can have these months back beside those who are in by now."""
    try:
        _refuse_without_room(actor, programme, rows)
    except OverLimit:
        return False
    return not _leavers(programme).filter(leaver=person_id).exists()


def _leavers(programme: Programme) -> QuerySet[Any, Any]:
    """The ids of those who left with a signed change."""
    return signed_changes(programme).exclude(leaver=None).order_by().values("leaver_id")


def _refuse_without_room(actor: Actor, programme: Programme, rows: QuerySet[PersonMonth]) -> None:
    """Raises `OverLimit` unless places and rupiah for these ended months are still there."""
    by_month = Count("person_id", distinct=True)
    back = dict(rows.order_by().values_list("month").annotate(people=by_month))
    inside = places_held(actor, programme).filter(month__in=list(back))
    inside = inside.exclude(person_id__in=rows.order_by().values("person_id"))
    held = dict(inside.order_by().values_list("month").annotate(people=by_month))
    people = max((n + held.get(month, 0) for month, n in back.items()), default=0)
    if people > programme.headcount:
        raise OverLimit(
            say(
                "Tempat kurang {people} orang: sudah diisi orang lain. Tambah kuota lebih dulu.",
                people=people - programme.headcount,
            )
        )
    refuse_beyond_ceiling(actor, programme, rows.aggregate(sum=Sum("amount_rp", default=0))["sum"])
