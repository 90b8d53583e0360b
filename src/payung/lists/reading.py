"""Raw texts to values: each field of the people of a list, by the rules of `rules`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import polars as pl

from payung.lists.area_names import AreaTable
from payung.lists.columns import read_column, read_columns
from payung.lists.fields import PERSON_FIELDS
from payung.lists.rules.blank import clean_column
from payung.lists.rules.dates import read_date
from payung.lists.rules.income import read_income
from payung.lists.rules.nik import as_number, birth_part_exprs, nik_columns
from payung.lists.rules.phone import phone_column
from payung.lists.rules.rtrw import read_rt_rw, read_rw, rt_in_address
from payung.lists.rules.sex import read_sex

_THREADS = 2
_RT_RW = {"rt": pl.String, "rw": pl.String}


def cleaned(people: pl.DataFrame) -> pl.DataFrame:
    """The same people with tidy texts: no stray spaces, nothing that only says "nothing"."""
    with ThreadPoolExecutor(_THREADS) as pool:  # polars works without Python's lock
        return people.with_columns(pool.map(lambda f: clean_column(people[f]), PERSON_FIELDS))


def read_values(said: pl.DataFrame, on: date, areas: AreaTable) -> pl.DataFrame:
    """The values of cleaned people, one column each, beside what the rules need to judge them.

    Adds: nik, nik_code, nkk (16 digits or empty), nkk_code, birth (date), sex, rt, rw,
    kode_kelurahan, income, phone, usable and nik_value (the NIK as a number, to be used only where
    usable), and nik_day, nik_month, nik_year, nik_female, nik_is_date of its birth part.
    """
    readers: list[Callable[[], dict[str, pl.Series]]] = [
        lambda: _read_niks(said),
        lambda: _read_cards(said),
        lambda: {"birth": _read_birth(said, on)},
        lambda: {"sex": read_column(said["jenis_kelamin"], read_sex, pl.String)},
        lambda: {"income": read_column(_filled(said["penghasilan"]), read_income, pl.Int64)},
        lambda: {"phone": phone_column(_filled(said["no_hp"])).fill_null("")},
        lambda: _read_rt(said),
        lambda: {"kode_kelurahan": _read_kelurahan(said, areas)},
    ]
    with ThreadPoolExecutor(_THREADS) as pool:
        read = list(pool.map(lambda reader: reader(), readers))
    values = pl.DataFrame({name: column for part in read for name, column in part.items()})
    sure = values["nik_code"] == ""
    values = values.with_columns(nik_value=as_number(values["nik"]), usable=sure)
    return values.with_columns(**birth_part_exprs("nik_value")).with_columns(
        nik_is_date=pl.col("nik_is_date") & pl.col("usable")
    )


def _read_niks(said: pl.DataFrame) -> dict[str, pl.Series]:
    digits, codes = nik_columns(said["nik"], said["nik_number"])
    return {"nik": digits, "nik_code": codes}


def _read_cards(said: pl.DataFrame) -> dict[str, pl.Series]:
    """Family-card numbers, empty where they aren't 16 sure digits, and what is wrong with them."""
    digits, codes = nik_columns(said["nkk"], said["nkk_number"])
    sure = pl.select(pl.when(codes == "").then(digits).otherwise(pl.lit("")))[:, 0]
    return {"nkk": sure, "nkk_code": codes}


def _read_birth(said: pl.DataFrame, on: date) -> pl.Series:
    return read_column(_filled(said["tanggal_lahir"]), lambda text: read_date(text, on), pl.Date)


def _filled(texts: pl.Series) -> pl.Series:
    """The texts with null for empty ones, so that no rule reads nothing."""
    return texts.set(texts == "", None)


def _read_rt(said: pl.DataFrame) -> dict[str, pl.Series]:
    """RT and RW from their column, else from the title or section, else from the address."""
    read = read_columns(_filled(said["rt"]), read_rt_rw, _RT_RW)
    rw = read_column(_filled(said["rw"]), read_rw, pl.String).fill_null("")
    column_rt, paired_rw = (read[name].fill_null("") for name in _RT_RW)
    if (paired_rw != "").any():
        rw = rw.zip_with(rw != "", paired_rw)
    if not (said["rt"] == "").any():
        return {"rt": column_rt, "rw": rw}
    table = said.select("rt", "area_rt", "area_rw").with_columns(
        column_rt=column_rt, column_rw=rw, **_from_address(said)
    )
    blank = pl.col("rt") == ""
    wanted = blank & (pl.col("area_rt") == "")
    return table.select(
        pl.when(wanted)
        .then("address_rt")
        .when(blank)
        .then("area_rt")
        .otherwise("column_rt")
        .alias("rt"),
        pl.when(wanted & (pl.col("column_rw") == ""))
        .then("address_rw")
        .when(blank & (pl.col("column_rw") == ""))
        .then("area_rw")
        .otherwise("column_rw")
        .alias("rw"),
    ).to_dict()


def _from_address(said: pl.DataFrame) -> dict[str, pl.Series]:
    needed = (said["rt"] == "") & (said["area_rt"] == "")
    addresses = said["alamat"].set(~needed, None)
    read = read_columns(addresses, rt_in_address, {"rt": pl.String, "rw": pl.String})
    return {f"address_{name}": column.fill_null("") for name, column in read.items()}


def _read_kelurahan(said: pl.DataFrame, areas: AreaTable) -> pl.Series:
    named = read_column(said["kelurahan"], lambda t: areas.resolve(t) if t else "", pl.String)
    return pl.select(
        pl.when(said["kelurahan"] == "").then(said["area_kelurahan"]).otherwise(named)
    )[:, 0]
