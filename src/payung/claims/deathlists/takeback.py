"""Taking back a list of deaths that was wrong: matches and holds go, cases are told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.deathlists.keeping import SOUGHT, origin_of
from payung.claims.models import (
    Case,
    CaseState,
    DeathList,
    DeathMatch,
    Event,
    MatchState,
    ReportSource,
)
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.withdrawing import doubt_facts, withdraw_facts


@dataclass(frozen=True, slots=True)
class DeathsTakenBack:
    """How many families are no longer sought, whose months go on, which cases rest on the list."""

    closed: int
    freed: int
    cases: list[int]


@business_action("claims.take_back_deaths", Role.OPERATOR)
def take_back_deaths(*, actor: Actor, list_id: UUID, reason: str) -> DeathsTakenBack:
    """Takes a list back: nobody is sought for it, what it held goes on, another list counts again.

    A case that opened from it stands: whoever leads it reads on it that its source is gone.
    """
    known = DeathList.objects.select_for_update().filter(pk=list_id).first()
    if known is None or known.taken_back_at is not None:
        raise Conflict(say("Daftar ini sudah ditarik. Muat ulang halaman."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis mengapa daftar ini ditarik, paling sedikit 5 huruf."))
    why = f"Daftar {known.source} ditarik: {reason.strip()}"
    known.taken_back_by, known.taken_back_at = actor.id, clock.now()
    known.taken_back_because = reason.strip()[:200]
    known.save()
    cases = _told(actor, known, why)
    withdrawn = withdraw_facts(actor=actor, origin=origin_of(known.pk), why=why)
    closed = _no_longer_sought(actor, known)
    note(f"deathlist:{known.pk}", reason=reason, closed=closed, cases=cases,
         freed=len(withdrawn.freed))  # fmt: skip
    return DeathsTakenBack(closed, len(withdrawn.freed), cases)


def cases_of(known: DeathList) -> list[Case]:
    """The cases that opened from a list or were found by it, and still stand."""
    matched = DeathMatch.objects.filter(row__list=known, state=MatchState.CLAIMED)
    cases = Case.objects.filter(
        pk__in=matched.values("case"), event__reports__source=ReportSource.LIST
    )
    return list(cases.exclude(state=CaseState.WITHDRAWN).select_related("person").distinct())


def _told(actor: Actor, known: DeathList, why: str) -> list[int]:
    """The cases say from now on that the list they came from is gone."""
    cases = cases_of(known)
    facts = Event.objects.filter(case__in=cases, fact__isnull=False)
    doubt_facts(actor=actor, facts=facts.values_list("fact_id", flat=True), why=why)
    return [case.pk for case in cases]


def _no_longer_sought(actor: Actor, known: DeathList) -> int:
    """Closes the list's own matches; whoever stands on another list too is sought by that one."""
    own = DeathMatch.objects.filter(row__list=known, state__in=(*SOUGHT, MatchState.ELSEWHERE))
    people = set(own.filter(state__in=SOUGHT).values_list("person_id", flat=True))
    closed = own.update(state=MatchState.WITHDRAWN, decided_by=actor.id)
    others = DeathMatch.objects.filter(person__in=people, state=MatchState.ELSEWHERE)
    standing = others.filter(row__list__taken_back_at=None).order_by("person_id", "pk")
    first = standing.distinct("person_id").values_list("pk", flat=True)
    DeathMatch.objects.filter(pk__in=list(first)).update(state=MatchState.OPEN)
    return closed
