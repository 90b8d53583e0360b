"""What would else be lost in silence: broken formulas, cells that can't be read, unseen rows.

Every filled cell of a known column is read, or a line of this module says that it wasn't.
"""

from __future__ import annotations

import polars as pl

from payung.lists.fields import PERSON_FIELDS
from payung.lists.problems import problem, told
from payung.lists.rules.blank import ERROR_CELL
from payung.lists.rules.rtrw import NO_NUMBER

_NO_RW = f"^{NO_NUMBER.pattern}$"
_CARD_CODES = ("NIK_PANJANG", "NIK_BUKAN_ANGKA", "NIK_RUSAK_EXCEL")


def without_errors(said: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """The people with empty cells where a formula failed, and what stood there, by field.

    A series holds the error of each row, null where there is none.
    """
    errors: dict[str, pl.Series] = {}
    for field in PERSON_FIELDS:
        cells = said[field]
        signs = cells.str.contains(r"^#|^Err:")
        if signs.any():
            is_error = cells.str.contains(ERROR_CELL)
            if is_error.any():
                errors[field] = cells.set(~is_error, None)
    blank = {f: said[f].set(e.is_not_null(), "").alias(f) for f, e in errors.items()}
    return said.with_columns(*blank.values()), errors


def error_cells(table: pl.DataFrame, errors: dict[str, pl.Series]) -> list[pl.DataFrame]:
    """A line for each cell that shows a formula's error."""
    frames = []
    for field, cells in errors.items():
        where = cells.is_not_null()
        rows = table.select("row_id").with_columns(said=cells).filter(where)
        frames.append(told(rows, field, "SEL_GALAT", "said", None, None))
    return frames


def without_blamed(frame: pl.DataFrame) -> pl.DataFrame:
    """No second line about a cell whose formula failed: it isn't empty, it is broken."""
    broken = frame.filter(pl.col("code") == "SEL_GALAT").select("row_id", "column")
    if not broken.height:
        return frame
    of_them = frame.join(broken, on=["row_id", "column"], how="semi")
    others = frame.join(broken, on=["row_id", "column"], how="anti")
    return pl.concat([others, of_them.filter(pl.col("code") == "SEL_GALAT")])


def unread_cells(table: pl.DataFrame) -> list[pl.DataFrame]:
    """Family cards, sexes and RWs that are filled and can't be read."""
    unread_sex = (table["jenis_kelamin"] != "") & (table["sex"] == "")
    unread_rw = (
        (table["said_rw"] != "") & (table["rw"] == "") & ~table["said_rw"].str.contains(_NO_RW)
    )
    return [
        *(
            problem(table, table["nkk_code"] == code, "nkk", code, said="said_nkk")
            for code in _CARD_CODES
        ),
        problem(table, unread_sex, "jenis_kelamin", "NIK_BEDA_JK", said="jenis_kelamin"),
        problem(table, unread_rw, "rw", "RT_TIDAK_SAH", said="said_rw"),
    ]


def unseen_rows(table: pl.DataFrame) -> pl.DataFrame:
    """A line for each row that the sender can't see."""
    return problem(table, table["unseen"], "", "BARIS_TERSEMBUNYI")
