"""What is hidden can't be computed from what stands beside it, at whatever level it stands."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.insight.small_cells import few, hidden_areas, hidden_parts, rest_of
from payung.kernel.area import lineage

CITY = "15.71"
_AREAS = [
    f"{CITY}.{d:02d}.{1000 + k}.-.{r:03d}" for d in (1, 2) for k in (1, 2, 3) for r in (1, 2, 3)
] + [f"{CITY}.{d:02d}.{1000 + k}" for d in (1, 2) for k in (1, 2, 3)]
PEOPLE = st.dictionaries(st.sampled_from(_AREAS), st.integers(0, 9))


def counts_of(people: Mapping[str, int]) -> Counter[str]:
    found = Counter[str]()
    for area, number in people.items():
        for above in lineage(area):
            found[above] += number
    return found


def equations(counts: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    """Each area with its parts that count somebody: what every reader knows to add up."""
    cells = {area for area, number in counts.items() if number and area.startswith(CITY)}
    for area in cells:
        parts = [c for c in cells if c != area and _above(c, cells) == area]
        if parts:
            rest = counts[area] - sum(counts[part] for part in parts)
            yield area, [*parts, *([rest_of(area)] if rest else [])]


def _above(area: str, cells: set[str]) -> str:
    while "." in area:
        area = area.rpartition(".")[0]
        if area in cells:
            return area
    return ""


def computed(counts: Mapping[str, int], hidden: frozenset[str]) -> set[str]:
    """The hidden cells that follow: by the equations alone, or because none counts nobody."""
    whole = dict(counts)
    known = list(equations(counts))
    for area, parts in known:
        whole[rest_of(area)] = counts[area] - sum(counts[p] for p in parts if p in counts)
    places = {cell: n for n, cell in enumerate(sorted(hidden))}
    rows = np.zeros((len(known), len(places)))
    for row, (area, parts) in zip(rows, known, strict=True):
        for cell, sign in ((area, -1), *((part, 1) for part in parts)):
            if cell in places:
                row[places[cell]] += sign
    rank = np.linalg.matrix_rank(rows) if rows.size else 0
    found = set()
    for cell, place in places.items():
        alone = np.zeros((1, len(places)))
        alone[0, place] = 1
        if np.linalg.matrix_rank(np.vstack([rows, alone])) == rank:
            found.add(cell)
    for area, parts in known:
        unseen = [part for part in parts if part in hidden]
        if area not in hidden and unseen and sum(whole[p] for p in unseen) == len(unseen):
            found |= set(unseen)
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(PEOPLE)
def test_no_hidden_number_follows_from_those_that_are_shown(people: dict[str, int]) -> None:
    counts = counts_of(people)
    hidden = hidden_areas(counts, CITY)
    assert {a for a in counts if a.startswith(CITY) and few(counts[a])} <= hidden
    assert computed(counts, hidden) == set()


def test_hiding_the_small_ones_alone_is_seen_through() -> None:
    counts = counts_of({_AREAS[0]: 3, _AREAS[3]: 9, _AREAS[9]: 30})
    small = frozenset(area for area in counts if area.startswith(CITY) and few(counts[area]))
    assert computed(counts, small)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_no_part_of_a_number_that_is_shown_follows_from_the_others(parts: list[int]) -> None:
    hidden = hidden_parts(parts)
    left = sum(parts[n] for n in hidden)
    ways = [
        way for way in itertools.product(range(1, left + 1), repeat=len(hidden)) if sum(way) == left
    ]
    everything = {n for n, people in enumerate(parts) if people} == hidden
    assert not hidden or len(ways) > 1 or everything
