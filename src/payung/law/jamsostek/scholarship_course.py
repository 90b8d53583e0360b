"""What becomes of a plan as the child goes on: classes repeated or skipped, and the right's end.

The plan made at the event stays the measure; from the school year of a class that was really
attended on it is made anew from that class, with the sums of the event. No level pays more years
than the regulation counts for it, so a repeated class takes its year from the level's end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from payung.law.jamsostek import load
from payung.law.jamsostek.children import STEPS, Child, ladder_at
from payung.law.jamsostek.deadlines import SCHOOL_YEAR_STARTS
from payung.law.jamsostek.inputs import STAGES
from payung.law.jamsostek.law import Law
from payung.law.jamsostek.scholarship_plan import PlannedYear, plans_of, years_from


def course(
    child: Child, event: date, classes: Mapping[int, str], law: Law | None = None
) -> tuple[PlannedYear, ...]:
    """The payments of a child, oldest first; `classes` names what it attended in a school year.

    `child.stage` is the class at the event. A year without an entry follows from the one before.
    """
    law = law or load()
    years = plans_of([child], event, law)[0].years
    ladder = ladder_at(law.ladders, event)
    for school_year, stage in sorted(classes.items()):
        day = max(event, date(school_year, *SCHOOL_YEAR_STARTS))
        now = replace(child, stage=STAGES[stage])
        kept = tuple(year for year in years if year.school_year < school_year)
        years = kept + years_from(now, school_year, ladder.family([now], day), ladder)
    return tuple(_within_levels(years, event, law))


def level_of(stage: str) -> str:
    """`SMP` of `SMP2`."""
    return stage.rstrip("0123456789")


def still_due(school_year: int, ended_on: date) -> bool:
    """Whether a school year had begun before the right ended; the year then running counts."""
    return date(school_year, *SCHOOL_YEAR_STARTS) < ended_on


def _within_levels(years: Iterable[PlannedYear], event: date, law: Law) -> Iterator[PlannedYear]:
    """Years that are still payable at their level; TK and SD share theirs where the law pools."""
    most = years_of_levels(law, event)
    gathered = law.parameters["beasiswa_tk_sd_gabung"].at(event)
    pooled = gathered is not None and gathered.value == 1
    paid: Counter[str] = Counter()
    for year in years:
        level = level_of(year.stage)
        if pooled and level in ("TK", "SD"):
            level, most["TK-SD"] = "TK-SD", most["TK"] + most["SD"]
        paid[level] += 1
        if not most or paid[level] <= most[level]:
            yield year


def years_of_levels(law: Law, on: date) -> dict[str, int]:
    """How many years each level is paid; empty before there were yearly sums."""
    steps = law.parameters[STEPS]
    value = steps.at(on)
    return {level_of(steps.steps[row.low]): row.size for row in value.rows} if value else {}
