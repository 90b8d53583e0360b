"""The reader before the rules: a family's children become the two largest remaining sums.

All readings of the rules use it, so that rules know no lists. The year now running counts;
a child below school age still has every year before it; no year begins on or after the 23rd
birthday.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from payung.kernel.nik import age_on
from payung.law.engine.parameters import Parameter
from payung.law.engine.rule import FIRST_DAY
from payung.law.jamsostek.inputs import LEVEL_YEARS, LEVELS, STAGES

WORKING_CHILD_KEEPS_RIGHT = date(2025, 2, 24)
"""Permenaker 1/2025 Ps 103(3a): from here on some working children keep the right."""

KEPT_WORK = ("bpu", "magang", "pu_6_bulan")
"""The kinds of work beside which a child still studying keeps the right."""


AGE_LIMIT = "beasiswa_usia"
LADDER_PARAMETERS = (
    *(f"beasiswa_{level.lower()}{end}" for level in LEVELS for end in ("", "_tahun")),
    AGE_LIMIT,
)
"""What the reader looks up before the rules are asked."""


@dataclass(frozen=True, slots=True)
class Child:
    """One child at the event; `working` names a kind of work, `ya` if the kind is unknown."""

    stage: int
    birth_date: date | None = None
    married: bool = False
    working: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A child whose scholarship counts: its place in the list, stage, years and sum."""

    number: int
    stage: int
    years: int
    amount_rp: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Family:
    """What the rules are handed."""

    entitled: int
    chosen: tuple[Chosen, ...]
    doubtful_rp: int
    unverified: tuple[str, ...] = ()
    """The parameters on whose unverified values the family's sum rests."""


NO_FAMILY = Family(0, (), 0)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The yearly sums from TK1 to PT5 in force from `since`; `upto[n]` adds the first n years."""

    since: date
    upto: tuple[int, ...]
    age_limit: int
    age_doubtful: bool
    doubts: tuple[tuple[str, int, int], ...]
    """Parameters whose value nobody has checked, each with its first year and the one after."""

    @classmethod
    def all(cls, parameters: Mapping[str, Parameter]) -> tuple[Ladder, ...]:
        """One ladder for each date on which a sum or the age limit changed."""
        days = {FIRST_DAY} | {
            value.since for name in LADDER_PARAMETERS for value in parameters[name].values
        }
        return tuple(cls._at(parameters, day) for day in sorted(days))

    @classmethod
    def _at(cls, parameters: Mapping[str, Parameter], day: date) -> Ladder:
        def at(name: str) -> int:
            value = parameters[name].at(day)
            return 0 if value is None else value.value

        def doubtful(name: str) -> bool:
            value = parameters[name].at(day)
            return value is not None and not value.verified

        upto, doubts = [0], []
        for level, years in zip(LEVELS, LEVEL_YEARS, strict=True):
            name, first = f"beasiswa_{level.lower()}", len(upto) - 1
            for year in range(years):
                upto.append(upto[-1] + (at(name) if year < at(f"{name}_tahun") else 0))
            names = filter(doubtful, (name, f"{name}_tahun"))
            doubts += [(one, first, first + years) for one in names]
        return cls(day, tuple(upto), at(AGE_LIMIT), doubtful(AGE_LIMIT), tuple(doubts))

    def years_left(self, birth_date: date | None, day: date) -> int:
        """School years that begin before the age limit, the running one included."""
        if birth_date is None:
            return len(self.upto)
        return max(self.age_limit - age_on(birth_date, day), 0)

    def remaining(self, stage: int, years_left: int) -> tuple[int, int]:
        """Years still paid and their sum for a child at `stage`."""
        first = max(stage - STAGES["TK1"], 0)
        last = min(first + years_left, len(self.upto) - 1)
        return last - first, self.upto[last] - self.upto[first]

    def family(self, children: Iterable[Child], day: date) -> Family:
        """The two children whose choice pays most, and what rests on a working child."""
        rights, cut = [], False
        for number, child in enumerate(children, 1):
            if child.married or _lost_by_work(child.working, day):
                continue
            left = self.years_left(child.birth_date, day)
            years, amount = self.remaining(child.stage, left)
            if self.age_doubtful and child.birth_date is not None:
                cut |= self._is_cut(child.stage, left)
            if left:
                doubtful = child.working not in ("", *KEPT_WORK)
                rights.append(Chosen(number, child.stage, years, amount, doubtful))
        best = _best(rights)
        sure = [right for right in rights if not right.doubtful]
        doubtful_rp = 0 if len(sure) == len(rights) else _sum(best) - _sum(_best(sure))
        unverified = self._unverified(best, cut) if cut or self.doubts else ()
        return Family(len(rights), best, doubtful_rp, unverified)

    def _is_cut(self, stage: int, left: int) -> bool:
        """Whether the age limit takes something from a child: its right, or years that pay."""
        return not left or self.remaining(stage, left)[1] < self.remaining(stage, len(self.upto))[1]

    def _unverified(self, chosen: Sequence[Chosen], cut: bool) -> tuple[str, ...]:
        starts = [max(child.stage - STAGES["TK1"], 0) for child in chosen]
        spans = [(a, a + child.years) for a, child in zip(starts, chosen, strict=True)]
        found = [n for n, first, end in self.doubts if any(a < end and first < b for a, b in spans)]
        return (*found, AGE_LIMIT) if cut else tuple(found)


def ladder_at(ladders: Sequence[Ladder], day: date) -> Ladder:
    return ladders[bisect_right([ladder.since for ladder in ladders], day) - 1]


def _lost_by_work(working: str, day: date) -> bool:
    return bool(working) and day < WORKING_CHILD_KEEPS_RIGHT


def _best(rights: Sequence[Chosen]) -> tuple[Chosen, ...]:
    if len(rights) < 2:
        return tuple(rights)
    return tuple(sorted(rights, key=attrgetter("amount_rp"), reverse=True)[:2])


def _sum(rights: Iterable[Chosen]) -> int:
    return sum(right.amount_rp for right in rights)
