"""Letting people in by sets: one statement a step, however many rows.

The caller fills the temporary table `incoming` (unprotected, gone with the transaction); the
steps below find or make the person of each row. Identity arrives sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

COLUMNS = {
    "number": "bigint",
    "name": "text",
    "birth_place": "text",
    "birth_date": "date",
    "sex": "text",
    "nik": "bytea",
    "nik_index": "bytea",
    "nkk": "bytea",
    "nkk_index": "bytea",
    "phone": "bytea",
    "phone_index": "bytea",
    "mother": "bytea",
    "address": "text",
    "occupation": "text",
    "income_rp": "bigint",
    "area_id": "text",
}
_PERSON = [name for name in COLUMNS if name != "number"]


@dataclass(frozen=True)
class Admitted:
    """`person_of` maps each row's number to its person; `new` are the persons made now."""

    person_of: dict[int, int]
    new: frozenset[int]


def open_staging() -> None:
    """Makes the empty temporary table `incoming`, for this transaction only."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
        cursor.execute(
            f"CREATE TEMPORARY TABLE incoming ({columns}, person_id bigint) ON COMMIT DROP"
        )


def copy_in(rows: Iterable[Sequence[Any]]) -> None:
    """Copies rows, in the order of `COLUMNS`, into `incoming`."""
    names = ", ".join(COLUMNS)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def admit_staged() -> Admitted:
    """Finds or makes the person of every row of `incoming` that has a NIK.

    Two rows with one NIK are one person; a person known in another area is found, not doubled.
    """
    with connection.cursor() as cursor:
        _recognise(cursor)
        cursor.execute(
            f"""
            INSERT INTO registry_person ({", ".join(_PERSON)}, created_at)
            SELECT {", ".join(_PERSON)}, now() FROM (
                SELECT DISTINCT ON (nik_index) * FROM incoming
                WHERE person_id IS NULL AND nik_index IS NOT NULL ORDER BY nik_index, number
            ) first ORDER BY number
            ON CONFLICT (nik_index) DO NOTHING
            RETURNING id
            """
        )
        new = frozenset(row[0] for row in cursor.fetchall())
        _recognise(cursor)
        cursor.execute(
            """
            INSERT INTO registry_personarea (person_id, area_id)
            SELECT DISTINCT person_id, area_id FROM incoming WHERE person_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """
        )
        cursor.execute("SELECT number, person_id FROM incoming WHERE person_id IS NOT NULL")
        return Admitted(person_of=dict(cursor.fetchall()), new=new)


def _recognise(cursor: Any) -> None:
    cursor.execute(
        """
        UPDATE incoming i SET person_id = f.person_id
        FROM registry_find(
            ARRAY(SELECT nik_index FROM incoming WHERE nik_index IS NOT NULL AND person_id IS NULL)
        ) f
        WHERE i.nik_index = f.nik_index AND i.person_id IS NULL
        """
    )
