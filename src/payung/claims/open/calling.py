"""*Tolong hubungi saya*: a family's number and time become a task of the companion with a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.obligations import close_tasks
from payung.claims.ground.owners import Officers
from payung.claims.ground.selectors import get_case
from payung.claims.ground.stages import HELPERS
from payung.claims.models import CallRequest, CallTime, Case, Obligation, Task
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import WIB, working_days_after
from payung.registry.fields import Sealed

WORKING_DAYS = 1
"""Within how many working days a family that asks is called; an own target."""


@dataclass(frozen=True, kw_only=True)
class CallAsked:
    """Which number, when; the id is the form's."""

    id: UUID
    phone: str
    wanted: CallTime


@business_action("claims.ask_call")
def ask_call(*, actor: Actor, case_id: int, asked: CallAsked, today: date) -> date:
    """Keeps what the family asks and opens the companion's task; returns its day.

    The same form again is the same request. The site acts for the family, which has no account.
    """
    case = get_case(actor, case_id)
    by = working_days_after(today, WORKING_DAYS, ())
    request, made = CallRequest.objects.get_or_create(
        id=asked.id,
        defaults={
            "case": case, "phone": Sealed.of(asked.phone.strip()[:20]), "wanted": asked.wanted,
            "asked_at": clock.now(), "area_id": case.area_id,
        },
    )  # fmt: skip
    if made:
        _open_task(case, by)
    note(f"case:{case.pk}", repeat=not made)
    return by if made else _day_of(request)


def waiting_calls(case: Case) -> QuerySet[CallRequest]:
    """Who of the family waits to be called, the oldest wish first."""
    return CallRequest.objects.filter(case=case, answered_at=None)


@business_action("claims.note_call", *HELPERS)
def note_call(*, actor: Actor, case_id: int, said: str) -> None:
    """The family was called; what was said stays with its request."""
    case = get_case(actor, case_id)
    if not said.strip():
        raise BadInput(say("Tulis singkat apa yang dibicarakan."))
    waiting_calls(case).update(
        answered_at=clock.now(), answered_by=actor.id, said=said.strip()[:200]
    )
    close_tasks(actor, case, Task.CALL_BACK)
    note(f"case:{case.pk}")


def _open_task(case: Case, by: date) -> None:
    owner = Officers(case.area_id).for_task(Task.CALL_BACK, default=case.owner)
    Obligation.objects.get_or_create(
        case=case, task=Task.CALL_BACK, subject="", done_at=None,
        defaults={
            "owner": owner, "opened_at": clock.now(), "alarm_on": by, "area_id": case.area_id,
            "due": datetime.combine(by, time(17), WIB),
        },
    )  # fmt: skip


def _day_of(request: CallRequest) -> date:
    return working_days_after(request.asked_at.astimezone(WIB).date(), WORKING_DAYS, ())
