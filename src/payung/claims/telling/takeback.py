"""Taking back a mistaken report: one line of several, or the whole case with all that it held."""

from __future__ import annotations

from datetime import date

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.holding import free_months
from payung.claims.ground.obligations import close_tasks
from payung.claims.ground.stages import lock, move, roles_of
from payung.claims.models import Case, CaseState, DeathMatch, EventReport, MatchState
from payung.claims.telling.services import refold
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.programmes.ground.returning import plan_back
from payung.registry.services import withdraw_fact


@business_action("claims.withdraw_report", *roles_of("withdraw"))
def withdraw_report(*, actor: Actor, case_id: int, reason: str, today: date | None = None) -> bool:
    """Takes back a mistaken report: the hold is released and the case closed as withdrawn.

    Returns whether it was closed. An RT head takes back his own line only: where others told the
    same, the case stands on theirs. What the kelurahan has confirmed another operator can still
    undo, and the months are planned anew.
    """
    case = lock(case_id)
    if not reason.strip():
        raise BadInput(say("Tulis alasan laporan ditarik."))
    others_stand = actor.role == Role.RT and _take_back_own_line(actor, case, reason)
    if others_stand:
        refold(actor, case, today or clock.today())
    else:
        _withdraw(actor, case, reason)
    note(f"case:{case.pk}", reason=reason, others_stand=others_stand)
    return not others_stand


def _take_back_own_line(actor: Actor, case: Case, reason: str) -> bool:
    """Marks the actor's own lines; whether any line of somebody else is left."""
    if case.state != CaseState.REPORTED:
        raise BadInput(say("Laporan ini sudah dipastikan. Minta kelurahan menariknya."))
    lines = EventReport.objects.filter(event=case.event, taken_back="")
    own = lines.filter(reported_by=actor.id)
    if not own.update(taken_back=reason.strip()[:200]):
        raise BadInput(say("Laporan ini dibuat orang lain. Minta kelurahan menariknya."))
    return lines.exists()


def _withdraw(actor: Actor, case: Case, reason: str) -> None:
    confirmed = case.state != CaseState.REPORTED
    if confirmed and (actor.role != Role.OPERATOR or case.confirmed_by == actor.id):
        raise Conflict(say("Laporan ini sudah dipastikan. Minta operator lain menariknya."))
    move(actor, case, "withdraw", reason)
    if case.event.fact_id is not None:
        withdraw_fact(actor=actor, fact_id=case.event.fact_id)
        cause, document = f"Laporan ditarik: {reason}", f"kasus {case.pk}"
        free_months(actor, case.person_id, cause=cause, document=document)
        if confirmed:
            plan_back(
                actor=actor, person_id=case.person_id, withdrawn_by=document, cause=cause[:160]
            )
    DeathMatch.objects.filter(case=case).update(state=MatchState.OPEN, case=None)
    close_tasks(actor, case)
