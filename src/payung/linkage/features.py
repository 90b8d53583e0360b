"""From checked rows to the columns that the comparisons read; no row sees another here.

What depends on the other rows (how common a name is, which keys are too common) is `weigh`.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from payung.linkage.words import Hashes, combine, name_columns, nullable

COLUMNS = (
    "id",
    "nik",
    "nama",
    "tanggal_lahir",
    "jenis_kelamin",
    "nama_ibu",
    "no_hp",
    "kode_kelurahan",
    "rt",
)
NIK_LENGTH = 16
KELURAHAN_DIGITS = 10
AT_ONCE = 100_000
FIRST_YEAR_OF_1900S = 12
"""A NIK has two digits of the year; who works was not born after 2011."""
_NARROW = {
    **{f"{name}_n": pl.Int32 for name in ("nama", "ibu")},
    **{f"{name}_{bits}": pl.Int32 for name in ("nama", "ibu") for bits in "ihl"},
    "tgl": pl.Int32,
    "tgl_y": pl.Int16,
    "tgl_m": pl.Int8,
    "tgl_d": pl.Int8,
    "nik_seri": pl.Int16,
    "nik_ragu": pl.Int8,
    "nik_cocok": pl.Int8,
    "kec": pl.Int32,
    "rt": pl.Int32,
    "jk": pl.Int8,
}
"""What the numbers need; a million rows of eight bytes each would be too much."""
_ISO = r"^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})"
_DAY_FIRST = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"


def features(frame: pl.DataFrame) -> pl.DataFrame:
    """The traits of each row and its blocking keys `k_…`; a caller may keep them."""
    table = traits(frame)
    return table.with_columns(key_of(table, name) for name in KEYS)


def traits(frame: pl.DataFrame) -> pl.DataFrame:
    """What is compared of each row, in the order of the rows.

    `frame` holds any of `COLUMNS` and `nkk` as text; a missing column counts as empty.
    The result keeps `id` and has `nama_…`, `ibu_…`, `tgl_…`, `nik_…`, `hp`, `kel`, `kec`, `rt`,
    `nkk` and `jk`. Made a slice at a time, so that a million rows need no second million.
    """
    slices = frame.iter_slices(AT_ONCE) if frame.height else [frame]
    parts = [_traits(part) for part in slices]
    # One column after the other, each let go where it was: never the whole table twice.
    return pl.DataFrame(
        [
            pl.concat([part.drop_in_place(name) for part in parts], rechunk=True)
            for name in parts[0].columns
        ]
    )


def _traits(frame: pl.DataFrame) -> pl.DataFrame:
    text = _texts(frame)
    table = pl.DataFrame({"id": text["id"]}).with_columns(
        **name_columns(text["nama"], "nama"), **name_columns(text["nama_ibu"], "ibu")
    )
    table = table.with_columns(**_dates(text), **_numbers(text), **_places(text))
    table = table.with_columns(_sex(text)).with_columns(**_nik_trust())
    return table.with_columns(**_told_by_nik(table)).cast(_NARROW)  # type: ignore[arg-type]


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    wanted = (*COLUMNS, "nkk")
    return frame.select(
        pl.col(c).cast(pl.String).fill_null("").str.strip_chars()
        if c in frame.columns
        else pl.lit("", dtype=pl.String).alias(c)
        for c in wanted
    )


def _dates(text: pl.DataFrame) -> dict[str, pl.Series]:
    """Birth date as `tgl` (yyyymmdd) and its parts; impossible dates stay comparable."""
    given = pl.col("tanggal_lahir")
    iso = [given.str.extract(_ISO, part) for part in (1, 2, 3)]
    local = [given.str.extract(_DAY_FIRST, part) for part in (3, 2, 1)]
    year, month, day = (
        pl.coalesce(a, b).cast(pl.Int64).alias(c)
        for a, b, c in zip(iso, local, ("tgl_y", "tgl_m", "tgl_d"), strict=True)
    )
    parts = text.select(year, month, day).with_columns(
        tgl=pl.col("tgl_y") * 10_000 + pl.col("tgl_m") * 100 + pl.col("tgl_d")
    )
    return {c: parts[c] for c in parts.columns}


def _numbers(text: pl.DataFrame) -> dict[str, pl.Series]:
    """NIK as text and number, its parts, the family card and the phone as numbers."""
    digits = text.select(
        nik=pl.col("nik").str.replace_all(r"[\s.'’\-]", ""),
        nkk=pl.col("nkk").str.replace_all(r"\D", ""),
        hp=pl.col("no_hp").str.split_exact("/", 0).struct[0].str.replace_all(r"\D", ""),
    )
    nik, nkk = pl.col("nik"), pl.col("nkk")
    usable = nik.str.contains(r"^\d{5,18}$") & ~nik.str.contains(r"^0*$") & (nik != nkk)
    # Filled up with zeros it is a number of another register.
    full = usable & (nik.str.len_bytes() == NIK_LENGTH) & ~nik.str.starts_with("00")
    front = pl.when(full).then(nik.str.slice(0, 12)).cast(pl.Int64)
    national = pl.col("hp").str.replace(r"^(62|0)+", "")
    numbers = digits.select(
        nik_teks=pl.when(usable).then(nik),
        nik=pl.when(usable).then(nik).cast(pl.Int64),
        nik_depan=front - pl.when(front // 10_000 % 100 > 40).then(400_000).otherwise(0),
        nik_seri=pl.when(full).then(nik.str.slice(12, 4)).cast(pl.Int64),
        nkk=pl.when(nkk.str.len_bytes() == NIK_LENGTH).then(nkk).cast(pl.Int64),
        hp=pl.when(national.str.len_bytes().is_between(7, 15)).then(national).cast(pl.Int64),
    )
    return {c: numbers[c] for c in numbers.columns}


def _places(text: pl.DataFrame) -> dict[str, pl.Series]:
    """Kelurahan, its kecamatan and the RT as numbers, from their digits."""
    kel = pl.col("kode_kelurahan").str.replace_all(r"\D", "")
    whole = kel.str.len_bytes() == KELURAHAN_DIGITS
    places = text.select(
        kel=pl.when(kel.str.len_bytes().is_between(1, 18)).then(kel).cast(pl.Int64),
        kec=pl.when(whole).then(kel.str.slice(0, 6)).cast(pl.Int64),
        rt=pl.col("rt").str.extract(r"(\d{1,9})", 1).cast(pl.Int64),
    )
    return {c: places[c] for c in places.columns}


def _sex(text: pl.DataFrame) -> pl.Series:
    first = text["jenis_kelamin"].str.to_uppercase().str.slice(0, 1)
    return first.replace_strict({"L": 1, "P": 2}, default=None, return_dtype=pl.Int64).alias("jk")


def _nik_trust() -> dict[str, pl.Expr]:
    """`nik_ragu` is 1 where the NIK can't be trusted: zero serial, or another birth date.

    A family-card number in the wrong column and a NIK that Excel shortened show themselves so.
    `nik_cocok` is 1 where it holds the birth date of its row.
    """
    day = pl.col("nik_depan") // 10_000 % 100
    month, year = pl.col("nik_depan") // 100 % 100, pl.col("nik_depan") % 100
    other = (
        (day != pl.col("tgl_d")).cast(pl.Int8)
        + (month != pl.col("tgl_m")).cast(pl.Int8)
        + (year != pl.col("tgl_y") % 100).cast(pl.Int8)
    )
    zero = (pl.col("nik_seri") == 0).fill_null(False)
    doubt, fits = zero | (other == 3).fill_null(False), (other == 0).fill_null(False) & ~zero
    return {"nik_ragu": doubt.cast(pl.Int64), "nik_cocok": fits.cast(pl.Int64)}


def _told_by_nik(table: pl.DataFrame) -> dict[str, pl.Series]:
    """Birth date and sex out of the NIK where the row itself says nothing of them.

    `nik_depan` has the day of a man; whether a NIK is a woman's stands in `nik`.
    """
    year = pl.col("nik_depan") % 100
    parts = {
        "tgl_y": year + pl.when(year < FIRST_YEAR_OF_1900S).then(2000).otherwise(1900),
        "tgl_m": pl.col("nik_depan") // 100 % 100,
        "tgl_d": pl.col("nik_depan") // 10_000 % 100,
    }
    possible = parts["tgl_m"].is_between(1, 12) & parts["tgl_d"].is_between(1, 31)
    unsaid = pl.col("tgl").is_null() & possible & (pl.col("nik_seri") != 0)
    filled = table.select(
        *(pl.when(unsaid).then(part).otherwise(name).alias(name) for name, part in parts.items()),
        jk=pl.coalesce("jk", 1 + (pl.col("nik") // 10**8 % 100 > 40).cast(pl.Int64)),
    ).with_columns(tgl=pl.col("tgl_y") * 10_000 + pl.col("tgl_m") * 100 + pl.col("tgl_d"))
    return {c: filled[c] for c in filled.columns}


_WIDE = {c: pl.col(c).cast(pl.Int64) for c in ("tgl_y", "tgl_m", "tgl_d")}
_LOW, _HIGH = (f("tgl_m", "tgl_d").cast(pl.Int64) for f in (pl.min_horizontal, pl.max_horizontal))
_PARTS: dict[str, pl.Expr] = {
    "jk": pl.col("jk").fill_null(0),
    "tgl": pl.col("tgl"),
    "tahun": pl.col("tgl_y"),
    "lahir": _WIDE["tgl_y"] * 10_000 + _LOW * 100 + _HIGH,
    "hari": _LOW * 100 + _HIGH,
    "ekor": pl.col("nik") % 10_000_000_000,
    "depan": pl.col("nik_depan"),
    "hp": pl.col("hp"),
    "kel": pl.col("kel"),
    "rt": pl.col("rt"),
    "huruf": pl.col("nama_h"),
    "n1": pl.col("nama_k1"),
    "n2": pl.col("nama_k2"),
    "urut": pl.col("nama_urut"),
    "rapat": pl.col("nama_rapat"),
    "i1": pl.col("ibu_k1"),
    "ibu": pl.col("ibu_urut"),
    "nik": pl.when(pl.col("nik_ragu") == 0).then("nik"),
}
KEYS: dict[str, tuple[str, ...]] = {
    "nik": ("nik",),
    "lahir_nama1": ("lahir", "n1"),
    "lahir_nama2": ("lahir", "n2"),
    "lahir_awal": ("lahir", "huruf"),
    "tgl_wilayah": ("tgl", "kel"),
    "tgl_rapat": ("tgl", "rapat"),
    "lahir_ibu": ("lahir", "i1", "jk"),
    "hp": ("hp", "jk"),
    "nama_ibu": ("urut", "ibu", "kel"),
    "ekor": ("ekor",),
    "depan_nama": ("depan", "n1"),
    "nama_rt": ("urut", "kel", "rt"),
    "nama_kel": ("urut", "kel"),
    "nama_ibu_tahun": ("n1", "n2", "i1", "tahun"),
    "ibu_rt": ("i1", "kel", "rt", "jk"),
    "nama1_rt": ("n1", "kel", "rt", "jk"),
    "tahun_rt": ("tahun", "kel", "rt", "jk"),
    "nama_ibu_lain": ("n1", "n2", "ibu"),
    "hari_ibu": ("hari", "i1", "kel"),
}


def key_of(table: pl.DataFrame, name: str) -> pl.Series:
    """The blocking key `k_…` of traits: rows that share it are compared; null compares with nobody.

    The one that the table holds already, if it does.
    """
    if f"k_{name}" in table.columns:
        return table[f"k_{name}"]
    parts = table.select(_PARTS[part].alias(part) for part in KEYS[name])
    present = parts.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    columns: list[Hashes] = [
        part.fill_null(0).cast(pl.Int64).to_numpy().view(np.uint64) for part in parts
    ]
    return nullable(combine(*columns), present.to_numpy()).alias(f"k_{name}")
