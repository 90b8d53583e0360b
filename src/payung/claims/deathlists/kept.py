"""A list of deaths as it was read, kept sealed so that it can be held against people anew."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from payung.claims.models import DeathList
from payung.registry import storage

if TYPE_CHECKING:
    import polars as pl

_PART = "kematian"


def keep_deaths(known: DeathList, deaths: pl.DataFrame) -> None:
    table = BytesIO()
    deaths.write_ipc(table)
    storage.keep(known.pk, _PART, table.getvalue())


def deaths_of(known: DeathList) -> pl.DataFrame | None:
    """None for a list that was taken before lists were kept."""
    if not storage.has(known.pk, _PART):
        return None
    import polars as pl

    return pl.read_ipc(BytesIO(storage.fetch(known.pk, _PART)))
