"""The table of what is wrong with rows, before it becomes findings: one line a row and code."""

from __future__ import annotations

import polars as pl

from payung.lists.messages import message

PROBLEM = {
    "row_id": pl.UInt32,
    "column": pl.String,
    "code": pl.String,
    "message": pl.String,
    "suggestion": pl.String,
}


def problem(
    table: pl.DataFrame,
    where: pl.Series,
    column: str,
    code: str,
    *,
    said: str | None = None,
    other: str | None = None,
    suggestion: str | None = None,
) -> pl.DataFrame:
    """One line for each row of `table` where it is so; the names are columns of the table."""
    used = {"row_id", said, other, suggestion} - {None}
    rows = table.select(name for name in table.columns if name in used).filter(where)
    return told(rows, column, code, said, other, suggestion)


def told(
    rows: pl.DataFrame,
    column: str,
    code: str,
    said: str | None,
    other: str | None,
    suggestion: str | None,
) -> pl.DataFrame:
    """One line per row, with its sentence."""
    blank = pl.repeat("", rows.height, dtype=pl.String, eager=True)
    texts = [
        message(code, s or "", o or "", column)
        for s, o in zip(rows[said] if said else blank, rows[other] if other else blank, strict=True)
    ]
    return pl.DataFrame(
        {
            "row_id": rows["row_id"],
            "column": pl.repeat(column, rows.height, dtype=pl.String, eager=True),
            "code": pl.repeat(code, rows.height, dtype=pl.String, eager=True),
            "message": pl.Series(texts, dtype=pl.String),
            "suggestion": rows[suggestion] if suggestion else blank,
        },
        schema=PROBLEM,
    )
