"""Rules that need other rows: the same NIK again, and serials left by a dragged fill handle."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

_SERIALS = 10_000
_SHORTEST_RUN = 3
_LONG_LIST = 20
_SHORT_LIST = 8


def repeated_niks(niks: pl.DataFrame) -> pl.DataFrame:
    """Rows whose NIK stands in another row too: (row_id, other_id).

    `niks` has row_id and nik (a number) of usable NIKs. The first row names the second, later
    rows name the first.
    """
    again = niks.filter(pl.col("nik").is_duplicated())
    if not again.height:
        return pl.DataFrame(schema={"row_id": pl.UInt32, "other_id": pl.UInt32})
    place = pl.col("row_id").cum_count().over("nik")
    first = pl.col("row_id").first().over("nik")
    second = pl.col("row_id").get(1).over("nik")
    return again.with_columns(other_id=pl.when(place == 1).then(second).otherwise(first)).select(
        "row_id", "other_id"
    )


def lost_last_digits(niks: pl.DataFrame) -> pl.Series:
    """Row ids whose last digit Excel turned into 0 before the list was saved as text.

    `niks` has row_id, group and usable nik_value. By chance one NIK in ten ends in 0; where two in
    five of a sheet do (three in four of a short one), those that do can't be trusted.
    """
    ends = pl.col("nik_value") % 10 == 0
    by_sheet = niks.group_by("group").agg(known=pl.len(), zeros=ends.sum())
    share = pl.col("zeros") / pl.col("known")
    many = (pl.col("known") >= _LONG_LIST) & (share >= 0.4)
    most = (pl.col("known") >= _SHORT_LIST) & (share >= 0.75)
    damaged = by_sheet.filter(many | most)["group"]
    return niks.filter(pl.col("group").is_in(damaged.implode()) & ends)["row_id"]


def dragged_serials(niks: pl.DataFrame) -> pl.Series:
    """Row ids whose NIK a dragged fill handle made.

    `niks` has row_id, group (file and sheet), nik (a number, or null if unusable), nkk, and
    `agrees`: whether birth date and sex agree with the NIK (null when unknown), in the order of
    the list. The row from which the fill was dragged agrees with its NIK and is left alone; so
    are twins, whose NIKs are neighbours and agree.
    """
    number = pl.col("nik")
    step = number - number.shift(1)
    joined = (
        (step.abs() == 1)
        & (number // _SERIALS == number.shift(1) // _SERIALS)
        & (pl.col("group") == pl.col("group").shift(1))
    ).fill_null(False)
    marked = niks.with_columns(joined=joined, step=step)
    near = marked.filter(pl.col("joined") | pl.col("joined").shift(-1).fill_null(False))
    found = [row for run in _runs(near) for row in _made_by_dragging(run)]
    return pl.Series(found, dtype=pl.UInt32)


def _runs(near: pl.DataFrame) -> Iterator[list[dict[str, object]]]:
    """Rows that follow each other with one and the same step."""
    run: list[dict[str, object]] = []
    for row in near.iter_rows(named=True):
        turns = len(run) > 1 and row["step"] != run[-1]["step"]
        if row["joined"] and run and not turns:
            run.append(row)
            continue
        yield run
        run = [run[-1], row] if row["joined"] and run else [row]
    yield run


def _made_by_dragging(run: list[dict[str, object]]) -> list[object]:
    """The rows of a run that don't fit their NIK; of two rows only another family's."""
    if len(run) < 2 or all(row["agrees"] for row in run):
        return []
    strangers = [row for row in run if not row["agrees"]]
    if len(run) < _SHORTEST_RUN:
        families = {row["nkk"] for row in run}
        strangers = [r for r in strangers if r["agrees"] is False and len(families) == 2]
    return [row["row_id"] for row in strangers]
