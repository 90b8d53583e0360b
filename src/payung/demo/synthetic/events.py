"""Deaths and accidents among the members, by day, from the life table and observed frequencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import polars as pl

from payung.demo.synthetic.children import draw_children, school_stage
from payung.demo.synthetic.rng import bulk_stream, cell_stream
from payung.demo.synthetic.tables import job_table
from payung.kernel.month import Month
from payung.kernel.nik import Sex, age_on
from payung.planning.mortality import life_table, monthly_probability

ACCIDENTS_PER_YEAR = 0.0037
_DEADLY_SHARE = 0.03
_WAIT_MONTHS = 4
_MONTHS_PER_YEAR = 12
_CHILDREN_AGES = (8, 16)
_NATURAL_CAUSES = (
    "penyakit jantung", "strok", "diabetes", "ginjal", "kanker", "tuberkulosis", "hati",
)  # fmt: skip
_AT_WORK = ("jatuh di tempat kerja", "tertimpa barang", "terkena alat kerja", "terpeleset")
_ON_ROAD = ("tabrakan lalu lintas", "jatuh dari sepeda motor")
_ON_WAY = ("jatuh dalam perjalanan", "terpeleset di jalan")
_ROAD_JOBS = ("ojek", "sopir")

_SCHEMA: dict[str, Any] = {
    "person": pl.String,
    "event_date": pl.Date,
    "program": pl.String,
    "event": pl.String,
    "cause": pl.String,
    "place": pl.String,
    "medical_cost": pl.Int64,
    "transport_land": pl.Int64,
    "incapacity_months": pl.Int64,
    "disability_percent": pl.Int64,
    "children": pl.String,
    "children_birth": pl.String,
    "reported_on": pl.Date,
    "planted": pl.Boolean,
}


def draw_events(
    members: pl.DataFrame,
    months: Sequence[Month],
    seed: int,
    mortality_factor: float = 1.5,
) -> pl.DataFrame:
    """What befalls the members in `months`, one row an event, by date.

    `members`: person (any reference), birth_date (Date), sex (L|P), occupation (a job key; others
    count as average), first_month, last_month (YYYY-MM, both included). Result: person (as text),
    event_date, program (`jkm`|`jkk`), event (`death`|`injury`|`partial_disability`), cause, place
    (`tempat_kerja`|`perjalanan`|`lalu_lintas`|`rumah`), medical_cost and transport_land (rupiah),
    incapacity_months, disability_percent, children (stages joined by `;`, as `law batch` reads
    them), children_birth, reported_on, planted. Nobody has an event after his death.

    At least one natural death from the fifth month on and one death by work accident strike
    members without children who were covered throughout: they pay Rp42,000,000 and Rp70,000,000.
    """
    people = _exposed(members, months)
    chance = bulk_stream(seed, "events")
    dies = _strikes(people, _death_chance(people, months, mortality_factor), chance)
    hurt = _strikes(people, _accident_chance(people, months), chance)
    drawn = [*_deaths(people, dies, months, seed), *_accidents(people, hurt, months, seed)]
    planted = _planted(people, months, {row["person"] for row in drawn}, seed)
    frame = pl.DataFrame([*drawn, *planted], schema=_SCHEMA)
    return _without_afterlife(frame).sort("event_date", "person")


def _exposed(members: pl.DataFrame, months: Sequence[Month]) -> pl.DataFrame:
    """Members in a steady order, with the first and last place of `months` that covers each."""
    first = [Month.parse(text).ordinal - months[0].ordinal for text in members["first_month"]]
    last = [Month.parse(text).ordinal - months[0].ordinal for text in members["last_month"]]
    columns = [pl.col("person").cast(pl.String), pl.Series("from", first), pl.Series("to", last)]
    people = members.with_columns(columns).with_columns(
        pl.col("from").clip(lower_bound=0), pl.col("to").clip(upper_bound=len(months) - 1)
    )
    return people.filter(pl.col("from") <= pl.col("to")).sort("birth_date", "person")


def _death_chance(
    people: pl.DataFrame, months: Sequence[Month], factor: float
) -> np.ndarray[Any, np.dtype[np.float64]]:
    middle = months[len(months) // 2].first_day
    ages = np.array([age_on(birth, middle) for birth in people["birth_date"]], dtype=np.int64)
    female = (people["sex"] == Sex.FEMALE.value).to_numpy()
    return monthly_probability(life_table().annual_qx_of(ages, female), factor)


def _accident_chance(
    people: pl.DataFrame, months: Sequence[Month]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    jobs = job_table()
    hazard = [float(jobs.get(job, {}).get("hazard", 1.0)) for job in people["occupation"]]
    return np.array(hazard) * ACCIDENTS_PER_YEAR / _MONTHS_PER_YEAR


def _strikes(
    people: pl.DataFrame,
    chance_per_month: np.ndarray[Any, np.dtype[np.float64]],
    chance: np.random.Generator,
) -> list[tuple[int, int]]:
    """(member, month) of the first strike of each who is struck within his covered months."""
    month = chance.geometric(np.maximum(chance_per_month, 1e-9)) - 1
    month = month + people["from"].to_numpy()
    struck = np.flatnonzero(month <= people["to"].to_numpy())
    return [(int(index), int(month[index])) for index in struck]


def _deaths(
    people: pl.DataFrame, strikes: list[tuple[int, int]], months: Sequence[Month], seed: int
) -> Iterator[dict[str, Any]]:
    for index, place in strikes:
        person = people.row(index, named=True)
        chance = cell_stream(seed, "death", person["person"])
        day = _day_in(months[place], chance)
        yield _natural_death(person, day, chance) | draw_children(person["birth_date"], day, chance)


def _natural_death(person: dict[str, Any], day: date, chance: Random) -> dict[str, Any]:
    return _event(person, day, "jkm", "death", chance) | {
        "cause": chance.choice(_NATURAL_CAUSES),
        "place": "rumah",
        "reported_on": day + timedelta(days=chance.choice((1, 2, 3, 5, 8, 14, 30))),
    }


def _accidents(
    people: pl.DataFrame, strikes: list[tuple[int, int]], months: Sequence[Month], seed: int
) -> Iterator[dict[str, Any]]:
    for index, place in strikes:
        person = people.row(index, named=True)
        chance = cell_stream(seed, "accident", person["person"])
        day = _day_in(months[place], chance)
        if chance.random() < _DEADLY_SHARE:
            yield _work_death(person, day, chance) | draw_children(
                person["birth_date"], day, chance
            )
        else:
            yield _injury(person, day, chance)


def _work_death(person: dict[str, Any], day: date, chance: Random) -> dict[str, Any]:
    return _event(person, day, "jkk", "death", chance) | _how(person, chance)


def _injury(person: dict[str, Any], day: date, chance: Random) -> dict[str, Any]:
    """Costs scatter about the field's mean of some Rp7 million a case."""
    lasting = chance.random() < 0.08
    event = "partial_disability" if lasting else "injury"
    return _event(person, day, "jkk", event, chance) | _how(person, chance) | {
        "medical_cost": round(chance.lognormvariate(15.2, 0.9), -3).__int__(),
        "transport_land": chance.choice((0, 75_000, 150_000, 300_000)),
        "incapacity_months": chance.choice((0, 0, 1, 1, 2, 3)),
        "disability_percent": chance.choice((3, 5, 10, 20)) if lasting else 0,
    }  # fmt: skip


