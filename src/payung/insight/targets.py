"""How far each area is from a target, and how many of its people will still be covered.

A target is a share of a named number of workers of the whole city. What it asks of an area below
goes by households, as the number of workers does: an aid for planning, no official target.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.accounts.scope import Actor
from payung.areas.models import Area
from payung.areas.selectors import within
from payung.insight.coverage import (
    HOME,
    Counts,
    Coverage,
    counted_by_area,
    coverage_from,
)
from payung.insight.spells import Spells, people_by_month, spells
from payung.insight.workers import Denominator, weights
from payung.kernel.area import AreaKind, area_kind, city_of, kelurahan_of
from payung.kernel.month import Month
from payung.ledger.models import ASSURED_STATES, PersonMonth
from payung.ledger.selectors import person_months
from payung.office.selectors import current

WHOLE = 10_000
"""A share of one, in the unit of the targets."""


@dataclass(frozen=True)
class Series:
    """One series of targets with its source; years that it doesn't name have no target."""

    code: str
    name: str
    name_en: str
    source: str
    source_en: str
    as_of: date
    permyriad_by_year: Mapping[int, int]

    def share(self, year: int) -> float | None:
        found = self.permyriad_by_year.get(year)
        return None if found is None else found / WHOLE

    def workers(self, year: int, of: Denominator) -> int | None:
        """How many workers the target of a year asks for, rounded up."""
        found = self.permyriad_by_year.get(year)
        return None if found is None else -(-of.workers * found // WHOLE)


def series() -> tuple[Series, ...]:
    """The series of targets that the city works by, the first noted first."""
    return tuple(
        Series(
            one.key, one.told["nama"], one.told["nama_inggris"] or one.told["nama"], one.source,
            one.told["sumber_inggris"] or one.source, date.fromisoformat(one.told["per"]),
            {int(year): share for year, share in one.told["bagian"].items()},
        )
        for one in current("sasaran").order_by("pk")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """People with a live month of JKM by month: paid, or at least planned by somebody."""

    month: Month
    people: int


def months_ahead(actor: Actor, area: str, first: Month, last: Month) -> list[Ahead]:
    """The forecast for one area, month by month; a month that nobody plans counts nobody."""
    return ahead_of(spells(assured(actor).filter(**within(area, HOME)), first, last), first, last)


def ahead_of(known: Spells, first: Month, last: Month) -> list[Ahead]:
    """The same out of months that were read already."""
    found = people_by_month(known.assured, known.first, first.through(last))
    return [Ahead(month, people) for month, people in found.items()]


def covered_later(actor: Actor, month: Month) -> Counter[str]:
    """How many people of each area have a paid or planned month then."""
    return counted_by_area(assured(actor).filter(month=month))


def assured(actor: Actor) -> QuerySet[PersonMonth]:
    """Months of JKM that somebody has paid, sent in or planned."""
    return person_months(actor).filter(component="jkm", state__in=ASSURED_STATES)


def target_of(area: str, total: int) -> int:
    """What of the city's target falls on an area."""
    return weights(city_of(area)).part(area, total)


@dataclass(frozen=True, slots=True)
class Distance:
    """One area's way to the target: `missing` workers, of whom `unknown` are on no list yet."""

    area: Coverage
    target: int
    later: int

    @property
    def missing(self) -> int:
        return max(self.target - self.area.protected, 0)

    @property
    def unknown(self) -> int:
        return max(self.target - self.area.known, 0)


@dataclass(frozen=True, slots=True)
class Way:
    """An area's distance and those of the areas below it."""

    whole: Distance
    parts: tuple[Distance, ...]


def way_to(
    scope: str, area: Area, below: Sequence[Area], total: int, counts: Counts, later: Counter[str]
) -> Way:
    """The city's `total` as it falls on an area and those below it, beside `counts` and `later`."""
    known = weights(city_of(area.code))
    shares = known.divide(total)
    if area_kind(area.code) in (AreaKind.KELURAHAN, AreaKind.RT):
        shares = known.by_rt(kelurahan_of(area.code), shares)
    whole, *parts = coverage_from(counts, scope, [area, *below])
    return Way(
        Distance(whole, known.part(area.code, total), later.get(area.code, 0)),
        tuple(
            Distance(part, shares.get(part.area.code, 0), later.get(part.area.code, 0))
            for part in parts
        ),
    )
