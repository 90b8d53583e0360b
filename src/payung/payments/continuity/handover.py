"""Planned gaps with the payer who could close each: a hand-over proposed by the calendars."""

from __future__ import annotations

from dataclasses import dataclass

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.gaps import GapGroup, grouped, planned_gaps
from payung.payments.continuity.fiscal import candidates
from payung.payments.ground.selectors import posting_days
from payung.planning.continuity import Handover, propose_handover
from payung.programmes.ground.selectors import replaced_people


@dataclass(frozen=True, slots=True)
class MendableGap:
    """A group of gaps with who could close it, None if nobody can in time."""

    group: GapGroup
    proposal: Handover | None

    @property
    def cost_rp(self) -> int | None:
        return self.proposal.cost_rp * len(self.group.people) if self.proposal else None


def mendable_gaps(actor: Actor, first: Month, last: Month) -> list[MendableGap]:
    """All gaps of a span, each with the payer who closes it best by the fiscal calendars."""
    days = posting_days(actor)
    gaps = []
    for group in grouped(planned_gaps(actor, first, last, replaced_people(actor))):
        payers = candidates(actor, group.first, (group.before, group.after))
        end = group.last or group.first + 2
        gaps.append(MendableGap(group, propose_handover(group.first, end, payers, days)))
    return gaps
