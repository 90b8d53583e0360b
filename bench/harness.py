"""What a benchmark is, how it is timed, and how it is judged against its goal.

A module `bench/bench_NAME.py` offers `run() -> list[Benchmark]`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """One figure; `floor` and `peer` are in the same unit, None where there is none."""

    name: str
    what: str
    value: float
    unit: str
    better: Literal["lower", "higher"]
    goal: float | None = None
    floor: float | None = None
    peer: float | None = None
    peer_name: str | None = None

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    @property
    def floor_holds(self) -> bool:
        """Whether the floor is one: nothing can be better than what must be done at the least."""
        if self.floor is None:
            return True
        return self.floor <= self.value if self.better == "lower" else self.floor >= self.value

    def as_json(self) -> dict[str, Any]:
        """The form that contract.md fixes for `payung bench --json`."""
        return {
            "name": self.name,
            "what": self.what,
            "value": self.value,
            "unit": self.unit,
            "better": self.better,
            "floor": self.floor,
            "peer": self.peer,
            "peer_name": self.peer_name,
            "ratio_to_floor": _ratio(self.value, self.floor),
            "ratio_to_peer": _ratio(self.value, self.peer),
            "goal": self.goal,
            "met": self.met,
        }


def _ratio(value: float, other: float | None) -> float | None:
    return None if not other else value / other


def best_seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest wall time of `rounds` runs, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
