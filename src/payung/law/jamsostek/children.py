"""The reader before the rules: a family's children become the two largest remaining sums.

All readings of the rules use it, so that rules know no lists. The school year now running
counts; a child below school age still has every year before it; no school year begins on or after
the 23rd birthday, and who is 23 on the day itself has no right.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from payung.kernel.nik import age_on
from payung.law.engine.parameters import Parameter
from payung.law.engine.rule import FIRST_DAY
from payung.law.jamsostek.deadlines import SCHOOL_YEAR_STARTS, school_year_of
from payung.law.jamsostek.inputs import STAGE_NAMES, STAGES

KEPT_WORK = ("bpu", "magang", "pu_6_bulan")
"""The kinds of work beside which a child still studying keeps the right."""

STEPS, AGE_LIMIT, KEEPS_RIGHT = "beasiswa_jenjang", "beasiswa_usia", "anak_bekerja_tetap_berhak"
READ_FROM = (STEPS, AGE_LIMIT, KEEPS_RIGHT)
"""What the reader looks up before the rules are asked."""

LEAST_AGE = {"TK": 3, "SD": 5, "SMP": 10, "SMA": 13, "PT": 15}
MOST_AGE_BEFORE_SCHOOL = 8
"""Ages on 1 July of the running school year beyond which a stage is a slip of the pen; no law."""


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
    keeps_right: bool
    in_doubt: frozenset[str]
    """Which of `READ_FROM` nobody has checked; of the steps, those in `doubts` alone."""

    doubts: tuple[tuple[int, int], ...]
    """Steps of a row that nobody has checked: the first and the one after the last."""

    @classmethod
    def all(cls, parameters: Mapping[str, Parameter]) -> tuple[Ladder, ...]:
        """One ladder for each date on which a sum, the age limit or the right changed."""
        days = {FIRST_DAY} | {v.since for name in READ_FROM for v in parameters[name].values}
        return tuple(cls._at(parameters, day) for day in sorted(days))

    @classmethod
    def _at(cls, parameters: Mapping[str, Parameter], day: date) -> Ladder:
        held = {name: parameters[name].at(day) for name in READ_FROM}
        values = {name: 0 if value is None else value.value for name, value in held.items()}
        steps = held[STEPS]
        rows = steps.rows if steps else ()
        upto = [0]
        for step in range(len(STAGES) - 1):
            upto.append(upto[-1] + sum(row.value for row in rows if row.holds(step)))
        spans = [(row.low, row.low + row.size) for row in rows if not row.verified]
        doubtful = frozenset(name for name, v in held.items() if v is not None and not v.verified)
        return cls(
            day, tuple(upto), values[AGE_LIMIT], bool(values[KEEPS_RIGHT]), doubtful, tuple(spans)
        )

    def years_left(self, birth_date: date | None, day: date) -> int:
        """School years that begin before the age limit, the running one included.

        Who has reached the limit on the day itself has none.
        """
        if birth_date is None:
            return len(self.upto)
        last_day = birthday(birth_date, self.age_limit) - timedelta(days=1)
        return 1 + school_year_of(last_day) - school_year_of(day) if day <= last_day else 0

    def remaining(self, stage: int, years_left: int) -> tuple[int, int]:
        """Years still paid and their sum for a child at `stage`."""
        first = max(stage - STAGES["TK1"], 0)
        last = min(first + years_left, len(self.upto) - 1)
        return last - first, self.upto[last] - self.upto[first]

    def family(self, children: Iterable[Child], day: date) -> Family:
        """The two children whose choice pays most, and what rests on a working child."""
        rights, cut, worked = [], False, False
        for number, child in enumerate(children, 1):
            worked |= bool(child.working)
            if child.married or (child.working and not self.keeps_right):
                continue
            left = self.years_left(child.birth_date, day)
            years, amount = self.remaining(child.stage, left)
            if AGE_LIMIT in self.in_doubt and child.birth_date is not None:
                cut |= self._is_cut(child.stage, left)
            if left:
                doubtful = child.working not in ("", *KEPT_WORK)
                rights.append(Chosen(number, child.stage, years, amount, doubtful))
        best = _best(rights)
        sure = [right for right in rights if not right.doubtful]
        doubtful_rp = 0 if len(sure) == len(rights) else _sum(best) - _sum(_best(sure))
        rests_on = {AGE_LIMIT: cut, KEEPS_RIGHT: worked}
        unverified = self._unverified(best, rests_on) if self.in_doubt else ()
        return Family(len(rights), best, doubtful_rp, unverified)

    def _is_cut(self, stage: int, left: int) -> bool:
        """Whether the age limit takes something from a child: its right, or years that pay."""
        return not left or self.remaining(stage, left)[1] < self.remaining(stage, len(self.upto))[1]

    def _unverified(
        self, chosen: Sequence[Chosen], rests_on: Mapping[str, bool]
    ) -> tuple[str, ...]:
        starts = [max(child.stage - STAGES["TK1"], 0) for child in chosen]
        spans = [(a, a + child.years) for a, child in zip(starts, chosen, strict=True)]
        steps = any(a < end and first < b for first, end in self.doubts for a, b in spans)
        holds = {STEPS: steps, **rests_on}
        return tuple(name for name in READ_FROM if name in self.in_doubt and holds[name])


def ladder_at(ladders: Sequence[Ladder], day: date) -> Ladder:
    return ladders[bisect_right([ladder.since for ladder in ladders], day) - 1]


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody becomes `age`; who is born on 29 February, on 1 March."""
    year = birth_date.year + age
    leap_day_lost = (birth_date.month, birth_date.day) == (2, 29) and not isleap(year)
    return date(year, 3, 1) if leap_day_lost else birth_date.replace(year=year)


def fits_age(stage: int, birth_date: date, day: date) -> bool:
    """Whether a child of this age may attend the stage; older pupils are possible."""
    name = STAGE_NAMES[stage]
    age = age_on(birth_date, date(school_year_of(day), *SCHOOL_YEAR_STARTS))
    level = name.rstrip("0123456789")
    return age <= MOST_AGE_BEFORE_SCHOOL if level == "PRA" else age >= LEAST_AGE[level]


def _best(rights: Sequence[Chosen]) -> tuple[Chosen, ...]:
    if len(rights) < 2:
        return tuple(rights)
    return tuple(sorted(rights, key=attrgetter("amount_rp"), reverse=True)[:2])


def _sum(rights: Iterable[Chosen]) -> int:
    return sum(right.amount_rp for right in rights)
