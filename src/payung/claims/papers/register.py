"""What the civil register (Dukcapil) is owed after a death: who tells it, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from payung.claims.models import Case, CaseState

TELL_WITHIN_DAYS = 30
"""UU 24/2013 Pasal 44: the RT head, or whoever he is called there, tells of each death."""
PAPER = "akta_kematian"


@dataclass(frozen=True, slots=True)
class DeathPaper:
    """The *akta kematian* of a case that is still to come."""

    days: int
    until: date

    @property
    def is_late(self) -> bool:
        return self.days > TELL_WITHIN_DAYS


def tell_until(case: Case) -> date:
    """The last day on which the RT head tells the register."""
    return case.event.happened_on + timedelta(days=TELL_WITHIN_DAYS)


def awaited(case: Case, today: date) -> DeathPaper | None:
    """The paper as long as it is missing; None where nobody died or it is here."""
    over = (CaseState.CLOSED, CaseState.PAID, CaseState.WITHDRAWN)
    if not case.fatal or case.state in over:
        return None
    if any(paper.code == PAPER and paper.received_on for paper in case.papers.all()):
        return None
    return DeathPaper((today - case.event.happened_on).days, tell_until(case))
