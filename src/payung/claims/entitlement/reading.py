"""What is read of many cases at once: their facts, their months, their children, as columns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.claims.entitlement.basis import HELD
from payung.claims.entitlement.prediction import FLAGS, PERMILLES, RUPIAH_FACTS
from payung.registry.fields import key_ring

if TYPE_CHECKING:
    import polars as pl

MONTHS = f"""
    WITH asked AS (
        SELECT c.id AS place, c.person_id AS person,
               date_trunc('month', e.happened_on)::date AS month
        FROM claims_case c JOIN claims_event e ON e.id = c.event_id WHERE c.state <> 'ditarik'
    )
    {HELD}
"""
MONTHS_OF_PERSONS = f"""
    WITH asked AS (
        SELECT u.place - 1 AS place, u.person, date_trunc('month', u.day)::date AS month
        FROM unnest(%s::bigint[], %s::date[]) WITH ORDINALITY AS u(person, day, place)
    )
    {HELD}
"""
_CASES = """
    SELECT c.id, c.person_id, c.program, e.happened_on, f.outcome, e.traffic::int, {numbers},
           EXISTS (
               SELECT 1 FROM programmes_at_works w
               WHERE w.person_id = c.person_id AND e.happened_on BETWEEN w.first_day AND w.last_day
           )::int AS works, k.segment AS own_segment, k.income_rp AS own_income,
           k.payer AS own_payer,
           (s.counted_from AT TIME ZONE 'Asia/Jakarta')::date AS died_on,
           (f.two_losses OR f.outcome = 'partial_disability' AND f.disability_permille = 0)::int
               AS asked,
           (f.outcome = 'death' AND e.kind = 'kecelakaan' AND EXISTS (
               SELECT 1 FROM claims_entitlement t
               WHERE t.case_id = c.id AND t.facts->>'event' = 'total_disability'
           ) AND (EXISTS (SELECT 1 FROM claims_decision d WHERE d.case_id = c.id AND d.granted)
               OR EXISTS (SELECT 1 FROM claims_payment y WHERE y.case_id = c.id)))::int AS disabled
    FROM claims_case c JOIN claims_event e ON e.id = c.event_id
    JOIN claims_casefacts f ON f.case_id = c.id
    LEFT JOIN claims_stagenotice s ON s.case_id = c.id AND s.stage = 2 AND s.outcome = 'death'
        AND f.outcome = 'death'
    LEFT JOIN ({corrections}) k ON k.case_id = c.id
    WHERE c.state <> 'ditarik' ORDER BY c.id
"""
_CORRECTIONS = """
    SELECT DISTINCT ON (case_id) case_id, segment, income_rp, payer
    FROM claims_basiscorrection ORDER BY case_id, id DESC
"""
_CHILDREN = """
    SELECT case_id, stage, birth_date FROM claims_familymember
    WHERE relation = 'child' AND NOT married AND working = '' ORDER BY case_id, number
"""


def cases_query() -> str:
    numbers = ", ".join(f"f.{own}::bigint" for own in (*RUPIAH_FACTS, *FLAGS, *PERMILLES))
    plain = numbers.replace("f.other_membership::bigint", "f.other_membership::int")
    return _CASES.format(numbers=plain, corrections=_CORRECTIONS)


def read(query: str, arguments: Sequence[Any] = ()) -> pl.DataFrame:
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
    kinds = {
        "happened_on": pl.Date, "died_on": pl.Date, "days": pl.String, "owed_days": pl.String,
        "cover": pl.String, "owed": pl.String, "own_segment": pl.String, "own_income": pl.Int64,
        "own_payer": pl.String,
    }  # fmt: skip
    return pl.read_csv(content, schema_overrides={n: k for n, k in kinds.items() if n in query})


def children_columns() -> pl.DataFrame:
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
