"""The life table TMI IV (2019): yearly chance of death by age and sex, and the month's share of it.

It is a table of insured lives; informal workers die more often, hence the `factor` (1.2 to 1.8).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from payung.kernel.nik import Sex

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Yearly chances of death (qx); index 0 is `first_age`."""

    first_age: int
    male_qx: Floats
    female_qx: Floats

    def annual_qx(self, age: int, sex: Sex) -> float:
        """The chance to die within a year; ages outside the table take its nearest end."""
        qx = self.female_qx if sex is Sex.FEMALE else self.male_qx
        return float(qx[min(max(age - self.first_age, 0), len(qx) - 1)])

    def annual_qx_of(self, ages: Ints, female: Flags) -> Floats:
        """`annual_qx` for columns: completed years and whether the person is a woman."""
        index = (ages - self.first_age).clip(0, len(self.male_qx) - 1)
        qx: Floats = np.where(female, self.female_qx[index], self.male_qx[index])
        return qx


@cache
def life_table() -> LifeTable:
    """TMI IV 2019, ages 18 to 65 (practice: two published copies agree but for one digit)."""
    path = files("payung.planning").joinpath("data", "tmi-iv-2019.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    return LifeTable(
        int(rows[0]["age"]),
        np.array([float(row["male_qx"]) for row in rows]),
        np.array([float(row["female_qx"]) for row in rows]),
    )


def monthly_probability(annual: Floats, factor: float = 1.0) -> Floats:
    """The chance to die within a month: twelve such months give `annual` times `factor`."""
    yearly = np.minimum(annual * factor, 1.0)
    monthly: Floats = 1.0 - (1.0 - yearly) ** (1 / MONTHS_PER_YEAR)
    return monthly
