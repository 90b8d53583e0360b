"""Facts of life whose source is taken back: withdrawn with all that they held, or kept and told.

What a case rests on stays: a person decides about it, and reads why it is doubted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from payung.accounts.scope import Actor, require_scope
from payung.registry.models import FactKind, FactState, LifeFact

Keeps = Callable[[Sequence[int]], set[int]]
"""A room's answer: on which of these facts something of it rests."""
Frees = Callable[[Actor, Sequence[int], str], None]
"""What a room undoes for persons whose fact is gone, and why."""

_KEEPS: list[Keeps] = []
_FREES: list[Frees] = []


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The persons whose fact is gone, and the facts that a case rests on."""

    freed: list[int]
    kept: list[int]


def keeps_facts(room: Keeps) -> Keeps:
    """Declares which facts may not vanish under a room."""
    _KEEPS.append(room)
    return room


def frees_people(room: Frees) -> Frees:
    """Declares what a room does once a fact is gone."""
    _FREES.append(room)
    return room


def doubt_facts(*, actor: Actor, facts: Collection[int], why: str) -> None:
    """They stay, and whoever reads them reads why they are doubted."""
    require_scope(actor)
    LifeFact.objects.filter(pk__in=facts).update(doubted=why[:200])


def move_origins(*, actor: Actor, origin: str, others: Mapping[int, str]) -> None:
    """Deaths that came from `origin` come from another source that says them too, by person."""
    require_scope(actor)
    moved = list(LifeFact.objects.filter(origin=origin, person__in=others, kind=FactKind.DEATH))
    for fact in moved:
        fact.origin = others[fact.person_id]
    LifeFact.objects.bulk_update(moved, ["origin"])


def withdraw_facts(*, actor: Actor, origin: str, why: str) -> Withdrawn:
    """Withdraws every fact that came from `origin`; days that it told are unknown again.

    Part of a business action of the rooms above, which writes the audit entry.
    """
    LifeFact.objects.filter(day_origin=origin, not_after__isnull=False).update(
        happened_on=None, day_source="", day_origin=""
    )
    life_facts = LifeFact.objects.select_for_update().filter(origin=origin)
    facts = dict(life_facts.exclude(state=FactState.WITHDRAWN).values_list("pk", "person_id"))
    kept = {pk for keeps in _KEEPS for pk in keeps(list(facts))}
    gone = {pk: person for pk, person in facts.items() if pk not in kept}
    LifeFact.objects.filter(pk__in=gone).update(state=FactState.WITHDRAWN, doubted=why[:200])
    LifeFact.objects.filter(pk__in=kept).update(doubted=why[:200])
    freed = sorted(set(gone.values()))
    for frees in _FREES if freed else ():
        frees(actor, freed, why)
    return Withdrawn(freed, sorted(kept))