def _how(person: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Place and cause: three in four at work, more on the road for those who live by it."""
    road = 0.6 if person["occupation"] in _ROAD_JOBS else 0.06
    draw = chance.random()
    if draw < road:
        return {"place": "lalu_lintas", "cause": chance.choice(_ON_ROAD)}
    if draw < road + (1 - road) * 0.21:
        return {"place": "perjalanan", "cause": chance.choice(_ON_WAY)}
    return {"place": "tempat_kerja", "cause": chance.choice(_AT_WORK)}


def _event(
    person: dict[str, Any], day: date, program: str, event: str, chance: Random
) -> dict[str, Any]:
    return {
        "person": person["person"],
        "event_date": day,
        "program": program,
        "event": event,
        "medical_cost": 0,
        "transport_land": 0,
        "incapacity_months": 0,
        "disability_percent": 0,
        "children": "",
        "children_birth": "",
        "reported_on": day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 4))),
        "planted": False,
    }


def _planted(
    people: pl.DataFrame, months: Sequence[Month], struck: set[str], seed: int
) -> Iterator[dict[str, Any]]:
    """One natural death after the wait and one death at work, both without children, and the
    death at work of somebody who leaves two children at school."""
    last = len(months) - 1
    whole = people.filter(
        (pl.col("from") == 0) & (pl.col("to") == last) & ~pl.col("person").is_in(list(struck))
    )
    if whole.height < 2:
        return
    chance = cell_stream(seed, "planted")
    first, second = chance.sample(range(whole.height), 2)
    late = months[chance.randint(min(_WAIT_MONTHS, last), last)]
    natural = _natural_death(whole.row(first, named=True), _day_in(late, chance), chance)
    yield natural | {"planted": True}
    any_month = months[chance.randint(0, last)]
    yield _work_death(whole.row(second, named=True), _day_in(any_month, chance), chance) | {
        "planted": True
    }
    known = [whole["person"][first], whole["person"][second]]
    yield from _planted_parent(whole.filter(~pl.col("person").is_in(known)), months, seed)


def _planted_parent(
    people: pl.DataFrame, months: Sequence[Month], seed: int
) -> Iterator[dict[str, Any]]:
    """In an early month, so that the year tells what follows; nobody where all are too young."""
    oldest_child_born = date(months[0].year - _CHILDREN_AGES[-1], 1, 1)
    grown = people.filter(pl.col("birth_date") < oldest_child_born - timedelta(days=20 * 365))
    if not grown.height:
        return
    chance = cell_stream(seed, "planted parent")
    person = grown.row(chance.randrange(grown.height), named=True)
    day = _day_in(months[min(1, len(months) - 1)], chance)
    births = [date(day.year - age, 3, chance.randint(1, 28)) for age in _CHILDREN_AGES]
    yield _work_death(person, day, chance) | {
        "children": ";".join(school_stage(born, day) for born in births),
        "children_birth": ";".join(born.isoformat() for born in births),
        "planted": True,
    }


def _day_in(month: Month, chance: Random) -> date:
    return month.first_day + timedelta(days=chance.randrange(month.last_day.day))


def _without_afterlife(frame: pl.DataFrame) -> pl.DataFrame:
    """Drops what would befall a person on or after the day of an earlier death."""
    died = pl.when(pl.col("event") == "death").then(pl.col("event_date"))
    first_death = died.min().over("person")
    ends_it = (pl.col("event") == "death") & (pl.col("event_date") == first_death)
    alive = first_death.is_null() | (pl.col("event_date") < first_death) | ends_it
    return frame.filter(alive).unique(
        ["person", "event_date", "event"], keep="first", maintain_order=True
    )
