"""Hiding small numbers of persons from those who don't work with these persons.

One to four persons can be recognised. What is hidden must not follow from what stands beside it
either, on whatever page: a column never has exactly one hidden cell, nor so few people in the
hidden ones that each must be a single person; an area whose own number is hidden doesn't show all
of its parts. That is decided once for a whole tree of areas, so that the page of the city and the
page of one kelurahan hide the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from payung.kernel.area import AreaKind, area_kind

FEWEST = 5
REST = "/"
"""Ends the name of those of whom only the higher area is known."""


def few(people: int) -> bool:
    """Whether a number of persons could point to one of them."""
    return 0 < people < FEWEST


def rest_of(area: str) -> str:
    """The name of the cell that holds who is in no area below this one."""
    return area + REST


def rest_below(area: str, kind: AreaKind) -> str:
    """The name of the cell that holds who is in no area of this kind below an area."""
    return f"{area}{REST}{kind.value}"


def hides(hidden: Collection[str], cell: str) -> bool:
    """Whether a cell stays hidden; the rest of a table is hidden with any rest that it is made of.

    Kelurahan that stand below a city leave out who is known by his kecamatan alone, and who by the
    city alone.
    """
    area, is_rest, kind = cell.partition(REST)
    if not is_rest:
        return cell in hidden
    parts = {rest_of(area)}
    if kind == AreaKind.KELURAHAN:
        parts |= {one for one in hidden if one.endswith(REST) and one.startswith(f"{area}.")}
        parts = {one for one in parts if area_kind(one[:-1]) != AreaKind.KELURAHAN}
    return any(part in hidden for part in parts)


def hidden_parts(parts: Sequence[int]) -> set[int]:
    """Which of the parts of a number that is shown stay hidden."""
    hidden = {n for n, people in enumerate(parts) if few(people)}
    rest = sorted((people, n) for n, people in enumerate(parts) if people and n not in hidden)
    while hidden and rest and _follows([parts[n] for n in hidden]):
        hidden.add(rest.pop(0)[1])
    return hidden


def _follows(hidden: Sequence[int]) -> bool:
    """Whether their sum tells these numbers: a single one, or as many people as numbers."""
    return len(hidden) == 1 or sum(hidden) == len(hidden)


def hidden_areas(counts: Mapping[str, int], top: str) -> frozenset[str]:
    """Which areas from `top` down hide their number; `counts` sums up from the lowest ones.

    The rest of an area, under `rest_of`, is one of its parts. Whoever reads every number that is
    left, at every level, can compute none of the hidden ones.
    """
    whole, below = _tree(counts, top)
    hidden = {area for area, people in whole.items() if few(people)}
    known = -1
    while known != len(hidden):
        known = len(hidden)
        for area in sorted(below, key=len, reverse=True):
            _close(area, below[area], whole, hidden)
    return frozenset(hidden)


def _tree(counts: Mapping[str, int], top: str) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Every number from `top` down, the rests too, and the parts of each that count somebody."""
    whole = {
        area: people
        for area, people in counts.items()
        if people and (area == top or area.startswith(f"{top}."))
    }
    below: defaultdict[str, list[str]] = defaultdict(list)
    for area in whole:
        above = _above(area, whole)
        if above:
            below[above].append(area)
    for area, parts in list(below.items()):
        if (rest := whole[area] - sum(whole[part] for part in parts)) > 0:
            whole[rest_of(area)] = rest
            parts.append(rest_of(area))
    return whole, dict(below)


def _above(area: str, known: Mapping[str, int]) -> str:
    """The nearest area above that is in the tree: an RT's code skips the level of the RW."""
    while "." in area:
        area = area.rpartition(".")[0]
        if area in known:
            return area
    return ""


def _close(area: str, parts: list[str], whole: Mapping[str, int], hidden: set[str]) -> None:
    """Hides more, until no hidden part of an area follows from the others and from the whole."""
    unseen = [part for part in parts if part in hidden]
    rest = sorted((whole[part], part) for part in parts if part not in hidden)
    if area in hidden:
        if not unseen and rest:
            hidden.add(rest[0][1])
        return
    while unseen and _follows([whole[part] for part in unseen]):
        if not rest:
            hidden.add(area)
            return
        unseen.append(rest.pop(0)[1])
        hidden.add(unseen[-1])
