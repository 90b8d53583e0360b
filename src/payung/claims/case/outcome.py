"""From filing to closing: submitted, asked back, decided, paid, objected, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Sum

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.case.branches import branch_of
from payung.claims.entitlement.prediction import NOW
from payung.claims.ground.obligations import close_tasks, open_task
from payung.claims.ground.stages import HELPERS, lock, move, roles_of
from payung.claims.models import Amount, Case, CaseState, Decision, Payment, StageChange, Task
from payung.claims.papers.checklist import missing, missing_sentence, refresh_papers
from payung.claims.scholarship.services import keep_choice, last_year, plan_years
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import Rp, say
from payung.law.jamsostek.benefits import COMPONENTS

_FILED = (Task.PAPERS, Task.CLAIM, Task.FIRST_REPORT, Task.SECOND_REPORT)


@business_action("claims.start_papers", *HELPERS)
def start_papers(*, actor: Actor, case_id: int, today: date) -> None:
    """The companion takes the case on: the checklist is made for this family."""
    case = lock(case_id)
    move(actor, case, "start_papers")
    refresh_papers(case, case.entitlements.latest())
    plan_years(case, case.entitlements.latest())
    note(f"case:{case.pk}")


@business_action("claims.submit", *HELPERS)
def submit(*, actor: Actor, case_id: int, today: date, receipt: str = "") -> None:
    """Files the case at BPJS; what is missing is said in one sentence and nothing is filed.

    `today` is the day on which it went there, `receipt` the number that BPJS gave for it.
    """
    from payung.law.jamsostek.deadlines import WIB, deadline, holidays_of, payment_term

    case = lock(case_id)
    if sentence := missing_sentence(missing(case)):
        raise BadInput(sentence)
    if today > clock.today() or today < case.event.happened_on:
        raise BadInput(
            say("Tanggal pengajuan ada di masa depan, atau sebelum kejadian. Periksa tanggalnya.")
        )
    receipt_words = (
        say("Tanda terima BPJS: {number}", number=receipt.strip()[:80]) if receipt.strip() else ""
    )
    move(actor, case, "submit", receipt_words)
    case.complete_on = case.complete_on or today
    case.submitted_on = today
    case.save(update_fields=["complete_on", "submitted_on"])
    close_tasks(actor, case, *_FILED)
    limit = deadline(
        payment_term(case.program),
        datetime.combine(today, time(12), WIB),
        holidays_of((today.year, today.year + 1)),
    )
    open_task(case, Task.PAYMENT, on=today, default=actor.id, due=limit)
    note(f"case:{case.pk}")


@business_action("claims.ask_back", *roles_of("ask_back"))
def ask_back(*, actor: Actor, case_id: int, reason: str, today: date) -> None:
    """BPJS asks for something more; the clock of its payment stops."""
    case = lock(case_id)
    if not reason.strip():
        raise BadInput(say("Tulis apa yang diminta BPJS."))
    move(actor, case, "ask_back", reason)
    close_tasks(actor, case, Task.PAYMENT)
    open_task(case, Task.PAPERS, on=today, default=actor.id)
    note(f"case:{case.pk}", reason=reason)


@business_action("claims.decide", *roles_of("decide"))
def decide(
    *,
    actor: Actor,
    case_id: int,
    letter: str,
    decided_on: date,
    amounts: Mapping[str, int],
    reasons: Mapping[str, str] | None = None,
    reason: str = "",
    branch: str = "",
) -> Decision:
    """What BPJS decided, by component; no amounts at all is a refusal.

    Beside each stands what was predicted; an amount outside of it needs its reason. `branch` is
    that of the person's PKS unless another one decided.
    """
    case = lock(case_id)
    granted = any(amounts.values())
    if not granted and not reason.strip():
        raise BadInput(say("Tulis alasan BPJS menolak."))
    if unknown := sorted(set(amounts) - set(COMPONENTS)):
        raise BadInput(say("Manfaat tidak dikenal: {names}.", names=", ".join(unknown)))
    move(actor, case, "decide", reason, CaseState.DECIDED if granted else CaseState.REFUSED)
    decision = Decision.objects.create(
        case=case,
        number=case.decisions.count() + 1,
        letter=letter,
        branch=(branch.strip() or branch_of(actor, case))[:80],
        decided_on=decided_on,
        granted=granted,
        reason=reason[:300],
        recorded_by=actor.id,
        recorded_at=clock.now(),
        area_id=case.area_id,
    )
    less = _keep_amounts(case, decision, amounts, reasons or {}, reason)
    _what_follows(actor, case, granted, less, decided_on)
    note(f"case:{case.pk}", decision=decision.number, granted=granted, less=less)
    return decision


def _keep_amounts(
    case: Case,
    decision: Decision,
    amounts: Mapping[str, int],
    reasons: Mapping[str, str],
    reason: str,
) -> bool:
    """Keeps each component; returns whether one is less than was certain."""
    predicted = case.entitlements.latest().result
    low, high = predicted["low"], predicted["high"]
    rows = []
    for name in COMPONENTS:
        amount, why = amounts.get(name, 0), reasons.get(name, "")
        within = low[name] <= amount <= high[name]
        if not within and not (why or reason).strip():
            expected = Rp(high[name])
            raise BadInput(
                say(
                    "{name}: hitungan {expected}. Tulis alasan selisihnya.",
                    name=name,
                    expected=expected,
                )
            )
        if amount or high[name]:
            rows.append(
                Amount(
                    decision=decision,
                    component=name,
                    predicted_low_rp=low[name],
                    predicted_high_rp=high[name],
                    amount_rp=amount,
                    reason="" if within else (why or reason)[:200],
                    area_id=case.area_id,
                )
            )
    Amount.objects.bulk_create(rows)
    return any(row.amount_rp < row.predicted_low_rp for row in rows)


def _what_follows(actor: Actor, case: Case, granted: bool, less: bool, on: date) -> None:
    if granted:
        plan_years(case, case.entitlements.latest())
        keep_choice(case)
    else:
        close_tasks(actor, case, Task.PAYMENT)
    if less or not granted:
        open_task(case, Task.OBJECT, on=on, default=actor.id)
    else:
        close_tasks(actor, case, Task.OBJECT)


@business_action("claims.pay", *roles_of("pay"))
def pay(*, actor: Actor, case_id: int, paid_on: date) -> list[Payment]:
    """Notes that what was decided has reached the heir's account, component by component.

    The scholarship isn't paid here but year by year. After a second decision only the rest is.
    """
    case = lock(case_id)
    move(actor, case, "pay")
    decision = case.decisions.filter(granted=True).last()
    if decision is None:
        raise Conflict(say("BPJS belum memutuskan kasus ini."))
    if decision.recorded_by == actor.id:
        raise Conflict(say("Pencatat keputusan tidak boleh mencatat pembayarannya."))
    if paid_on < decision.decided_on:
        raise BadInput(say("Tanggal bayar sebelum tanggal keputusan. Periksa tanggalnya."))
    before = paid_by_component(case)
    rest = {
        row.component: row.amount_rp - before.get(row.component, 0)
        for row in decision.amounts.filter(component__in=NOW)
    }
    paid = [
        _payment(actor, case, decision, name, amount, paid_on)
        for name, amount in rest.items()
        if amount > 0
    ]
    Payment.objects.bulk_create(paid)
    close_tasks(actor, case, Task.PAYMENT)
    note(f"case:{case.pk}", paid_rp=sum(row.amount_rp for row in paid))
    return paid


def _payment(
    actor: Actor, case: Case, decision: Decision, component: str, amount_rp: int, paid_on: date
) -> Payment:
    facts: dict[str, Any] = {"component": component, "amount_rp": amount_rp, "paid_on": paid_on}
    return Payment(
        case=case,
        decision=decision,
        decided_by=decision.recorded_by,
        recorded_by=actor.id,
        recorded_at=clock.now(),
        area_id=case.area_id,
        **facts,
    )


def paid_by_component(case: Case) -> dict[str, int]:
    """What has reached the family so far, in rupiah."""
    rows = case.payments.order_by().values("component").annotate(total=Sum("amount_rp"))
    return {row["component"]: row["total"] for row in rows}


@business_action("claims.close", *roles_of("close"))
def close(*, actor: Actor, case_id: int) -> None:
    """Closes a case in which nothing is left to do, the last scholarship year included."""
    case = lock(case_id)
    if (year := last_year(case)) and case.state == CaseState.PAID:
        raise Conflict(
            say(
                "Beasiswa masih berjalan sampai tahun ajaran {year}/{next}.",
                year=year,
                next=year + 1,
            )
        )
    move(actor, case, "close")
    close_tasks(actor, case)
    note(f"case:{case.pk}")


def state_before_objection(case: Case) -> CaseState:
    """Where a case stood before its family answered the decision."""
    change = StageChange.objects.filter(case=case, state=CaseState.OBJECTION).last()
    return CaseState(change.state_before) if change else CaseState.DECIDED
