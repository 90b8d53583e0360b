"""Who is in, who waits, who is out: quota per RT, then per kelurahan, then the city's rest.

Pure and reproducible: equal scores are settled by the person's number, never by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from payung.kernel.area import AreaKind, area_kind, kelurahan_of
from payung.kernel.sentence import Count, Sentence, say
from payung.programmes.rules.criteria import Candidate, RuleBook

IN, RESERVE, OUT = "masuk", "cadangan", "tidak"


@dataclass(frozen=True, slots=True)
class RankedPlace:
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
) -> list[RankedPlace]:
    """Every candidate with outcome and reason; at most `places` are in.

    `quotas` are places per kelurahan or RT code; what neither can fill goes to the whole city.
    """
    out: list[tuple[Candidate, Sentence]] = []
    scored: list[tuple[int, Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: c.person_id):
        refusal = book.refusal(candidate)
        if refusal:
            out.append((candidate, refusal))
        else:
            scored.append((book.score(candidate), candidate))
    scored.sort(key=lambda pair: -pair[0])  # stable: equal scores stay in the order of persons
    chosen = _by_quota(scored, quotas, places)
    placed = _place_in(scored, chosen, places)
    placed += _place_reserve(scored, chosen, len(placed))
    start = len(placed) + 1
    return placed + [
        RankedPlace(c, start + n, 0, OUT, say("{why}.", why=why)) for n, (c, why) in enumerate(out)
    ]


def _by_quota(
    scored: list[tuple[int, Candidate]], quotas: Mapping[str, int], places: int
) -> dict[int, Sentence]:
    """Person → the words for his place within a quota, best first, as long as places last.

    The RT's places are given before the kelurahan's; who gets one counts in both.
    """
    used: Counter[str] = Counter()
    chosen: dict[int, Sentence] = {}
    for words, area_of in (("RT", _own_area), ("kelurahan", kelurahan_of)):
        for _, candidate in scored:
            area = area_of(candidate.area)
            quota = quotas.get(area, 0)
            taken = candidate.person_id in chosen or len(chosen) >= places
            if taken or used[area] >= quota or (words == "RT" and not _is_rt(area)):
                continue
            used.update({area, kelurahan_of(area)})
            chosen[candidate.person_id] = say(
                "nomor {number} dari kuota {of} {quota} orang",
                number=used[area],
                of=words,
                quota=quota,
            )
    return chosen


def _own_area(area: str) -> str:
    return area


def _is_rt(area: str) -> bool:
    return area_kind(area) is AreaKind.RT


def _place_in(
    scored: list[tuple[int, Candidate]], chosen: dict[int, Sentence], places: int
) -> list[RankedPlace]:
    """Those in by quota, and by the remaining places; `chosen` learns of the latter."""
    remaining = places - len(chosen)
    taken = 0
    placed: list[RankedPlace] = []
    for score, candidate in scored:
        words = chosen.get(candidate.person_id)
        if words is None:
            if taken >= remaining:
                continue
            taken += 1
            words = say(
                "nomor {number} dari {places} sisa tempat tingkat kota",
                number=taken,
                places=Count(remaining),
            )
            chosen[candidate.person_id] = words
        reason = say("Nilai {score}, {place}.", score=score, place=words)
        placed.append(RankedPlace(candidate, len(placed) + 1, score, IN, reason))
    return placed


def _place_reserve(
    scored: list[tuple[int, Candidate]], chosen: Mapping[int, Sentence], start: int
) -> list[RankedPlace]:
    waiting = [pair for pair in scored if pair[1].person_id not in chosen]
    return [
        RankedPlace(
            candidate,
            start + number,
            score,
            RESERVE,
            say(
                "Memenuhi syarat dengan nilai {score}, cadangan nomor {number}; "
                "kuota dan pagu sudah terisi.",
                score=score,
                number=Count(number),
            ),
        )
        for number, (score, candidate) in enumerate(waiting, start=1)
    ]
