"""How far each area is from a target, and how many of its people will still be covered.

A target is a share of a named number of workers of the whole city. What it asks of an area below
is the city's number divided by the workers known there: an aid for planning, no official target.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from payung.accounts.scope import Actor, acting_as, system_actor
from payung.areas.models import Area
from payung.areas.selectors import areas_in, within
from payung.insight.coverage import Coverage, Denominator, counted_by_area, coverage_of
from payung.kernel.area import AreaKind, area_kind, covers, kelurahan_of
from payung.kernel.month import Month
from payung.ledger.models import ENDED_STATES, State
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


def shares_of(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `weights`, whole numbers whose sum is `total`.

    The largest remainders are rounded up; without any weight nobody gets anything.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    floors = [total * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda n: (-(total * weights[n] % whole), n))
    for n in rests[: total - sum(floors)]:
        floors[n] += 1
    return floors


@dataclass(frozen=True, slots=True)
class Ahead:
    """People with a live month of JKM by month: paid, or at least planned by somebody."""

    month: Month
    people: int


def months_ahead(actor: Actor, area: str, first: Month, last: Month) -> list[Ahead]:
    """The forecast for one area, month by month; a month that nobody plans counts nobody."""
    rows = (
        person_months(actor)
        .filter(component="jkm", month__gte=first, month__lte=last, **within(area))
        .exclude(state__in=(*ENDED_STATES, State.HELD))
        .order_by()
        .values_list("month")
        .annotate(people=Count("person_id", distinct=True))
    )
    found: dict[Month, int] = dict(rows)
    return [Ahead(month, found.get(month, 0)) for month in first.through(last)]


def covered_later(actor: Actor, month: Month) -> Mapping[str, int]:
    """How many people of each area have a live month then."""
    rows = (
        person_months(actor)
        .filter(component="jkm", month=month)
        .exclude(state__in=(*ENDED_STATES, State.HELD))
    )
    return counted_by_area(rows, "area_id")


def divided(total: int, whole: Coverage, parts: Sequence[Coverage]) -> dict[str, int]:
    """A whole's target over its parts by the workers known in each.

    Those of whom only the whole is known keep their part, so that the parts' sum may be less.
    """
    known = [part.known for part in parts]
    shares = shares_of(total, [*known, max(whole.known - sum(known), 0)])
    return {part.area.code: share for part, share in zip(parts, shares, strict=False)}


def kelurahan_targets(city: Area, total: int, month: Month) -> dict[str, int]:
    """The city's target by kelurahan.

    Counted over the whole city, also for who sees a part of it: numbers of workers, no person.
    """
    below = areas_in(city.code, AreaKind.KELURAHAN)
    with acting_as(system_actor(city.code)) as actor:
        whole, *parts = coverage_of(actor, [city, *below], month)
    return divided(total, whole, parts)


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
    actor: Actor, area: Area, below: Sequence[Area], city: Area, total: int, at: tuple[Month, Month]
) -> Way:
    """The city's `total` as it falls on an area and those below it; `at`: now and later."""
    now, ahead = at
    later = covered_later(actor, ahead)
    by_kelurahan = kelurahan_targets(city, total, now)
    whole, *parts = coverage_of(actor, [area, *below], now)
    own = _target_of(area, total, by_kelurahan)
    if area_kind(area.code) in (AreaKind.KELURAHAN, AreaKind.RT):
        shares = divided(own, whole, parts)
    else:
        shares = by_kelurahan
    return Way(
        Distance(whole, own, later.get(area.code, 0)),
        tuple(
            Distance(part, shares.get(part.area.code, 0), later.get(part.area.code, 0))
            for part in parts
        ),
    )


def _target_of(area: Area, total: int, by_kelurahan: Mapping[str, int]) -> int:
    if area_kind(area.code) is AreaKind.CITY:
        return total
    kelurahan = kelurahan_of(area.code)
    return sum(
        n for code, n in by_kelurahan.items() if code == kelurahan or covers(area.code, code)
    )
