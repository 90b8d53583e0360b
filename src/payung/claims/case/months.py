"""What a person decides about the months around a death, with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.entitlement.basis import basis_of
from payung.claims.entitlement.prediction import law_facts, programs
from payung.claims.ground.obligations import close_tasks
from payung.claims.ground.stages import lock, note_change
from payung.claims.models import Case, CaseState, Task
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.selectors import paid_months_of, person_months
from payung.ledger.services import move_rows

_TO_PAY = (State.PLANNED, State.SUBMITTED, State.ACCEPTED, State.HELD)


@dataclass(frozen=True, slots=True)
class DeathMonthOutlook:
    """What the family is paid, least and most, if the month of death is paid or left unpaid."""

    month: Month
    amount_rp: int
    paid: tuple[int, int]
    unpaid: tuple[int, int]


def outlook(actor: Actor, case: Case) -> DeathMonthOutlook:
    """Both ways of the decision, computed by the law; whether BPJS counts it stays BPJS's word."""
    month = Month.containing(case.event.happened_on)
    rows = person_months(actor).filter(person_id=case.person_id, month=month, state__in=_TO_PAY)
    paid = paid_months_of(actor, case.person_id)
    return DeathMonthOutlook(
        month=month,
        amount_rp=sum(rows.values_list("amount_rp", flat=True)),
        paid=_due(actor, case, [*paid, month]),
        unpaid=_due(actor, case, [one for one in paid if one != month]),
    )


def _due(actor: Actor, case: Case, paid: list[Month]) -> tuple[int, int]:
    from payung.law.jamsostek.benefits import assess

    counted = basis_of(case).counted(paid, case.event.happened_on)
    facts = law_facts(actor, case) | counted
    found = [assess(facts | {"program": program}) for program in programs(case)]
    return min(one.cash_low for one in found), max(one.cash for one in found)


@business_action("claims.decide_death_month", Role.OPERATOR)
def decide_death_month(*, actor: Actor, case_id: int, pays: bool, reason: str) -> None:
    """The month of the death is paid after all, or left out of the lists; with a reason."""
    case = _owing(case_id, Task.UNPAID_DEATH_MONTH, reason)
    month = Month.containing(case.event.happened_on)
    rows = person_months(actor).filter(person_id=case.person_id, month=month)
    cause, document = f"Bulan kematian: {reason.strip()}"[:160], f"kasus {case.pk}"
    chosen = rows.filter(state=State.HELD) if pays else rows.filter(state__in=_TO_PAY)
    move_rows(
        actor=actor,
        rows=chosen,
        state=State.PLANNED if pays else State.WITHDRAWN,
        cause=cause,
        document=document,
    )
    words = "Bulan kematian dibayar" if pays else "Bulan kematian tidak dibayar"
    _settle(actor, case, Task.UNPAID_DEATH_MONTH, f"{words}: {reason.strip()}")
    note(f"case:{case.pk}", pays=pays, reason=reason.strip())


@business_action("claims.ask_contributions_back", Role.OPERATOR)
def ask_contributions_back(*, actor: Actor, case_id: int, remark: str) -> None:
    """Notes that contributions paid for months after the death were asked back, and how."""
    case = _owing(case_id, Task.REFUND, remark)
    _settle(actor, case, Task.REFUND, f"Iuran diminta kembali: {remark.strip()}")
    note(f"case:{case.pk}", note=remark.strip())


def _owing(case_id: int, task: Task, reason: str) -> Case:
    case = lock(case_id)
    if not reason.strip():
        raise BadInput(say("Tulis keputusannya dan alasannya."))
    if not case.obligations.filter(task=task, done_at=None).exists():
        raise Conflict(say("Tidak ada yang harus diputuskan. Muat ulang halaman."))
    return case


def _settle(actor: Actor, case: Case, task: Task, words: str) -> None:
    """Closes the task and keeps the words in the case's history; its stage stays."""
    close_tasks(actor, case, task)
    note_change(actor, case, case.state, CaseState(case.state), words)
