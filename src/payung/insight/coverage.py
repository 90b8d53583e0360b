"""How far an area is covered in a month: listed, verified, protected, lapsing, died.

Two queries a figure, whatever the number of areas. A person counts once in each area, also where
he stands in two areas below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.areas.models import Area
from payung.areas.selectors import area_and_below
from payung.kernel.area import covers, lineage
from payung.kernel.month import Month
from payung.ledger.models import COVERED_STATES, State
from payung.ledger.selectors import person_months
from payung.office.selectors import current
from payung.registry.models import FactKind, FactState
from payung.registry.selectors import facts
from payung.verification.models import Category, ProposalState
from payung.verification.selectors import proposals


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

    @property
    def share(self) -> float | None:
        """Protected among the known; None where nobody is known."""
        return min(self.protected / self.known, 1.0) if self.known else None


@dataclass(frozen=True)
class Denominator:
    """A named number of workers, with its source and date."""

    code: str
    area: str
    workers: int
    meaning: str
    source: str
    as_of: date


def denominators() -> tuple[Denominator, ...]:
    """The numbers of workers that the city names, the first noted first."""
    return tuple(
        Denominator(
            one.key, one.area_id, one.told["pekerja"], one.told["arti"], one.source,
            date.fromisoformat(one.told["per"]),
        )
        for one in current("penyebut").order_by("pk")
    )  # fmt: skip


def coverage(actor: Actor, parent: str, month: Month) -> list[Coverage]:
    """The figures of `parent` itself, then of each area directly below it."""
    return coverage_of(actor, area_and_below(parent), month)


def coverage_of(actor: Actor, areas: Iterable[Area], month: Month) -> list[Coverage]:
    """The figures of each of these areas that the actor's area covers or lies in."""
    scope = require_scope(actor)
    counts = {
        name: counted_by_area(rows, _PLACES[name]) for name, rows in _figures(actor, month).items()
    }
    return [
        Coverage(area=area, **{name: found[area.code] for name, found in counts.items()})
        for area in areas
        if covers(scope, area.code) or covers(area.code, scope)
    ]


def people_behind(actor: Actor, figure: str, area: str, month: Month) -> QuerySet[Any, Any]:
    """The ids of the persons whom a figure counts in an area, as a subquery."""
    place = _PLACES[figure]
    rows = _figures(actor, month)[figure].order_by()
    return rows.filter(**{f"{place}__gte": area, f"{place}__lt": f"{area}/"}).values("person_id")


_PLACES = {
    "listed": "area_id",
    "verified": "area_id",
    "protected": "area_id",
    "unlisted": "area_id",
    "lapsing": "area_id",
    "died": "person__area_id",
}
FIGURES = tuple(_PLACES)


def _figures(actor: Actor, month: Month) -> dict[str, QuerySet[Any, Any]]:
    """For each figure the rows to count, each with a place and a person."""
    covered = person_months(actor).filter(component="jkm", state__in=COVERED_STATES)
    going_on = [*COVERED_STATES, State.PLANNED, State.SUBMITTED]
    next_month = (
        person_months(actor)
        .filter(component="jkm", month=month + 1, state__in=going_on)
        .values("person_id")
    )
    proposed = proposals(actor).exclude(state=ProposalState.WITHDRAWN)
    proposed = proposed.exclude(category=Category.RT_HEAD)  # named by office, not listed as workers
    now = covered.filter(month=month)
    return {
        "listed": proposed,
        "verified": proposed.filter(state=ProposalState.VERIFIED),
        "protected": now,
        "unlisted": now.exclude(person_id__in=proposed.values("person_id")),
        "lapsing": now.exclude(person_id__in=next_month),
        "died": facts(actor).filter(kind=FactKind.DEATH).exclude(state=FactState.WITHDRAWN),
    }


def counted_by_area(rows: QuerySet[Any, Any], place: str) -> Counter[str]:
    """Persons per area and in all areas above it; who stands in two of them counts once."""
    rows, found = rows.order_by(), Counter[str]()
    for code, people in rows.values_list(place).annotate(Count("person_id", distinct=True)):
        for area in lineage(code):
            found[area] += people
    several = rows.values("person_id").annotate(n=Count(place, distinct=True)).filter(n__gt=1)
    doubled = rows.filter(person_id__in=several.values("person_id"))
    codes_of: dict[int, list[str]] = {}
    for person, code in doubled.values_list("person_id", place).distinct():
        codes_of.setdefault(person, []).append(code)
    for codes in codes_of.values():
        counted = Counter(area for code in codes for area in lineage(code))
        found.subtract({area: times - 1 for area, times in counted.items()})
    return found
