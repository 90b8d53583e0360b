"""Which pairs are worth a close look: rows that share a key and could reach a probability of 0.5.

The sieve gives each pair the best that its cheap columns allow, so it drops none that the model
would tell; a test holds it to the model without it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from payung.linkage.comparisons import BIRTH, HOUSEHOLD, NIK, SEX
from payung.linkage.features import KEYS, key_of
from payung.linkage.model import Weights, match_weight
from payung.linkage.weigh import largest_block

AT_ONCE = 60_000
MISSING_LETTERS = 2
ROUNDING = 1e-6
Rows = npt.NDArray[np.int32]
_FAMILY_WORDS = ("satu_kata_saudara", "beda_saudara")
_OTHER_WORDS = ("satu_kata", "beda")
_READ = (
    *(f"{p}_{c}" for p in ("nama", "ibu") for c in ("urut", "rapat", "l")),
    *("tf_nama_urut", "tf_ibu_urut", "tf_tgl", "ibu_k1", "ibu_k2", "tgl", "nik", "nik_depan"),
    *("nik_seri", "nik_cocok", "hp", "nkk", "kel", "kec", "rt", "jk"),
)


def candidates(
    table: pl.DataFrame, first: float, weights: Weights, new_rows: int | None = None
) -> pl.DataFrame:
    """The pairs `i` < `j` of row numbers of `table` (weighed features) that could be told.

    `first` is the chance before any evidence; with `new_rows`, only pairs with a row below it.
    One key after the other is gone through, a slice of its pairs at a time: a million rows have
    more pairs than memory should hold.
    """
    read, reach = table.select(_READ), match_weight(first, 1 - first) + _best(weights)
    kept = [pl.DataFrame(schema={"i": pl.Int32, "j": pl.Int32})]
    for key in KEYS:
        pairs = _sharing(key_of(table, key), largest_block(f"k_{key}"), new_rows)
        kept += [_sieved(read, part, reach) for part in pairs.iter_slices(AT_ONCE)]
    return pl.concat(kept).unique(maintain_order=True)


def _sieved(read: pl.DataFrame, pairs: pl.DataFrame, reach: pl.Expr) -> pl.DataFrame:
    sides = [
        read[pairs[number]].rename(lambda c, s=side: f"{c}_{s}")  # type: ignore[misc]
        for number, side in (("i", "l"), ("j", "r"))
    ]
    most = pl.concat(sides, how="horizontal").select(reach).to_series()
    return pairs.filter(most >= -ROUNDING)


def _sharing(key: pl.Series, most: int, new_rows: int | None) -> pl.DataFrame:
    """Pairs of rows that share a key which no more than `most` rows have."""
    given = key.is_not_null()
    if new_rows is not None:
        given &= key.is_in(key[:new_rows].drop_nulls().unique().implode())
    rows = given.arg_true().to_numpy()
    values = key.gather(rows).to_numpy()
    order = np.argsort(values, kind="stable")
    rows, values = rows[order].astype(np.int32), values[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])[: len(values)]
    sizes = np.diff(np.r_[starts, len(values)])
    usable = np.repeat((sizes > 1) & (sizes <= most), sizes)
    rows, left = rows[usable], np.repeat(starts + sizes, sizes)[usable] - np.flatnonzero(usable)
    found = []
    place = np.arange(len(rows))
    for step in range(1, most):
        place = place[left[place] > step]
        if not len(place):
            break
        one, other = rows[place], rows[place + step]
        # Sorted as they stood, the rows of a key go upwards.
        found.append((one, other) if new_rows is None else _with_new(one, other, new_rows))
    return pl.DataFrame(
        {
            "i": np.concatenate([np.empty(0, np.int32), *(i for i, _ in found)]),
            "j": np.concatenate([np.empty(0, np.int32), *(j for _, j in found)]),
        }
    )


def _with_new(one: Rows, other: Rows, new_rows: int) -> tuple[Rows, Rows]:
    new = one < new_rows
    return one[new], other[new]


def _best(weights: Weights) -> pl.Expr:
    """The highest match weight that a pair can have, from columns that cost little to compare."""
    levels = weights.levels
    names = _name(levels["nama"], "nama", pl.when(_one_family()).then(True).otherwise(False))
    mothers = _name(levels["ibu"], "ibu", pl.lit(False))
    parts = (_birth(levels[BIRTH.name]), _nik(levels[NIK.name]))
    places = (_household(levels[HOUSEHOLD.name]), _sex(levels[SEX.name]))
    return pl.sum_horizontal(names, mothers, *parts, *places)


Levels = dict[str, tuple[float, float]]


def _highest(levels: Levels, *names: str) -> float:
    return max(match_weight(*levels[name]) for name in names)


def _highest_but(levels: Levels, *names: str) -> float:
    return _highest(levels, *(name for name in levels if name not in names))


def _same(column: str) -> pl.Expr:
    return (pl.col(f"{column}_l") == pl.col(f"{column}_r")).fill_null(False)


def _either_null(column: str) -> pl.Expr:
    return pl.col(f"{column}_l").is_null() | pl.col(f"{column}_r").is_null()


def _rarity(column: str) -> pl.Expr:
    return -pl.max_horizontal(f"tf_{column}_l", f"tf_{column}_r").log(2)


def _name(levels: Levels, prefix: str, family: pl.Expr) -> pl.Expr:
    """Two names agree in some way only where few letters of one are missing in the other."""
    left, right = pl.col(f"{prefix}_l_l"), pl.col(f"{prefix}_l_r")
    fewest = pl.min_horizontal(left.bitwise_count_ones(), right.bitwise_count_ones())
    both = (left & right).bitwise_count_ones()
    alike = fewest.cast(pl.Int64) - both.cast(pl.Int64) <= MISSING_LETTERS
    partly = max(m for name, (m, _) in levels.items() if name not in (*_FAMILY_WORDS, "sama"))
    related = [name for name in _FAMILY_WORDS if name in levels] or _OTHER_WORDS
    rarity = _rarity(f"{prefix}_urut")
    return (
        pl.when(_either_null(f"{prefix}_urut"))
        .then(0.0)
        .when(_same(f"{prefix}_urut") | _same(f"{prefix}_rapat"))
        .then(rarity + match_weight(levels["sama"][0], 1))
        .when(alike)
        .then(rarity + match_weight(partly, 1))
        .when(family)
        .then(_highest(levels, *related))
        .otherwise(_highest(levels, *_OTHER_WORDS))
    )


def _one_family() -> pl.Expr:
    """The comparisons' `_ONE_FAMILY`, but for numbers of one serial, which may be one number."""
    shared = ("ibu_k1", "ibu_k2", "ibu_rapat", "hp", "nkk", "nik_depan")
    return (
        ~_same("nik") & ~_same("nik_seri") & pl.any_horizontal(_same(column) for column in shared)
    )


