"""A list doesn't wait for its last rows: who is unanswered is set aside, and follows later."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.services import move_rows
from payung.payments.ground.selectors import current_rows, get_list, months_of_list
from payung.payments.models import HeldRow, HoldReason, ListRow, ListState, PaymentList


def unanswered(chosen: PaymentList) -> QuerySet[ListRow]:
    """The rows on which BPJS has said nothing yet and that nobody has set aside."""
    aside = HeldRow.objects.filter(list=chosen).values("person_id")
    return current_rows(chosen).filter(accepted=None).exclude(person_id__in=aside)


def may_be_set_aside(chosen: PaymentList) -> bool:
    """Some rows are answered and some are not: the money of the many need not wait."""
    return chosen.state == ListState.PREPARED and chosen.accepted + chosen.rejected > 0


@business_action("payments.set_aside", Role.OPERATOR)
def set_aside(*, actor: Actor, list_id: int, reason: str) -> int:
    """Holds the months of whoever BPJS has not answered, with the reason; returns how many people.

    The list counts as answered and goes on to its money. Each follows in a later list of the month,
    once a person has decided, as with every held row.
    """
    chosen = get_list(actor, list_id)
    PaymentList.objects.select_for_update().get(pk=chosen.pk)
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis alasannya, paling sedikit 5 huruf."))
    waiting = list(unanswered(chosen).select_related(None)) if may_be_set_aside(chosen) else []
    if not waiting:
        raise Conflict(say("Tidak ada baris yang bisa disisihkan. Muat ulang halaman."))
    HeldRow.objects.bulk_create(
        HeldRow(
            list=chosen, person_id=row.person_id, reason=HoldReason.UNANSWERED, area_id=row.area_id
        )
        for row in waiting
    )
    held = chosen.held.filter(reason=HoldReason.UNANSWERED)
    months = months_of_list(
        actor, chosen, chosen.rows.filter(person_id__in=held.values("person_id"))
    )
    move_rows(
        actor=actor, rows=months.filter(state=State.SUBMITTED), state=State.HELD,
        cause=reason.strip()[:160], document=f"daftar:{chosen.pk}",
    )  # fmt: skip
    chosen.state = ListState.ANSWERED
    chosen.save(update_fields=["state"])
    note(f"list:{chosen.pk}", people=len(waiting))
    return len(waiting)
