"""The last place and the last rupiah: counted and given under one lock of the programme's row."""

from __future__ import annotations

from payung.accounts.scope import Actor
from payung.kernel.errors import OverLimit
from payung.kernel.month import Month
from payung.kernel.rupiah import format_rupiah
from payung.ledger.selectors import person_months
from payung.programmes.cost import cost_per_person
from payung.programmes.models import AmendmentState, Change, Programme
from payung.programmes.selectors import budget


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


def people_inside(actor: Actor, programme: Programme, first: Month) -> int:
    """How many have a live month of the programme from `first` on, and have not left by a signed
    change: prepaid months run on with the leaver, his place is free."""
    left = Change.objects.filter(
        amendment__programme=programme, amendment__state=AmendmentState.SIGNED
    ).exclude(leaver=None)
    inside = person_months(actor).filter(scheme=programme.code, live=True, month__gte=first)
    gone = left.order_by().values("leaver_id")
    return inside.exclude(person_id__in=gone).values("person_id").distinct().count()


def refuse_over_limit(actor: Actor, programme: Programme, first: Month, joiners: int) -> None:
    """Raises `OverLimit` unless `joiners` more people fit headcount and ceiling from `first` on."""
    people = people_inside(actor, programme, first)
    if people + joiners > programme.headcount:
        free = max(programme.headcount - people, 0)
        raise OverLimit(f"Sisa tempat {free} orang, yang akan masuk {joiners} orang.")
    needed = joiners * cost_per_person(programme, first, programme.last_month)
    free_rp = budget(actor, programme).free_rp
    if needed > free_rp:
        raise OverLimit(
            f"Sisa pagu {format_rupiah(free_rp)}, yang dibutuhkan {format_rupiah(needed)}."
        )
