"""Which branch of BPJS a case belongs to: that of the PKS under which the person was paid last."""

from __future__ import annotations

from payung.accounts.scope import Actor
from payung.claims.models import Case
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months
from payung.payments.partnerships.selectors import partnerships


def branch_of(actor: Actor, case: Case) -> str:
    """The branch's name as the PKS has it; empty where no PKS is known."""
    on = case.event.happened_on
    months = person_months(actor).filter(
        person=case.person_id, state__in=COVERED_STATES, month__lte=Month.containing(on)
    )
    schemes = months.order_by("-month").values_list("scheme", flat=True)
    known = partnerships(actor)
    own = known.filter(programme__in=schemes[:1]).order_by("-valid_to").first()
    found = own or known.filter(valid_from__lte=on, valid_to__gte=on).first()
    return found.branch if found else ""
