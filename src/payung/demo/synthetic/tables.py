"""The tables of names, jobs, places and streets that the invented people are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Weighted:
    """Words with their shares, ready to be drawn in bulk."""

    words: np.ndarray[Any, np.dtype[np.str_]]
    shares: np.ndarray[Any, np.dtype[np.float64]]

    def draw(self, chance: np.random.Generator, count: int) -> np.ndarray[Any, np.dtype[np.str_]]:
        return self.words[chance.choice(len(self.words), count, p=self.shares)]


def weighted(pairs: list[tuple[str, float]]) -> Weighted:
    """Words with weights of any sum."""
    weights = np.array([weight for _, weight in pairs], dtype=np.float64)
    return Weighted(np.array([word for word, _ in pairs]), weights / weights.sum())


def parse_weighted(text: str) -> Weighted:
    """Reads `SUTRISNO:144 SLAMET:115 BUDI`; a word without a number weighs 1."""
    pairs = [word.partition(":") for word in text.split()]
    return weighted([(word, float(weight or 1)) for word, _, weight in pairs])


@cache
def name_tables() -> dict[str, Any]:
    return _load("names.yaml")


@cache
def list_tables() -> dict[str, Any]:
    return _load("lists.yaml")


@cache
def layout_tables() -> dict[str, Any]:
    return _load("layouts.yaml")


def _load(name: str) -> dict[str, Any]:
    import yaml

    path = files("payung.demo.synthetic").joinpath("data", name)
    table: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return table


def job_table() -> dict[str, dict[str, Any]]:
    """Every job, vulnerable and religious, by its key."""
    tables = list_tables()
    return {**tables["jobs"], **tables["religious_jobs"]}
