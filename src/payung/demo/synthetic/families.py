"""The families of members as they would tell them: spouse, children, school; some tell half."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.demo.synthetic.rng import cell_stream

_HUSBANDS = ("AHMAD FAUZI", "SLAMET RIYADI", "HERMAN", "ZULKIFLI", "SUPARMAN", "M. YUSUF")
_WIVES = ("NURHAYATI", "SITI AMINAH", "SULASTRI", "ERNAWATI", "ROHANA", "SRI WAHYUNI")
_CHILDREN = ("DWI", "RIZKI", "NABILA", "FAJAR", "AULIA", "ILHAM", "PUTRI", "RAHMAT")
_MARRIED, _WITH_PAPER, _WITH_SCHOOL = 0.8, 0.85, 0.9
_MOST_CHILDREN = 4
_YOUNGEST_PARENT, _OLDEST_CHILD = 20, 21
_STAGES = (
    *("PRA",) * 5, "TK1", "TK2", "SD1", "SD2", "SD3", "SD4", "SD5", "SD6", "SMP1", "SMP2", "SMP3",
    "SMA1", "SMA2", "SMA3", "PT1", "PT2", "PT3",
)  # fmt: skip
"""The stage of a child by completed years, from birth to 21."""


@dataclass(frozen=True, slots=True)
class InventedChild:
    """One child; `stage` is empty where the family did not say."""

    name: str
    birth_date: date
    stage: str


@dataclass(frozen=True, slots=True)
class InventedFamily:
    """What one member told; without a spouse he is single."""

    spouse: str
    spouse_birth_date: date | None
    paper: str
    children: tuple[InventedChild, ...]


def draw_family(person: str, sex: str, birth_date: date, seed: int, on: date) -> InventedFamily:
    """The family of one person, the same whenever it is asked for."""
    chance = cell_stream(seed, "families", person)
    if chance.random() >= _MARRIED:
        return InventedFamily("", None, "", ())
    spouse = chance.choice(_WIVES if sex == "L" else _HUSBANDS)
    born = birth_date.replace(year=birth_date.year + chance.randint(-4, 4), day=1)
    paper = f"Buku nikah {chance.randint(100, 999)}/{on.year - 15}"
    oldest = min(on.year - birth_date.year - _YOUNGEST_PARENT, _OLDEST_CHILD)
    ages = (
        sorted({chance.randint(0, oldest) for _ in range(chance.randint(0, _MOST_CHILDREN))})
        if oldest > 0
        else []
    )
    names = chance.sample(_CHILDREN, len(ages))
    children = [
        InventedChild(
            name=name,
            birth_date=date(on.year - age, chance.randint(1, 6), chance.randint(1, 28)),
            stage=_STAGES[age] if chance.random() < _WITH_SCHOOL else "",
        )
        for name, age in zip(names, ages, strict=True)
    ]
    return InventedFamily(
        spouse, born, paper if chance.random() < _WITH_PAPER else "", tuple(children)
    )