def _birth(levels: Levels) -> pl.Expr:
    """Dates that differ are near where they are swapped, or agree in two of their parts."""
    parts = ((10_000, 10_000), (100, 100), (1, 100))
    left, right = (
        [pl.col(f"tgl_{side}") // unit % width for unit, width in parts] for side in "lr"
    )
    year, month, day = (a == b for a, b in zip(left, right, strict=True))
    swapped = year & (left[1] == right[2]) & (left[2] == right[1])
    return (
        pl.when(_either_null("tgl"))
        .then(0.0)
        .when(_same("tgl"))
        .then(_rarity("tgl") + match_weight(levels["sama"][0], 1))
        .when(swapped)
        .then(_highest(levels, "tukar"))
        .when((year & (month | day)) | (month & day))
        .then(_highest_but(levels, "sama", "tukar"))
        .when(year)
        .then(_highest(levels, "tahun_patokan", "tahun"))
        .otherwise(_highest(levels, "tahun", "turunan", "beda"))
    )


def _nik(levels: Levels) -> pl.Expr:
    """Numbers that differ are near only if their last four digits agree, or all but those."""
    same = ("sama", "lain_sama", "sama_ragu")
    other = [name for name in levels if name.startswith("lain_")]
    near = ("satu_angka", "dua_angka")
    two = ("dua_nomor", "dua_orang")
    own_dates = pl.col("nik_cocok_l") + pl.col("nik_cocok_r") == 2
    one_day = pl.col("tgl_l") % 10_000 == pl.col("tgl_r") % 10_000
    return (
        pl.when(_either_null("nik"))
        .then(0.0)
        .when(_same("nik"))
        .then(_highest(levels, *same))
        .when(_either_null("nik_seri"))
        .then(_highest_but(levels, *same))
        .when(_same("nik_seri"))
        .then(_highest_but(levels, *same, *other))
        .when(own_dates & (pl.col("tgl_l") != pl.col("tgl_r")))
        .then(pl.when(one_day).then(_highest(levels, *two)).otherwise(_highest(levels, two[1])))
        .otherwise(_highest_but(levels, *same, *other, *near, *two))
    )


def _household(levels: Levels) -> pl.Expr:
    """The best of the levels that a shared phone, card or area allow."""
    area = _same("kel")
    dateless = ("hp_tanpa_tgl", "kk_tanpa_tgl")
    return (
        pl.when((_same("hp") | _same("nkk")) & _either_null("tgl"))
        .then(_highest(levels, *dateless))
        .when(_same("hp") | _same("nkk"))
        .then(_highest_but(levels, *dateless))
        .when(area & _same("rt"))
        .then(_highest(levels, "rt", "rt_jarang"))
        .when(area)
        .then(_highest(levels, "kel", "kel_saja", "kel_jarang"))
        .when(_either_null("kel"))
        .then(max(0.0, _highest(levels, "beda")))
        .when(_either_null("kec"))
        .then(_highest(levels, "salah_kode", "beda"))
        .otherwise(_highest(levels, "kec", "beda"))
    )


def _sex(levels: Levels) -> pl.Expr:
    return (
        pl.when(_either_null("jk"))
        .then(0.0)
        .when(_same("jk"))
        .then(_highest(levels, "sama"))
        .otherwise(_highest(levels, "beda"))
    )
