"""A NIK column that holds family-card numbers: one cause, said once for the sheet.

A card's number looks like a NIK: its middle is the day on which the card was made. But it is
shared by a family, never the holder's birth date, and never marked for a woman.
"""

from __future__ import annotations

import polars as pl

from payung.lists.dateorder import About
from payung.lists.messages import message

_ENOUGH = 5
_MOST = 0.8
_SHARED = 0.2
_WOMEN = 2


def family_card_rows(table: pl.DataFrame) -> tuple[pl.Series, list[About]]:
    """Which rows have a family-card number for a NIK because their whole column has, and what is
    said of those sheets.

    `table` has file, sheet, group, nik_value, usable, nik_female, same_day, sex, nama, family_card.
    """
    known = table.filter(pl.col("usable") & pl.col("group").is_in(_suspects(table).implode()))
    counted = known.group_by("group").agg(
        file=pl.col("file").first(),
        sheet=pl.col("sheet").first(),
        sound=pl.len(),
        dated=pl.col("same_day").is_not_null().sum(),
        agreed=pl.col("same_day").fill_null(False).sum(),
        marked=pl.col("nik_female").sum(),
        women=(pl.col("sex") == "P").sum(),
        same=pl.col("family_card").sum(),
        shared=(pl.col("nik_value").is_duplicated()).sum(),
        people=pl.struct("nik_value", "nama").n_unique(),
        numbers=pl.col("nik_value").n_unique(),
    )
    few_agree = (pl.col("dated") == 0) | (pl.col("agreed") <= (1 - _MOST) * pl.col("dated"))
    families = (pl.col("shared") >= _SHARED * pl.col("sound")) & (
        pl.col("people") > pl.col("numbers")
    )
    no_woman = (pl.col("marked") == 0) & (pl.col("women") >= _WOMEN)
    copied = pl.col("same") >= _MOST * pl.col("sound")
    dated = pl.col("dated") >= _ENOUGH
    is_cards = copied | (families & (dated | no_woman) & few_agree) | (no_woman & dated & few_agree)
    found = counted.filter((pl.col("sound") >= _ENOUGH) & is_cards).sort("group")
    own = pl.col("group").is_in(found["group"].implode()) & pl.col("usable")
    rows = table.select(own & ~pl.col("same_day").fill_null(False)).to_series()
    about = [
        (file, sheet, "nik", "KOLOM_NIK_BERISI_KK", message("KOLOM_NIK_BERISI_KK"))
        for file, sheet in found.select("file", "sheet").iter_rows()
    ]
    return rows, about


def _suspects(table: pl.DataFrame) -> pl.Series:
    """Sheets whose NIKs agree with few birth dates: the others aren't counted through."""
    agreed = pl.col("same_day").fill_null(False).sum()
    dated = pl.col("same_day").is_not_null().sum()
    counted = table.group_by("group").agg(suspect=(agreed <= (1 - _MOST) * dated))
    return counted.filter("suspect")["group"]
