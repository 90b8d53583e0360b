"""Until when a complaint is answered: the term of the law for its kind, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from payung.claims.models import ComplaintKind
from payung.law.jamsostek.deadlines import working_days_after
from payung.ui.cited import cited


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """So many days, working ones or all; `sure` where the official text was read."""

    days: int
    working: bool
    basis: str
    sure: bool = False

    def due(self, received: date) -> date:
        if self.working:
            return working_days_after(received, self.days, ())
        return received + timedelta(days=self.days)

    @property
    def cited(self) -> str:
        return cited(self.basis, sure=self.sure)


COMPLAINT = AnswerTerm(14, working=False, basis="UU 25/2009 Ps 44")
APPEAL = AnswerTerm(10, working=True, basis="UU 30/2014 Ps 77")
"""Neither article was read in its official text yet: both are told as not made sure."""


def term_of(kind: str) -> AnswerTerm:
    return APPEAL if kind == ComplaintKind.APPEAL else COMPLAINT
