"""What many cases are due at once: one query to the ledger, the law over columns."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.accounts.scope import Actor, require_scope
from payung.claims.entitlement.prediction import NOW, RUPIAH_FACTS
from payung.ledger.services import hashed_joins
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]

_PAID = "m.component = 'jkm' AND m.state IN ('dibayar', 'dibukukan')"
_DAYS = "string_agg((m.month - DATE '2000-01-01')::text, ' ') AS days"
"""The months of one case in one row, as days from 2000: a row a month takes three times as long."""

_MONTHS = f"""
    SELECT c.id AS case, {_DAYS} FROM claims_case c
    JOIN ledger_months m ON m.person_id = c.person_id
    WHERE c.state <> 'ditarik' AND {_PAID} GROUP BY c.id
"""
_MONTHS_OF_PERSONS = f"""
    SELECT u.case - 1 AS case, {_DAYS}
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS u(person, "case")
    JOIN ledger_months m ON m.person_id = u.person WHERE {_PAID} GROUP BY u.case
"""
_CASES = """
    SELECT c.id, c.program, e.happened_on, f.outcome, f.segment, f.income_rp,
           f.other_membership::int, f.disability_permille, f.incapacity_months, {rupiah}
    FROM claims_case c JOIN claims_event e ON e.id = c.event_id
    JOIN claims_casefacts f ON f.case_id = c.id
    WHERE c.state <> 'ditarik' ORDER BY c.id
"""
_CHILDREN = """
    SELECT case_id, stage, birth_date FROM claims_familymember
    WHERE relation = 'child' AND NOT married AND working = '' ORDER BY case_id, number
"""


def due_of_cases(actor: Actor) -> pl.DataFrame:
    """What every case in the actor's area is due, computed from the ledger as it is now.

    A row per case that is not withdrawn: case, status, now_low_rp, now_high_rp, beasiswa_high_rp.
    A case that is neither JKM nor JKK yet counts with the higher of both, from the lower up.
    """
    import polars as pl

    require_scope(actor)
    with hashed_joins():  # a join row by row takes twice as long for a city's cases
        cases = _read(_CASES.format(rupiah=_rupiah()))
        months, children = _ordinals(_read(_MONTHS)), _children()
    cases = cases.join(children, left_on="id", right_on="case", how="left", maintain_order="left")
    parts = []
    for program in ("jkm", "jkk"):
        rows = cases.filter(pl.col("program").is_in([program, "belum"]))
        if rows.height:
            columns = _law_columns(rows, program)
            found = due_columns(columns, _days(rows), _placed(months, rows["id"]))
            parts.append(_sums(rows, found))
    return _one_row_a_case(pl.concat(parts)) if parts else _sums(cases, {})


def due_columns(columns: Columns, days: NDArray[np.datetime64], paid: pl.DataFrame) -> Columns:
    """The law over columns; `paid` has the places of cases and their months, sorted by both."""
    import numpy as np

    from payung.law.jamsostek.benefits import assess_columns
    from payung.law.jamsostek.membership import membership_columns

    months = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    case_ix = paid["case"].to_numpy().astype(np.int64)
    counted = membership_columns(case_ix, paid["month"].to_numpy().astype(np.int64), months)
    counted.pop("active")
    return assess_columns({**columns, **counted, "event_date": days})


def due_of_persons(persons: Sequence[int], days: Sequence[date], program: str = "jkm") -> Columns:
    """What a death of each person on each day would pay, by one query to the ledger.

    Beside the law's columns `ever` says who was covered at all, `month_paid` whether the month of
    the death was.
    """
    import numpy as np

    size = len(persons)
    paid = _ordinals(_read(_MONTHS_OF_PERSONS, [list(persons)])).sort("case", "month")
    columns: Columns = {
        "program": np.array([program] * size),
        "event": np.array(["death"] * size),
        "income": np.full(size, 1_000_000),
    }
    died = np.array(days, dtype="datetime64[D]")
    found = due_columns(columns, died, paid)
    months: dict[int, set[int]] = {}
    for case, month in paid.iter_rows():
        months.setdefault(case, set()).add(month)
    inside = [day.year * 12 + day.month - 1 in months.get(n, ()) for n, day in enumerate(days)]
    ever = [n in months for n in range(size)]
    return found | {"month_paid": np.array(inside, bool), "ever": np.array(ever, bool)}


def _ordinals(rows: pl.DataFrame) -> pl.DataFrame:
    """Months as `Month.ordinal`, each once per case."""
    import polars as pl

    split = rows.select(pl.col("case").cast(pl.Int64), pl.col("days").str.split(" "))
    single = split.explode("days").drop_nulls()
    day = pl.date(2000, 1, 1) + pl.duration(days=pl.col("days").cast(pl.Int32))
    ordinal = day.dt.year().cast(pl.Int64) * 12 + day.dt.month() - 1
    return single.select("case", month=ordinal).unique()


def _placed(months: pl.DataFrame, cases: pl.Series) -> pl.DataFrame:
    """The months of these cases under their places in the column, sorted."""
    import polars as pl

    places = pl.DataFrame({"case": cases.cast(pl.Int64), "place": range(len(cases))})
    joined = months.join(places, on="case").select(case="place", month="month")
    return joined.sort("case", "month")


def _rupiah() -> str:
    return ", ".join(f"f.{own}" for own in RUPIAH_FACTS)


def _read(query: str, arguments: Sequence[Any] = ()) -> pl.DataFrame:
    """The rows of a query as columns: COPY is several times faster than rows through Python."""
    import polars as pl

    content = io.BytesIO()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)", arguments or None) as copy,
    ):
        for part in copy:
            content.write(bytes(part))
    content.seek(0)
    kinds = {"happened_on": pl.Date, "days": pl.String}
    return pl.read_csv(content, schema_overrides={n: k for n, k in kinds.items() if n in query})


def _children() -> pl.DataFrame:
    """Stages and birth dates of each case's children, joined by `;`, as `law batch` reads them."""
    import polars as pl

    with connection.cursor() as cursor:
        cursor.execute(_CHILDREN)
        rows = cursor.fetchall()
    born = key_ring().open_many([bytes(row[2]) for row in rows])
    frame = pl.DataFrame(
        {
            "case": [row[0] for row in rows],
            "stage": [row[1] or "PRA" for row in rows],
            "born": born,
        },
        schema={"case": pl.Int64, "stage": pl.String, "born": pl.String},
    )
    joined = frame.group_by("case", maintain_order=True).agg(
        children=pl.col("stage").str.join(";"), children_birth=pl.col("born").str.join(";")
    )
    blank = pl.col("children_birth").str.replace_all(";", "") == ""
    return joined.with_columns(
        children_birth=pl.when(blank).then(pl.lit("")).otherwise("children_birth")
    )


