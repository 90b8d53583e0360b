"""Planned gaps: who has months that nobody has planned or paid, and what each costs by law.

People with the same months under the same payers are one pattern, so that a city of many
thousands is a few hundred patterns, and the law is asked once for each.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.planning.continuity import GapKind, Hole, holes
from payung.registry.selectors import dead_records

_PATTERNS = """
    SELECT months, payers, cut, array_agg(person_id) FROM (
        SELECT person_id,
               array_agg(month ORDER BY month, payer_id) FILTER (WHERE live) AS months,
               array_agg(payer_id ORDER BY month, payer_id) FILTER (WHERE live) AS payers,
               array_agg(month ORDER BY month) FILTER (WHERE state = 'ditarik') AS cut
        FROM ({rows}) AS seen GROUP BY person_id
    ) AS each_person
    WHERE months IS NOT NULL GROUP BY months, payers, cut
"""


@dataclass(frozen=True, slots=True)
class SharedGap:
    """The same hole of many people: one thing to mend."""

    hole: Hole
    people: tuple[int, ...]
    replaced: bool = False

    @property
    def kind(self) -> GapKind:
        return GapKind.REPLACED if self.replaced else self.hole.kind

    @property
    def months(self) -> int:
        """Empty months of one person; up to the lapse where nothing follows."""
        return (self.hole.last or self.hole.first + 2) - self.hole.first + 1

    @property
    def person_months(self) -> int:
        return self.months * len(self.people)


def planned_gaps(
    actor: Actor, first: Month, last: Month, replaced: Collection[int] = ()
) -> list[SharedGap]:
    """The holes in what is planned and paid from `first` to `last`, the widest first.

    Holes of the living alone; a month that any payer has, a private one too, is no hole. People
    whose months differ before a hole are told apart, for they lose different counts. `replaced`
    are persons whose place a decree gave to another: where their months were cut, that is why.
    """
    given_away = frozenset(replaced)
    shared: dict[tuple[Hole, bool], list[int]] = {}
    for months, payers, cut, people in _patterns(actor, first, last):
        covered = list(zip(months, payers, strict=True))
        for hole in holes(covered, frozenset(cut), last):
            gone = given_away.intersection(people) if hole.kind is GapKind.CUT else ()
            for person in people:
                shared.setdefault((hole, person in gone), []).append(person)
    found = [
        SharedGap(hole, tuple(sorted(people)), gone) for (hole, gone), people in shared.items()
    ]
    return sorted(found, key=lambda gap: (-len(gap.people), gap.hole.first, gap.hole.before))


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Shared gaps with the same payers and months together, whatever was paid before."""

    kind: GapKind
    before: str
    after: str
    first: Month
    last: Month | None
    lapses_on: date | None
    full_from: Month | None
    scholarship_from: Month | None
    people: tuple[int, ...]
    person_months: int
    lost_months: int


def grouped(found: list[SharedGap]) -> list[GapGroup]:
    """The gaps as an office mends them: one group for each pair of payers, span and cause."""
    groups: dict[tuple[object, ...], list[SharedGap]] = {}
    for gap in found:
        hole = gap.hole
        key = (gap.kind, hole.before, hole.after, hole.first, hole.last)
        groups.setdefault(key, []).append(gap)
    return sorted((_group(gaps) for gaps in groups.values()), key=lambda g: -len(g.people))


def _group(gaps: list[SharedGap]) -> GapGroup:
    hole = gaps[0].hole
    return GapGroup(
        kind=gaps[0].kind,
        before=hole.before,
        after=hole.after,
        first=hole.first,
        last=hole.last,
        lapses_on=hole.lapses_on,
        full_from=hole.full_from,
        scholarship_from=hole.scholarship_from,
        people=tuple(sorted(person for gap in gaps for person in gap.people)),
        person_months=sum(gap.person_months for gap in gaps),
        lost_months=sum(gap.hole.lost * len(gap.people) for gap in gaps) if hole.fatal else 0,
    )


def _patterns(
    actor: Actor, first: Month, last: Month
) -> list[tuple[list[Month], list[str], list[Month], list[int]]]:
    """Months, payers and withdrawn months that people share, and those people."""
    chosen = (
        person_months(actor)
        .filter(component="jkm", segment="bpu", month__gte=first, month__lte=last)
        .exclude(state__in=(State.REJECTED, State.REFUNDED))
        .exclude(person_id__in=dead_records(actor))
    )
    rows, parameters = (
        chosen.order_by()
        .values("person_id", "month", "payer_id", "live", "state")
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(_PATTERNS.format(rows=rows), parameters)
        return [
            (_months(months), payers, _months(cut or []), people)
            for months, payers, cut, people in cursor.fetchall()
        ]


def _months(days: list[date]) -> list[Month]:
    return [Month.containing(day) for day in days]
