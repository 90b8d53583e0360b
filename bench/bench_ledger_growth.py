"""Whether a list to pay grows in a straight line, from 5,000 to 500,000 members; by name only."""

from __future__ import annotations

import time
from typing import Any

from bench import ledger_world as world
from bench.database import bench_database
from bench.harness import Benchmark

SIZES = (5_000, 50_000, 500_000)
_MOST_GROWTH = 1.5
"""Seconds per member at the largest size, against those at the smallest."""


def run() -> list[Benchmark]:
    """One figure: how much dearer a member gets when there are a hundred times as many."""
    database = bench_database()
    world.make_city()
    operator, finance = world.office("operator", "operator"), world.office("uang", "keuangan")
    first, per_member = 0, []
    for size in SIZES:
        code = f"N{size}"
        people = world.make_members(database, first, size)
        first += size
        world.make_programme(operator, finance, code, 1)
        world.sign_decree(database, people, code)
        world.plan_months(operator, people, code, 1)
        per_member.append(_list(operator, code) / size)
    steps = ", ".join(
        f"{size}: {1e6 * each:.0f} µs" for size, each in zip(SIZES, per_member, strict=True)
    )
    return [
        Benchmark(
            name="ledger.growth",
            what=f"seconds a member of a list to pay, largest against smallest ({steps})",
            value=per_member[-1] / per_member[0],
            unit="×",
            better="lower",
            goal=_MOST_GROWTH,
        )
    ]


def _list(operator: Any, code: str) -> float:
    from payung.payments.services import make_list

    start = time.perf_counter()
    make_list(actor=operator, programme=code, month=world.FIRST, on=world.FIRST.first_day)
    return time.perf_counter() - start
