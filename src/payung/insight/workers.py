"""How many workers an area has: the numbers that the city names, and their shares by households.

Of a kelurahan nobody has counted the workers. Its part of the city's number goes by the households
of its RT, or by the number of its RT where these are unknown: an estimate, and said so. It does not
go by who was listed, or the kelurahan that lists nobody would look best.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payung.areas.selectors import areas_in
from payung.kernel.area import AreaKind, area_kind, city_of, covers, kelurahan_of, lineage
from payung.office.selectors import current


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


def of_city(area: str) -> tuple[Denominator, ...]:
    """Those of the city in which an area lies."""
    return tuple(denominator for denominator in denominators() if denominator.area == city_of(area))


@dataclass(frozen=True)
class WorkerShare:
    """Protected people of an area against one named number of workers, or its estimated part."""

    of: Denominator
    workers: int
    estimated: bool
    share: float | None


def shares(area: str, protected: int | None) -> list[WorkerShare]:
    """One for each number that the city names; `protected` is None where it is hidden."""
    named = of_city(area)
    if not named:
        return []
    known, whole = weights(city_of(area)), area == city_of(area)
    worker_shares = []
    for one in named:
        workers = known.part(area, one.workers)
        share = None if protected is None or not workers else protected / workers
        worker_shares.append(WorkerShare(one, workers, not whole, share))
    return worker_shares


def estimates(area: str) -> dict[str, int]:
    """The first named number of workers of the area's city by kecamatan and kelurahan."""
    named = of_city(area)
    if not named:
        return {}
    parts = weights(city_of(area)).divide(named[0].workers)
    sums = Counter[str]()
    for code, workers in parts.items():
        for above in lineage(code):
            sums[above] += workers
    return dict(sums)


@dataclass(frozen=True)
class HouseholdWeights:
    """How a city's number falls on its kelurahan and RT."""

    city: str
    kelurahan: Mapping[str, int]
    rt: Mapping[str, int]

    def divide(self, total: int) -> dict[str, int]:
        """The city's number by kelurahan; the parts add up to it."""
        return dict(zip(self.kelurahan, shares_of(total, [*self.kelurahan.values()]), strict=True))

    def part(self, area: str, total: int) -> int:
        """What of the city's number falls on an area, at whatever level."""
        kind = area_kind(area)
        if kind in (AreaKind.CITY, AreaKind.PROVINCE):
            return total
        parts = self.divide(total)
        if kind is AreaKind.RT:
            return self.by_rt(kelurahan_of(area), parts).get(area, 0)
        return sum(n for code, n in parts.items() if covers(area, code))

    def by_rt(self, kelurahan: str, parts: Mapping[str, int]) -> dict[str, int]:
        """A kelurahan's part by its RT."""
        own = {code: n for code, n in self.rt.items() if kelurahan_of(code) == kelurahan}
        shares = shares_of(parts.get(kelurahan, 0), [*own.values()])
        return dict(zip(own, shares, strict=True))


def weights(city: str) -> HouseholdWeights:
    """Households of today's RT; RT themselves where some have none; else kelurahan alike."""
    rt = {area.code: area.households for area in areas_in(city, AreaKind.RT)}
    counted = all(rt.values())
    each = {code: households if counted and households else 1 for code, households in rt.items()}
    sums: defaultdict[str, int] = defaultdict(int)
    for code, weight in each.items():
        sums[kelurahan_of(code)] += weight
    kelurahan = [area.code for area in areas_in(city, AreaKind.KELURAHAN)]
    return HouseholdWeights(city, {code: sums[code] if sums else 1 for code in kelurahan}, each)


def shares_of(total: int, parts: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `parts`, whole numbers whose sum is `total`.

    The largest remainders are rounded up; without any weight nobody gets anything.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    floors = [total * weight // whole for weight in parts]
    rests = sorted(range(len(parts)), key=lambda n: (-(total * parts[n] % whole), n))
    for n in rests[: total - sum(floors)]:
        floors[n] += 1
    return floors
