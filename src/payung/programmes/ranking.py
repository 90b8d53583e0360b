"""Who is in, who waits, who is out: quota per kelurahan first, then the city's remaining places.

Pure and reproducible: equal scores are settled by the person's number, never by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from payung.kernel.area import kelurahan_of
from payung.kernel.rupiah import format_count
from payung.programmes.criteria import Candidate, RuleBook

IN, RESERVE, OUT = "masuk", "cadangan", "tidak"


@dataclass(frozen=True, slots=True)
class Place:
    """One candidate's place; `rank` counts from 1 over those in, then reserve, then out."""

    candidate: Candidate
    rank: int
    score: int
    outcome: str
    reason: str


def rank_candidates(
    candidates: Iterable[Candidate],
    book: RuleBook,
    *,
    quotas: Mapping[str, int],
    places: int,
) -> list[Place]:
    """Every candidate with outcome and reason; at most `places` are in.

    `quotas` are places per kelurahan code; what a kelurahan can't fill goes to the whole city.
    """
    out: list[tuple[Candidate, str]] = []
    scored: list[tuple[int, Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: c.person_id):
        refusal = book.refusal(candidate)
        if refusal:
            out.append((candidate, refusal))
        else:
            scored.append((book.score(candidate), candidate))
    scored.sort(key=lambda pair: -pair[0])  # stable: equal scores stay in the order of persons
    chosen = _by_quota(scored, quotas, places)
    placed = _place_in(scored, chosen, quotas, places)
    placed += _place_reserve(scored, chosen, len(placed))
    start = len(placed) + 1
    return placed + [Place(c, start + n, 0, OUT, f"{why}.") for n, (c, why) in enumerate(out)]


def _by_quota(
    scored: list[tuple[int, Candidate]], quotas: Mapping[str, int], places: int
) -> dict[int, int]:
    """Person → place within the quota of his kelurahan, best first, as long as places last."""
    used: Counter[str] = Counter()
    chosen: dict[int, int] = {}
    for _, candidate in scored:
        kelurahan = kelurahan_of(candidate.area)
        if len(chosen) < places and used[kelurahan] < quotas.get(kelurahan, 0):
            used[kelurahan] += 1
            chosen[candidate.person_id] = used[kelurahan]
    return chosen


def _place_in(
    scored: list[tuple[int, Candidate]],
    chosen: dict[int, int],
    quotas: Mapping[str, int],
    places: int,
) -> list[Place]:
    """Those in by quota, and by the remaining places; `chosen` learns of the latter."""
    remaining = places - len(chosen)
    taken = 0
    placed: list[Place] = []
    for score, candidate in scored:
        number = chosen.get(candidate.person_id)
        if number is not None:
            quota = quotas[kelurahan_of(candidate.area)]
            reason = f"Nilai {score}, nomor {number} dari kuota kelurahan {quota} orang."
        elif taken < remaining:
            taken += 1
            chosen[candidate.person_id] = taken
            left = format_count(remaining)
            reason = f"Nilai {score}, nomor {taken} dari {left} sisa tempat tingkat kota."
        else:
            continue
        placed.append(Place(candidate, len(placed) + 1, score, IN, reason))
    return placed


def _place_reserve(
    scored: list[tuple[int, Candidate]], chosen: Mapping[int, int], start: int
) -> list[Place]:
    waiting = [pair for pair in scored if pair[1].person_id not in chosen]
    return [
        Place(
            candidate,
            start + number,
            score,
            RESERVE,
            f"Memenuhi syarat dengan nilai {score}, cadangan nomor {format_count(number)}; "
            "kuota dan pagu sudah terisi.",
        )
        for number, (score, candidate) in enumerate(waiting, start=1)
    ]
