"""Probable doubles of people who have just come in, against everyone already known."""

from __future__ import annotations

from collections.abc import Iterable

from payung.accounts.scope import acting_as, system_actor
from payung.kernel.area import lowest_common
from payung.registry import matching
from payung.verification.models import DoublePair

CITY_PARTS = 2


def find_doubles(new: Iterable[int], area: str) -> int:
    """Puts the probable doubles of the persons `new` on the review list; returns how many.

    Runs as the system over the whole city: a pair across areas goes to the lowest office that
    covers both, and the person who confirmed the list learns nothing of other areas.
    """
    from payung.linkage.features import features
    from payung.linkage.new import link_new

    fresh = set(new)
    if not fresh:
        return 0
    city = ".".join(area.split(".")[:CITY_PARTS])
    with acting_as(system_actor(city)):
        people = matching.opened(sorted(fresh))
        table = features(people)
        others = matching.opened(sorted(matching.keep_keys(table)))
        frame = link_new(people, others, new_features=table)
        pairs = [
            (*sorted((int(left), int(right))), round(probability * 100), evidence)
            for left, right, probability, evidence in frame.iter_rows()
        ]
        return _store(pairs)


def _store(pairs: list[tuple[int, int, int, str]]) -> int:
    homes = matching.areas_of(sorted({p for left, right, *_ in pairs for p in (left, right)}))
    made = DoublePair.objects.bulk_create(
        [
            DoublePair(
                left_id=left,
                right_id=right,
                probability_percent=percent,
                evidence=evidence[:300],
                area_id=lowest_common(homes[left], homes[right]),
            )
            for left, right, percent, evidence in pairs
        ],
        ignore_conflicts=True,
    )
    return len(made)
