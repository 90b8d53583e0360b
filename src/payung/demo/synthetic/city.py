"""An invented Kota Jambi down to the RT: real kelurahan and codes, generated RT and households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from io import BytesIO

import numpy as np
import polars as pl

from payung.demo.synthetic.rng import bulk_stream
from payung.kernel.area import AreaKind, rt_code

RT_COUNT = 1_650
_FEWEST_RT = 5
_FEWEST_HOUSEHOLDS, _MOST_HOUSEHOLDS, _MEDIAN_HOUSEHOLDS = 40, 900, 100
_SHARE_WITH_RW = 0.3
_RT_PER_RW = 4
_LONG_AGO = date(2011, 1, 1)
_SPLIT_ON = date(2023, 1, 1)  # first year of the national code list with 68 kelurahan
_SPLIT_KELURAHAN = (
    "15.71.01.1012",
    "15.71.07.1011",
    "15.71.07.1012",
    "15.71.09.1006",
    "15.71.09.1007",
    "15.71.11.1006",
)


@dataclass(frozen=True, slots=True)
class Areas:
    """`frame`: one row an area, higher ones first.

    Columns: code, kind, name, parent (null for the city), households (RT only), valid_from,
    valid_to; and for RT `rt` and `rw` (three digits, `rw` empty where the kelurahan has none).
    """

    frame: pl.DataFrame

    def of_kind(self, kind: AreaKind) -> pl.DataFrame:
        return self.frame.filter(pl.col("kind") == kind.value)

    @property
    def rts(self) -> pl.DataFrame:
        return self.of_kind(AreaKind.RT)

    @property
    def kelurahan(self) -> pl.DataFrame:
        return self.of_kind(AreaKind.KELURAHAN)

    def names(self) -> dict[str, str]:
        """The name of each area by its code."""
        return dict(self.frame.select("code", "name").iter_rows())


def generate_areas(seed: int) -> Areas:
    """1 city, 11 kecamatan, 68 kelurahan with their real codes, and 1,650 invented RT."""
    official = _official()
    return Areas(pl.concat([_higher(official), _rts(official, bulk_stream(seed, "areas"))]))


def _official() -> pl.DataFrame:
    path = files("payung").joinpath("areas", "data", "kota-jambi.csv")
    return pl.read_csv(BytesIO(path.read_bytes()), infer_schema=False)


def _higher(official: pl.DataFrame) -> pl.DataFrame:
    """City, kecamatan and kelurahan, as the official list names them."""
    levels = (
        (AreaKind.CITY, "kode_kota", "kota", pl.lit(None, pl.String)),
        (AreaKind.KECAMATAN, "kode_kecamatan", "kecamatan", pl.col("kode_kota")),
        (AreaKind.KELURAHAN, "kode_kelurahan", "kelurahan", pl.col("kode_kecamatan")),
    )
    return pl.concat(
        official.select(
            code=code,
            kind=pl.lit(kind.value),
            name=name,
            parent=parent,
            households=pl.lit(None, pl.Int64),
            valid_from=pl.when(pl.col(code).is_in(_SPLIT_KELURAHAN))
            .then(_SPLIT_ON)
            .otherwise(_LONG_AGO),
            valid_to=pl.lit(None, pl.Date),
            rt=pl.lit(None, pl.String),
            rw=pl.lit(None, pl.String),
        ).unique(maintain_order=True)
        for kind, code, name, parent in levels
    )


def _rts(official: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    kelurahan = official["kode_kelurahan"].to_list()
    spare = RT_COUNT - _FEWEST_RT * len(kelurahan)
    counts = _FEWEST_RT + chance.multinomial(spare, chance.dirichlet(np.full(len(kelurahan), 4.0)))
    with_rw = chance.random(len(kelurahan)) < _SHARE_WITH_RW
    rows = [
        (code, f"{number:03d}", f"{1 + (number - 1) // _RT_PER_RW:03d}" if rw else "")
        for code, count, rw in zip(kelurahan, counts, with_rw, strict=True)
        for number in range(1, count + 1)
    ]
    households = np.exp(chance.normal(np.log(_MEDIAN_HOUSEHOLDS), 0.55, RT_COUNT)).round()
    return pl.DataFrame(
        {
            "code": [rt_code(code, rt, rw) for code, rt, rw in rows],
            "kind": AreaKind.RT.value,
            "name": [f"RT {rt}" + (f" RW {rw}" if rw else "") for _, rt, rw in rows],
            "parent": [code for code, _, _ in rows],
            "households": households.clip(_FEWEST_HOUSEHOLDS, _MOST_HOUSEHOLDS).astype(np.int64),
            "valid_from": [
                _rt_start(code, draw)
                for (code, _, _), draw in zip(rows, chance.random(RT_COUNT), strict=True)
            ],
            "valid_to": pl.Series([None] * RT_COUNT, dtype=pl.Date),
            "rt": [rt for _, rt, _ in rows],
            "rw": [rw for _, _, rw in rows],
        }
    )


def _rt_start(kelurahan: str, draw: float) -> date:
    """RT of a split kelurahan began with it; one in ten others came of a later division."""
    if kelurahan in _SPLIT_KELURAHAN:
        return _SPLIT_ON
    return date(2014 + int(draw * 100), 1, 1) if draw < 0.1 else _LONG_AGO
