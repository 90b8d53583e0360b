"""All ways to change the ledger, in one place for the rooms above.

None is a business action by itself: the caller's action writes the audit entry.
"""

from payung.ledger.enrolments import (
    Kept,
    ToldMember,
    end_enrolments,
    keep_enrolments,
    settle_difference,
)
from payung.ledger.holds import (
    Hold,
    PaidAfterDeath,
    hold_after_death,
    hold_after_deaths,
    plan_again,
    release_hold,
    release_holds,
    unclaimed,
    withdraw_held,
    withdrawn_months,
)
from payung.ledger.posting import (
    Cover,
    Span,
    hashed_joins,
    move,
    move_rows,
    plan,
    report_paid,
)

__all__ = [
    "Cover",
    "Hold",
    "Kept",
    "PaidAfterDeath",
    "Span",
    "ToldMember",
    "end_enrolments",
    "hashed_joins",
    "hold_after_death",
    "hold_after_deaths",
    "keep_enrolments",
    "move",
    "move_rows",
    "plan",
    "plan_again",
    "release_hold",
    "release_holds",
    "report_paid",
    "settle_difference",
    "unclaimed",
    "withdraw_held",
    "withdrawn_months",
]
