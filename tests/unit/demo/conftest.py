"""One small city with its lists, made once per test process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from payung.demo.synthetic.city import Areas, generate_areas
from payung.demo.synthetic.people import generate_people
from payung.demo.synthetic.workbooks import TRUTH_NAME, SentList, write_lists

SEED = 11
LISTED = 6_000


@dataclass(frozen=True)
class Sent:
    """What the generator wrote."""

    folder: Path
    lists: list[SentList]
    truth: pl.DataFrame


@pytest.fixture(scope="session")
def areas() -> Areas:
    return generate_areas(SEED)


@pytest.fixture(scope="session")
def people(areas: Areas) -> pl.DataFrame:
    return generate_people(areas, SEED, listed=LISTED)


@pytest.fixture(scope="session")
def sent(areas: Areas, people: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("kiriman")
    lists = write_lists(people, areas, folder, SEED)
    return Sent(folder, lists, pl.read_csv(folder / TRUTH_NAME, infer_schema=False))
