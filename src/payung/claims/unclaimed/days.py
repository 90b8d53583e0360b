"""Deaths without a day: who waits for it, and matches that learn it from another source."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from payung.accounts.scope import Actor
from payung.claims.deathlists.due import DUE, due_of_deaths
from payung.claims.deathlists.keeping import SOUGHT
from payung.claims.models import DeathMatch, MatchState
from payung.kernel.errors import Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry.deaths import When, last_day, when
from payung.registry.models import FactKind, FactState, LifeFact
from payung.registry.selectors import deaths_of, facts


def without_day(actor: Actor) -> QuerySet[LifeFact]:
    """Deaths in the actor's area whose day nobody has told, the longest known first."""
    rows = facts(actor).filter(kind=FactKind.DEATH, happened_on=None)
    waiting = rows.exclude(state=FactState.WITHDRAWN).select_related("person__area__parent")
    return waiting.order_by(last_day(), "pk")


def get_without_day(actor: Actor, fact_id: int) -> LifeFact:
    """One of them; a day that is known by now is no longer asked about."""
    rows = facts(actor).filter(kind=FactKind.DEATH, pk=fact_id).select_related("person__area")
    fact = rows.first()
    if fact is None:
        raise OutOfArea(say("Kematian ini tidak ada di wilayah Anda."))
    if fact.happened_on is not None or fact.state == FactState.WITHDRAWN:
        raise Conflict(say("Hari meninggalnya sudah diketahui. Muat ulang halaman."))
    return fact


def learn_days(actor: Actor) -> int:
    """Families still sought without a day: what another source has told of it counts for them.

    That is a fact of the person's life, or another list on which he stands.
    """
    waiting = {m.person_id: m for m in DeathMatch.objects.filter(
        state__in=SOUGHT, happened_on=None)}  # fmt: skip
    known = {fact.person_id: when(fact) for fact in deaths_of(actor, waiting)}
    listed = DeathMatch.objects.filter(
        person__in=list(waiting), state=MatchState.ELSEWHERE, happened_on__isnull=False
    )
    known |= {m.person_id: when(m) for m in listed if not _has_day(known, m.person_id)}
    learnt = [
        (match, known[person])
        for person, match in waiting.items()
        if person in known and known[person] != when(match)
    ]
    due = due_of_deaths(actor, [m.person_id for m, _ in learnt], [day for _, day in learnt])
    for (match, found), one in zip(learnt, due, strict=True):
        match.happened_on = found.day
        match.not_before = None if found.day else found.first
        match.not_after = None if found.day else found.last
        for name, column in DUE.items():
            setattr(match, column, one[name])
    DeathMatch.objects.bulk_update(
        [match for match, _ in learnt],
        ["happened_on", "not_before", "not_after", *DUE.values()],
    )
    return len(learnt)


def _has_day(known: Mapping[int, When], person: int) -> bool:
    return person in known and known[person].day is not None
