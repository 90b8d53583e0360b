"""Deaths as five kinds of source write them, and who of the ever covered they really are.

Made of `bench.truth_people`; nothing here knows the matcher. A list of deaths has fewer columns
than a list of workers: no mother, no phone, mostly no RT. Names are dirty, every third number is
missing, and a third of the dead was never covered: strangers, siblings of members, and
neighbours of one name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from bench.truth_people import people
from bench.truth_slips import other_date, other_name, other_nik

COLUMNS = ("nik", "nama", "tanggal_lahir", "jenis_kelamin", "kode_kelurahan")
NEVER_COVERED = 0.12
SHARE_OF_STRANGERS = 0.33


@dataclass(frozen=True)
class Deaths:
    """`rows` as a list of deaths reads them; `pairs` of a death and a covered person's ids."""

    covered: pl.DataFrame
    rows: pl.DataFrame
    pairs: frozenset[tuple[str, str]]


def deaths(covered: int, dead: int, seed: int) -> Deaths:
    """About `covered` members and `dead` deaths of which two thirds are members'."""
    rng = np.random.default_rng(seed)
    city = people(int(covered / (1 - NEVER_COVERED)), seed, duplicates=0.0)
    never = rng.random(city.rows.height) < NEVER_COVERED
    members = np.flatnonzero(~never)
    strangers = int(dead * SHARE_OF_STRANGERS)
    chosen = np.concatenate(
        [rng.choice(members, dead - strangers), rng.choice(np.flatnonzero(never), strangers)]
    )
    chosen = np.unique(chosen)
    rows = city.rows[chosen].select(COLUMNS).to_dicts()
    written = pl.DataFrame([_written(row, rng) for row in rows])
    numbers = pl.Series("id", [f"k{n:06d}" for n in range(len(rows))])
    ids = city.rows["id"].to_list()
    true = {
        (numbers[n], ids[person]) for n, person in enumerate(chosen.tolist()) if not never[person]
    }
    known = city.rows.filter(pl.Series(~never))
    return Deaths(known, written.insert_column(0, numbers), frozenset(true))


def _written(row: dict[str, str], rng: np.random.Generator) -> dict[str, str]:
    """What a hospital, a cemetery or a kelurahan's letter makes of a person."""
    draw = rng.random(6)
    name, nik, born = row["nama"], row["nik"], row["tanggal_lahir"]
    for share in (0.60, 0.20):
        if rng.random() < share:
            name = other_name(name, row["jenis_kelamin"], rng)
    if draw[0] < 0.05:
        name = f"{'Almh.' if row['jenis_kelamin'] == 'P' else 'Alm.'} {name}"
    if draw[1] < 0.30:
        nik = ""
    elif draw[1] < 0.36:
        nik = other_nik(nik, "", rng)
    if draw[2] < 0.04:
        born = other_date(born, rng)
    elif draw[2] < 0.055:
        born = ""
    place = "" if draw[3] < 0.06 else row["kode_kelurahan"]
    sex = "" if draw[4] < 0.05 else row["jenis_kelamin"]
    return {
        "nik": nik,
        "nama": name,
        "tanggal_lahir": born,
        "jenis_kelamin": sex,
        "kode_kelurahan": place,
    }
