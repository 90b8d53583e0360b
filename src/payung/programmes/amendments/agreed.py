"""What the approver's word to an extension sets going: its terms and its months."""

from __future__ import annotations

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.kernel.errors import Stale
from payung.kernel.sentence import say
from payung.programmes.ground.limits import lock_programme, refuse_over_limit
from payung.programmes.ground.planning_months import plan_months
from payung.programmes.models import Amendment, TermsChange, TermsState
from payung.programmes.ranking.candidates import covered_elsewhere


def plan_extension(actor: Actor, amendment: Amendment, terms: TermsChange) -> None:
    """Puts the terms in force and plans whoever joins, but for those whom somebody pays by now.

    Part of the approval: all or nothing.
    """
    programme = lock_programme(amendment.programme_id)
    if programme.version != terms.version:
        raise Stale(
            say("Program ini berubah sejak usulannya. Tolak usulan ini, lalu usulkan lagi.")
        )
    programme.headcount, programme.ceiling_rp = terms.headcount, terms.ceiling_rp
    programme.version += 1
    programme.save()
    span = (amendment.first_month, programme.last_month)
    elsewhere = covered_elsewhere(actor, programme, *span)
    joiners = amendment.changes.exclude(joiner=None).order_by("id")
    people = [
        (person, area)
        for person, area in joiners.values_list("joiner_id", "joiner_area_id")
        if person not in elsewhere
    ]
    refuse_over_limit(actor, programme, amendment.first_month, len(people))
    terms.rows_planned = plan_months(
        actor, programme, people, span, cause=say("Perluasan tengah tahun"),
        document=terms.basis[:80],
    )  # fmt: skip
    close_terms(actor, terms, TermsState.APPROVED)


def close_terms(actor: Actor, terms: TermsChange, state: TermsState) -> None:
    terms.state, terms.decided_by, terms.decided_at = state, actor.id, clock.now()
    terms.save()