def _law_columns(rows: pl.DataFrame, program: str) -> Columns:
    import numpy as np

    plain: Mapping[str, str] = RUPIAH_FACTS | {
        "income_rp": "income",
        "other_membership": "other_membership",
        "incapacity_months": "incapacity_months",
    }
    columns: Columns = {law: rows[own].to_numpy() for own, law in plain.items()}
    tenths = rows["disability_permille"].to_list()
    return columns | {
        "program": np.array([program] * rows.height),
        "event": rows["outcome"].to_numpy(),
        "segment": rows["segment"].to_numpy(),
        "disability_percent": np.array([f"{n / 10:.1f}" for n in tenths]),
        "children": rows["children"].fill_null("").to_numpy(),
        "children_birth": rows["children_birth"].fill_null("").to_numpy(),
    }


def _days(rows: pl.DataFrame) -> NDArray[np.datetime64]:
    days: NDArray[np.datetime64] = rows["happened_on"].to_numpy()
    return days.astype("datetime64[D]")


def _sums(rows: pl.DataFrame, found: Columns) -> pl.DataFrame:
    import numpy as np
    import polars as pl

    if not found:
        names = ("now_low_rp", "now_high_rp", "beasiswa_high_rp")
        schema = {"case": pl.Int64, "status": pl.String, **dict.fromkeys(names, pl.Int64)}
        return pl.DataFrame(schema=schema)
    now = np.sum([found[name] for name in NOW], axis=0)
    certain = np.where(found["total"] >= 0, now, np.minimum(now, found["total_low"]))
    return pl.DataFrame(
        {
            "case": rows["id"],
            "status": [str(status) for status in found["status"]],
            "now_low_rp": certain,
            "now_high_rp": now,
            "beasiswa_high_rp": found["beasiswa"],
        }
    )


def _one_row_a_case(parts: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    several = pl.len() > 1
    return (
        parts.group_by("case")
        .agg(
            status=pl.when(several)
            .then(pl.lit("needs_decision"))
            .otherwise(pl.col("status").first()),
            now_low_rp=pl.col("now_low_rp").min(),
            now_high_rp=pl.col("now_high_rp").max(),
            beasiswa_high_rp=pl.col("beasiswa_high_rp").max(),
        )
        .sort("case")
    )
