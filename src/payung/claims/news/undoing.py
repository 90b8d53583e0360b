"""A mistaken confirmation is undone by who made it; a hold that nobody decides on ends."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.ground.holding import free_months
from payung.claims.ground.obligations import close_change_tasks, open_change_task
from payung.claims.models import ChangeState, LifeChange, Task
from payung.claims.news.services import document_of, lock_change
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.registry.services import withdraw_fact


@business_action("claims.undo_confirm_change", Role.OPERATOR, Role.VERIFIER)
def undo_confirm_change(*, actor: Actor, change_id: UUID, today: date) -> None:
    """Takes a confirmation back as long as nobody has decided on what follows from it."""
    change = lock_change(change_id, ChangeState.CONFIRMED)
    if change.confirmed_by != actor.id:
        raise Conflict(say("Hanya yang memastikan bisa membatalkannya. Minta dia, atau operator."))
    held, fact = change.holds, change.fact_id
    change.state, change.confirmed_by = ChangeState.REPORTED, ""
    change.fact, change.hold_ends_on = None, None
    change.save()
    close_change_tasks(actor, change)
    if fact is not None:
        withdraw_fact(actor=actor, fact_id=fact)
    if held:
        cause = say("Kepastian dibatalkan")
        free_months(actor, change.person_id, cause=cause, document=document_of(change))
    besides = change.reported_by
    open_change_task(change, Task.CONFIRM_CHANGE, on=today, default=actor.id, besides=besides)
    note(f"person:{change.person_id}", change=change.pk)


@business_action("claims.end_holds")
def end_holds(*, actor: Actor, today: date) -> int:
    """Holds that nobody decided on in time: the months are planned again, nobody loses cover."""
    late = list(
        LifeChange.objects.select_for_update(of=("self",)).filter(
            state=ChangeState.CONFIRMED, hold_ends_on__lt=today
        )
    )
    for change in late:
        change.state, change.keeps_cover = ChangeState.SETTLED, True
        change.decision = say("Batas keputusan lewat; bulan direncanakan lagi.")
        change.decided_by = actor.id
        change.save()
        free_months(actor, change.person_id, cause=change.decision, document=document_of(change))
        close_change_tasks(actor, change)
    note("claims", ended=len(late))
    return len(late)
