"""A list that nobody has sent yet is cancelled with a reason; its people are planned again."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ledger.services import move_rows
from payung.payments.ground.selectors import get_list
from payung.payments.models import ListState, PaymentList
from payung.programmes.ground.selectors import own_programme


def may_be_cancelled(chosen: PaymentList) -> bool:
    """Neither answered by BPJS nor with a paper of the money, and no later list of the month."""
    later = PaymentList.objects.filter(
        programme=chosen.programme_id, month=chosen.month, sequence__gt=chosen.sequence
    ).exclude(state=ListState.CANCELLED)
    unsent = chosen.state == ListState.PREPARED and not chosen.accepted + chosen.rejected
    return unsent and not chosen.documents.exists() and not later.exists()


@business_action("payments.cancel_list", Role.OPERATOR)
def cancel_list(*, actor: Actor, list_id: int, reason: str) -> PaymentList:
    """Takes a list back before BPJS has answered; the list stays, with its state and the reason.

    Who was submitted or held by its checks is planned again; a further list of the month takes
    them, and is checked anew.
    """
    chosen = get_list(actor, list_id)
    own_programme(actor, chosen.programme_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    if not may_be_cancelled(chosen):
        raise Conflict(
            say("BPJS sudah menjawab, atau uangnya sudah berjalan. Daftar tidak bisa dibatalkan.")
        )
    held = chosen.held.filter(decision="")
    months = person_months(actor).filter(scheme=chosen.programme_id, month=chosen.month)
    for rows in (
        months.filter(state=State.SUBMITTED, person_id__in=chosen.rows.values("person_id")),
        months.filter(state=State.HELD, person_id__in=held.values("person_id")),
    ):
        move_rows(
            actor=actor, rows=rows, state=State.PLANNED, cause=reason.strip()[:160],
            document=f"daftar:{chosen.pk}",
        )  # fmt: skip
    held.delete()
    chosen.state = ListState.CANCELLED
    chosen.save(update_fields=["state"])
    note(f"list:{chosen.pk}", people=chosen.people)
    return chosen
