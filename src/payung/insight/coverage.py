"""How far an area is covered in a month: listed, verified, protected, lapsing, died.

One query a figure, whatever the number of areas. A person counts once, where he lives, so that
parts add up to their whole; and each month is told as it was at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from payung.accounts.scope import Actor, acting_as, require_scope, system_actor
from payung.areas.models import Area
from payung.areas.selectors import area_and_below
from payung.insight.small_cells import hidden_areas
from payung.kernel.area import AreaKind, area_kind, city_of, covers, lineage
from payung.kernel.month import Month
from payung.ledger.models import ASSURED_STATES, COVERED_STATES, PersonMonth
from payung.ledger.selectors import person_months
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts
from payung.verification.models import Category, ProposalState
from payung.verification.selectors import proposals

HOME = "person__area_id"
"""A person counts where he lives, whoever listed him and whoever pays."""


@dataclass(frozen=True)
class Coverage:
    """The figures of one area in one month, each a number of persons."""

    area: Area
    listed: int
    verified: int
    protected: int
    unlisted: int
    lapsing: int
    died: int

    @property
    def known(self) -> int:
        """All whom the city knows as workers: listed, or protected by a payer without a list."""
        return self.listed + self.unlisted


Counts = Mapping[str, Counter[str]]
"""Figure → area → persons."""


def coverage(actor: Actor, parent: str, month: Month) -> list[Coverage]:
    """The figures of `parent` itself, then of each area directly below it."""
    return coverage_of(actor, area_and_below(parent), month)


def coverage_of(actor: Actor, areas: Iterable[Area], month: Month) -> list[Coverage]:
    """The figures of each of these areas that the actor's area covers or lies in."""
    return coverage_from(counted(actor, month), require_scope(actor), areas)


def coverage_from(counts: Counts, scope: str, areas: Iterable[Area]) -> list[Coverage]:
    """The same out of numbers that were counted already."""
    return [
        Coverage(area=area, **{name: found[area.code] for name, found in counts.items()})
        for area in areas
        if covers(scope, area.code) or covers(area.code, scope)
    ]


def counted(actor: Actor, month: Month, names: Sequence[str] = ()) -> Counts:
    """All figures of all areas in sight, or those that are named."""
    rows = _figures(actor, month)
    return {name: counted_by_area(rows[name]) for name in names or FIGURES}


def hidden_cells(
    actor: Actor, area: str, month: Month, known: Counts
) -> Mapping[str, frozenset[str]]:
    """For each figure the areas of the whole city whose number stays hidden from outsiders.

    `known` is what the actor has counted already: who sees the whole city needs no second look.
    """
    city = city_of(area)
    if actor.area != city:
        with acting_as(system_actor(city)) as everybody:
            known = counted(everybody, month)
    return {name: hidden_areas(numbers, city) for name, numbers in known.items()}


def people_behind(
    actor: Actor, figure: str, area: str, month: Month, *, rest: bool = False
) -> QuerySet[Any, Any]:
    """The ids of the persons whom a figure counts in an area, as a subquery; `rest` are those of
    whom only this area is known, none below it."""
    rows = _figures(actor, month)[figure].order_by()
    if rest:
        above = (AreaKind.CITY, AreaKind.KECAMATAN)
        kinds = above if area_kind(area) in above else (AreaKind.KELURAHAN,)
        rows = rows.filter(person__area__kind__in=kinds)
    return rows.filter(**{f"{HOME}__gte": area, f"{HOME}__lt": f"{area}/"}).values("person_id")


FIGURES = ("listed", "verified", "protected", "unlisted", "lapsing", "died")


def _figures(actor: Actor, month: Month) -> dict[str, QuerySet[Any, Any]]:
    """For each figure the rows to count, each with a person, as known at the month's end."""
    after = timezone.make_aware(datetime.combine((month + 1).first_day, time.min))
    now = protected(actor, month)
    proposed = proposals(actor).exclude(state=ProposalState.WITHDRAWN)
    proposed = proposed.exclude(category=Category.RT_HEAD)  # named by office, not listed as workers
    proposed = proposed.filter(proposed_at__lt=after)
    return {
        "listed": proposed,
        "verified": proposed.filter(state=ProposalState.VERIFIED, decided_at__lt=after),
        "protected": now,
        "unlisted": now.exclude(person_id__in=proposed.values("person_id")),
        "lapsing": lapsing(actor, now, month + 1),
        "died": facts(actor)
        .filter(kind=FactKind.DEATH, known_at__lt=after)
        .exclude(state=FactState.WITHDRAWN),
    }


def protected(actor: Actor, month: Month) -> QuerySet[PersonMonth]:
    """The covered months of JKM of one month, whoever pays."""
    return person_months(actor).filter(component="jkm", month=month, state__in=COVERED_STATES)


def lapsing(actor: Actor, now: QuerySet[PersonMonth], later: Month) -> QuerySet[PersonMonth]:
    """Those of them for whom nobody has paid or planned a later month."""
    assured = person_months(actor).filter(component="jkm", month=later, state__in=ASSURED_STATES)
    return now.exclude(person_id__in=assured.values("person_id"))


def counted_by_area(rows: QuerySet[Any, Any]) -> Counter[str]:
    """Persons per area where they live, and in all areas above it."""
    found = Counter[str]()
    people = rows.order_by().values_list(HOME).annotate(Count("person_id", distinct=True))
    for code, number in people:
        for area in lineage(code):
            found[area] += number
    return found
