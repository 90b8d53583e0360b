"""The ladder when BPJS paid too little or refused: drafted here, sent by the heir alone."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.case.outcome import state_before_objection
from payung.claims.ground.obligations import close_tasks
from payung.claims.ground.stages import lock, move, roles_of
from payung.claims.models import Case, CaseState, Objection, Rung, Task
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say

LADDER = tuple(Rung)
HEIR, ATTORNEY = "ahli_waris", "surat_kuasa"


def next_rung(case: Case) -> Rung | None:
    """The rung that may be drafted now; None while one waits for its answer, or at the top."""
    decision = case.decisions.last()
    if decision is None:
        return None
    known = {row.rung: row for row in decision.objections.all()}
    for rung in LADDER:
        if rung not in known:
            return rung
        if known[rung].answered_on is None:
            return None
    return None


@business_action("claims.draft_objection", *roles_of("object"))
def draft_objection(*, actor: Actor, case_id: int) -> Objection:
    """Drafts the next rung of the ladder from the articles of the case."""
    case = lock(case_id)
    rung, decision = next_rung(case), case.decisions.last()
    if rung is None or decision is None:
        raise Conflict(say("Langkah sebelumnya belum dijawab, atau semua langkah sudah dipakai."))
    if not any(row.amount_rp < row.predicted_high_rp for row in decision.amounts.all()):
        raise Conflict(
            say("Putusan BPJS tidak lebih kecil dari hitungan. Tidak ada selisih untuk ditulis.")
        )
    if case.state != CaseState.OBJECTION:
        move(actor, case, "object", str(rung.label))
    drafted = Objection.objects.create(
        case=case,
        decision=decision,
        rung=rung,
        drafted_by=actor.id,
        drafted_at=clock.now(),
        area_id=case.area_id,
    )
    note(f"case:{case.pk}", rung=rung.value)
    return drafted


@business_action("claims.send_objection", *roles_of("object"))
def send_objection(
    *, actor: Actor, case_id: int, objection_id: int, sent_with: str, sent_on: date
) -> None:
    """Notes that the heir sent the letter, or a helper with the heir's power of attorney."""
    case = lock(case_id)
    letter = _letter(case, objection_id)
    if sent_with not in (HEIR, ATTORNEY):
        raise BadInput(say("Pilih siapa yang mengirim: keluarga sendiri, atau dengan surat kuasa."))
    with_power = case.papers.filter(code="surat_kuasa").exclude(received_on=None).exists()
    if sent_with == ATTORNEY and not with_power:
        raise BadInput(say("Surat kuasa belum diterima. Minta tanda tangan pemberi kuasa dulu."))
    letter.sent_on, letter.sent_with = sent_on, sent_with
    letter.save()
    note(f"case:{case.pk}", rung=letter.rung, sent_with=sent_with)


@business_action("claims.answer_objection", *roles_of("object"))
def answer_objection(
    *, actor: Actor, case_id: int, objection_id: int, answer: str, answered_on: date
) -> None:
    """Notes BPJS's answer; a new decision is noted as such."""
    case = lock(case_id)
    letter = _letter(case, objection_id)
    if letter.sent_on is None:
        raise Conflict(say("Surat ini belum dikirim. Catat pengirimannya dulu."))
    letter.answer, letter.answered_on = answer[:300], answered_on
    letter.save()
    note(f"case:{case.pk}", rung=letter.rung)


@business_action("claims.accept_decision", *roles_of("accept"))
def accept_decision(*, actor: Actor, case_id: int, reason: str) -> None:
    """The family lets the decision stand; the case goes back to where it was."""
    case = lock(case_id)
    move(actor, case, "accept", reason, state_before_objection(case))
    close_tasks(actor, case, Task.OBJECT)
    note(f"case:{case.pk}")


def _letter(case: Case, objection_id: int) -> Objection:
    objection = case.objections.filter(pk=objection_id).first()
    if objection is None:
        raise BadInput(say("Surat ini tidak ada dalam kasus."))
    return objection
