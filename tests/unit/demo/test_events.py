"""Deaths and accidents come at the expected rates, to the living, within their months."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from payung.demo.synthetic.children import school_stage
from payung.demo.synthetic.events import draw_events
from payung.kernel.month import Month

MONTHS = list(Month.of(2025, 6).through(Month.of(2025, 12)))


@pytest.fixture(scope="module")
def members(people: pl.DataFrame) -> pl.DataFrame:
    return people.head(4_316).select(
        person="person_id",
        birth_date="tanggal_lahir",
        sex="jenis_kelamin",
        occupation="pekerjaan",
        first_month=pl.lit("2025-06"),
        last_month=pl.lit("2025-12"),
    )


def test_order_of_the_members_changes_nothing(members: pl.DataFrame) -> None:
    first = draw_events(members, MONTHS, 5)
    assert draw_events(members.reverse(), MONTHS, 5).equals(first)
    assert not draw_events(members, MONTHS, 6).equals(first)


def test_rates_are_those_of_table_and_field(members: pl.DataFrame) -> None:
    drawn = pl.concat([draw_events(members, MONTHS, seed) for seed in range(20)])
    deaths = drawn.filter((pl.col("event") == "death") & ~pl.col("planted")).height / 20
    accidents = drawn.filter((pl.col("program") == "jkk") & ~pl.col("planted")).height / 20
    assert 8 <= deaths <= 16  # 4,316 × 7/12 year × about 3 ‰ × 1.5
    assert 6 <= accidents <= 15  # 3.7 ‰ a year, shifted by the jobs


@pytest.mark.parametrize("seed", range(5))
def test_a_natural_death_after_the_wait_and_two_deaths_at_work_are_always_there(
    members: pl.DataFrame, seed: int
) -> None:
    planted = draw_events(members, MONTHS, seed).filter("planted")
    parent = planted.filter(pl.col("children") != "")
    assert parent["program"].to_list() == ["jkk"]
    assert [stage[:-1] for stage in parent["children"][0].split(";")] == ["SD", "SMA"]
    planted = planted.filter(pl.col("children") == "")
    natural = planted.filter(pl.col("program") == "jkm")
    at_work = planted.filter(pl.col("program") == "jkk")
    assert natural.height == at_work.height == 1
    assert natural["event_date"][0] >= date(2025, 10, 1)
    assert (planted["event"] == "death").all()


def test_nobody_is_struck_outside_his_months_or_after_death(members: pl.DataFrame) -> None:
    some = members.with_columns(first_month=pl.lit("2025-08"), last_month=pl.lit("2025-09"))
    events = pl.concat([draw_events(some, MONTHS, seed) for seed in range(10)])
    assert events.height > 10
    assert events["event_date"].is_between(date(2025, 8, 1), date(2025, 9, 30)).all()
    for seed in range(10):
        drawn = draw_events(members, MONTHS, seed, mortality_factor=200)
        ends = drawn.filter(pl.col("event") == "death").select("person", died="event_date")
        assert ends["person"].is_unique().all()
        later = drawn.join(ends, on="person").filter(pl.col("event_date") > pl.col("died"))
        assert later.is_empty()


def test_children_of_the_dead_have_a_stage_and_a_birth_date_each(members: pl.DataFrame) -> None:
    drawn = draw_events(members, MONTHS, 3, mortality_factor=60)
    families = drawn.filter(pl.col("children") != "")
    assert families.height > 50
    for stages, births, day in families.select("children", "children_birth", "event_date").rows():
        pairs = list(zip(stages.split(";"), births.split(";"), strict=True))
        assert all(school_stage(date.fromisoformat(b), day) == stage for stage, b in pairs)


@pytest.mark.parametrize(
    ("born", "stage"),
    [
        (date(2025, 1, 1), "PRA"),
        (date(2020, 7, 1), "TK1"),
        (date(2018, 3, 1), "SD1"),
        (date(2012, 5, 5), "SMP1"),
        (date(2007, 6, 30), "SMA3"),
        (date(2006, 6, 30), "PT1"),
        (date(2002, 6, 1), ""),
    ],
)
def test_school_stage_follows_the_birth_date(born: date, stage: str) -> None:
    assert school_stage(born, date(2025, 10, 15)) == stage
