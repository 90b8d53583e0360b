"""Reading changes in lives, limited to the actor's area, and what a decision on them means."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, require_scope
from payung.claims.ground.elsewhere import here_or_told_here
from payung.claims.models import ChangeState, LifeChange
from payung.kernel.errors import OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.selectors import paid_months_of, person_months


@dataclass(frozen=True, slots=True)
class Consequence:
    """What hangs on the decision: the held months, their contribution, what was paid before."""

    held: list[Month]
    amount_rp: int
    paid_months: int


def search_changes(actor: Actor, *, state: str = "") -> QuerySet[LifeChange]:
    """Changes of who lives in the actor's area or was told of there; an RT head's are his own."""
    require_scope(actor)
    found = LifeChange.objects.filter(here_or_told_here(actor.area, "change"))
    if actor.role == Role.RT:
        found = found.filter(reported_by=actor.id)
    found = found.filter(state=state) if state in ChangeState.values else found
    return found.select_related("person", "area").order_by("-happened_on", "pk")


def get_change(actor: Actor, change_id: UUID) -> LifeChange:
    """One change that the actor may see."""
    found = search_changes(actor).filter(pk=change_id).first()
    if found is None:
        raise OutOfArea(say("Kabar ini tidak ada di wilayah Anda."))
    return found


def months_after(actor: Actor, change: LifeChange) -> Consequence:
    """The planned months that a confirmation would hold."""
    return _months(actor, change, State.PLANNED)


def consequence_of(actor: Actor, change: LifeChange) -> Consequence:
    """The months that are held after a change, and what is lost if they stay unpaid."""
    return _months(actor, change, State.HELD)


def _months(actor: Actor, change: LifeChange, state: State) -> Consequence:
    held = person_months(actor).filter(
        person_id=change.person_id,
        state=state,
        month__gt=Month.containing(change.happened_on),
    )
    months = sorted(set(held.values_list("month", flat=True)))
    amount = held.aggregate(sum=Sum("amount_rp"))["sum"] or 0
    return Consequence(months, amount, len(paid_months_of(actor, change.person_id)))
