"""The last place and the last rupiah: counted and given under one lock of the programme's row."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, QuerySet

from payung.accounts.scope import Actor
from payung.kernel.errors import OverLimit
from payung.kernel.month import Month
from payung.kernel.sentence import Rp, say
from payung.ledger.models import PersonMonth
from payung.ledger.selectors import person_months
from payung.programmes.ground.cost import cost_per_person
from payung.programmes.ground.selectors import budget
from payung.programmes.models import AmendmentState, Change, Programme


def lock_programme(code: str) -> Programme:
    """The programme as it stands now; until the transaction ends, nobody else gives a place or a
    rupiah of it, and nobody changes how many there are."""
    locked = Programme.objects.select_for_update(of=("self",)).select_related("payer")
    return locked.get(pk=code)


def lock_overlapping(programme: Programme) -> None:
    """Locks the programmes that could choose the same people, in the order of their codes."""
    same_time = Programme.objects.filter(
        segment=programme.segment,
        first_month__lte=programme.last_month,
        last_month__gte=programme.first_month,
    )
    list(same_time.select_for_update().order_by("code").values_list("code"))


def signed_changes(programme: Programme) -> QuerySet[Change]:
    """Who left and who joined with a signed change of the programme's decree."""
    return Change.objects.filter(
        amendment__programme=programme, amendment__state=AmendmentState.SIGNED
    )


def places_held(actor: Actor, programme: Programme) -> QuerySet[PersonMonth]:
    """One row for each person and month in which he has a place: live, and not left by then with
    a signed change. Prepaid months run on with the leaver, his place is free."""
    left = signed_changes(programme).filter(
        amendment__first_month__lte=OuterRef("month"), leaver_id=OuterRef("person_id")
    )
    inside = person_months(actor).filter(scheme=programme.code, live=True, component="jkm")
    return inside.exclude(Exists(left))


def people_inside(actor: Actor, programme: Programme, first: Month) -> int:
    """How many have a place in the fullest month from `first` on: who leaves later holds his
    place until then."""
    held = places_held(actor, programme).filter(month__gte=first).order_by()
    counts = held.values_list("month").annotate(people=Count("id"))
    return max((people for _month, people in counts), default=0)


def refuse_over_limit(actor: Actor, programme: Programme, first: Month, joiners: int) -> None:
    """Raises `OverLimit` unless `joiners` more people fit headcount and ceiling from `first` on."""
    people = people_inside(actor, programme, first)
    if people + joiners > programme.headcount:
        free = max(programme.headcount - people, 0)
        raise OverLimit(
            say(
                "Sisa tempat {free} orang, yang akan masuk {joiners} orang.",
                free=free,
                joiners=joiners,
            )
        )
    needed = joiners * cost_per_person(programme, first, programme.last_month)
    refuse_beyond_ceiling(actor, programme, needed)


def refuse_beyond_ceiling(actor: Actor, programme: Programme, needed_rp: int) -> None:
    """Raises `OverLimit` unless the ceiling holds so many rupiah more."""
    free_rp = budget(actor, programme).free_rp
    if needed_rp > free_rp:
        raise OverLimit(
            say(
                "Sisa pagu {free}, yang dibutuhkan {needed}. Naikkan pagu lebih dulu.",
                free=Rp(free_rp),
                needed=Rp(needed_rp),
            )
        )


def refuse_overdrawn(actor: Actor, programme: Programme) -> None:
    """Raises `OverLimit` where more is promised by now than the ceiling holds: who was in with some
    months and gets more of them is no joiner, and costs rupiah too."""
    free_rp = budget(actor, programme).free_rp
    if free_rp < 0:
        raise OverLimit(
            say(
                "Pagu kurang {missing} untuk semua bulan SK ini. Naikkan pagu lebih dulu.",
                missing=Rp(-free_rp),
            )
        )
