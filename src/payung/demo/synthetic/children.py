"""The children whom the dead leave behind: birth dates and school stages."""

from __future__ import annotations

from datetime import date
from random import Random

_SCHOOL_STAGES = (
    *("TK1", "TK2"),
    *(f"SD{year}" for year in range(1, 7)),
    *(f"SMP{year}" for year in range(1, 4)),
    *(f"SMA{year}" for year in range(1, 4)),
    *(f"PT{year}" for year in range(1, 6)),
)
_FIRST_SCHOOL_AGE = 5
_ENTITLED_BELOW = 23
_SCHOOL_YEAR_STARTS = 7
_STUDY_SHARE = 0.4
_PARENT_AGES = range(21, 42, 2)  # steps of two: no births a few weeks apart


def draw_children(parent_born: date, day: date, chance: Random) -> dict[str, str]:
    """Entitled children on `day`: `children` (stages) and `children_birth` (ISO), `;`-joined.

    Up to four children are born when the parent was 21 to 40; those past 22 or out of school
    after SMA aren't named.
    """
    count = chance.choices((0, 1, 2, 3, 4), (16, 22, 34, 20, 8))[0]
    births = [
        date(parent_born.year + age, chance.randint(1, 12), chance.randint(1, 28))
        for age in sorted(chance.sample(_PARENT_AGES, count))
    ]
    staged = [(school_stage(born, day), born) for born in births if born < day]
    entitled = [
        (stage, born)
        for stage, born in staged
        if stage and (not stage.startswith("PT") or chance.random() < _STUDY_SHARE)
    ]
    return {
        "children": ";".join(stage for stage, _ in entitled),
        "children_birth": ";".join(born.isoformat() for _, born in entitled),
    }


def school_stage(born: date, day: date) -> str:
    """The stage of a child that never repeats a class; empty once too old for a scholarship.

    A school year begins in July; who is five by then enters TK1, seven enters SD1.
    """
    school_year = day.year if day.month >= _SCHOOL_YEAR_STARTS else day.year - 1
    age = school_year - born.year - (born.month > _SCHOOL_YEAR_STARTS)
    if age < _FIRST_SCHOOL_AGE:
        return "PRA"
    step = age - _FIRST_SCHOOL_AGE
    in_school = step < len(_SCHOOL_STAGES) and age < _ENTITLED_BELOW
    return _SCHOOL_STAGES[step] if in_school else ""
