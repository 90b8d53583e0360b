"""A confirmed report is unconfirmed by who confirmed it: for a day, until the papers are begun."""

from __future__ import annotations

from datetime import date, timedelta

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.obligations import close_tasks, open_task
from payung.claims.ground.owners import Officers
from payung.claims.ground.stages import lock, note_change
from payung.claims.models import Case, CaseState, EventReport, Task
from payung.claims.telling.folding import hold_months
from payung.claims.telling.services import pin_id
from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.programmes.ground.returning import plan_back
from payung.registry.services import unconfirm_fact

UNDONE_WITHIN = timedelta(days=1)
_WHY = say("Kepastian dibatalkan")


def is_unconfirmable(actor: Actor, case: Case) -> bool:
    """Whether the actor confirmed it himself within a day, and nothing has followed."""
    if case.state != CaseState.VERIFIED or case.confirmed_by != actor.id:
        return False
    confirmed = case.stages.filter(state=CaseState.VERIFIED).order_by("-pk").first()
    return confirmed is not None and clock.now() - confirmed.at <= UNDONE_WITHIN


@business_action("claims.unconfirm", Role.OPERATOR, Role.VERIFIER)
def unconfirm(*, actor: Actor, case_id: int, today: date) -> None:
    """The case waits for a confirmation again; months that were withdrawn are held again."""
    case = lock(case_id)
    if not is_unconfirmable(actor, case):
        raise Conflict(
            say(
                "Kepastian ini tidak bisa dibatalkan lagi: sudah lewat sehari, berkas sudah diurus,"
                " atau orang lain yang memastikan. Minta operator menarik laporannya."
            )
        )
    note_change(actor, case, case.state, CaseState.REPORTED, _WHY)
    case.state, case.confirmed_by = CaseState.REPORTED, ""
    officers = Officers(case.area_id)
    case.owner = officers.of(Role.VERIFIER, besides=case.reported_by, default=case.owner)
    case.save()
    EventReport.objects.filter(pk=pin_id(case)).update(taken_back=_WHY)
    if case.event.fact_id is not None:
        unconfirm_fact(actor=actor, fact_id=case.event.fact_id)
        _hold_again(actor, case)
    close_tasks(actor, case, Task.PAPERS)
    besides = case.reported_by
    open_task(case, Task.CONFIRM, on=today, default=actor.id, besides=besides)
    note(f"case:{case.pk}")


def _hold_again(actor: Actor, case: Case) -> None:
    """What the confirmation withdrew is planned anew, and held as after a mere report."""
    document = f"kasus {case.pk}"
    plan_back(actor=actor, person_id=case.person_id, withdrawn_by=document, cause=_WHY)
    hold_months(actor, case, Month.containing(case.event.happened_on), new=False)
