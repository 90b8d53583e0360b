"""Letting people in by sets: a few statements, however many rows.

The caller fills the temporary table `incoming` (unprotected, gone with the transaction); the
steps below find or make the person of each row. Identity arrives sealed.

A NIK opens nothing (docs/adr/0065): a person whom the sending office does not see gets no second
area. What was sent becomes a record of its own that claims the NIK, and takes exactly the steps
and statements that a new person takes, until the lowest office that covers both has answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.registry.likeness import Words, agree

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
_TOLD = [name for name in COLUMNS if name not in ("number", "nik_index")]

MOST_ROUNDS = 3
"""So often rows with one NIK and other words each get a record of their own; the rest share."""


@dataclass(frozen=True)
class Admitted:
    """`person_of` maps each row's number to its person; `new` are the records made now."""

    person_of: dict[int, int]
    new: frozenset[int]


def open_staging() -> None:
    """Makes the empty temporary table `incoming`, for this transaction only.

    `sender` is the area of the office that sends the row.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
        cursor.execute(
            f"CREATE TEMPORARY TABLE incoming ({columns}, sender text, person_id bigint,"
            " held_by_other boolean NOT NULL DEFAULT false) ON COMMIT DROP"
        )


def copy_in(rows: Iterable[Sequence[Any]], *, sender: str) -> None:
    """Copies rows, in the order of `COLUMNS`, into `incoming`; one office sends them all."""
    names = ", ".join([*COLUMNS, "sender"])
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((*row, sender))


def admit_staged(*, hold_differences: bool = True) -> Admitted:
    """Finds or makes the person of every row of `incoming` that has a NIK.

    A person whom the sender sees is found where the words agree; without `hold_differences`
    whatever the words. All others are new records, some of which claim a NIK that is held.
    """
    new: set[int] = set()
    with connection.cursor() as cursor:
        for left in range(MOST_ROUNDS, -1, -1):
            if not _recognise(cursor, strict=hold_differences and left > 0):
                break
            new |= _make(cursor)
        cursor.execute(
            """
            INSERT INTO registry_personarea (person_id, area_id)
            SELECT DISTINCT person_id, area_id FROM incoming WHERE person_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """
        )
        cursor.execute("SELECT number, person_id FROM incoming WHERE person_id IS NOT NULL")
        return Admitted(person_of=dict(cursor.fetchall()), new=frozenset(new))


_RECOGNISE = """
    WITH asked AS (
        SELECT DISTINCT nik_index, sender FROM incoming
        WHERE person_id IS NULL AND nik_index IS NOT NULL
    ), found AS MATERIALIZED (
        SELECT * FROM registry_seen(
            ARRAY(SELECT nik_index FROM asked ORDER BY nik_index, sender),
            ARRAY(SELECT sender FROM asked ORDER BY nik_index, sender)
        )
    ), same AS (
        UPDATE incoming i SET person_id = p.id
        FROM found f JOIN registry_person p ON p.id = f.person_id
        WHERE f.seen AND i.nik_index = f.nik_index AND i.sender = f.sender
          AND i.person_id IS NULL AND (
            NOT %s OR p.name = i.name AND p.mother = i.mother
            AND p.birth_date IS NOT DISTINCT FROM i.birth_date
          )
        RETURNING i.number
    )
    SELECT i.number, p.id, f.owns, i.name, i.birth_date, i.mother, p.name, p.birth_date, p.mother
    FROM incoming i JOIN found f USING (nik_index, sender)
    LEFT JOIN registry_person p ON p.id = f.person_id AND f.seen
    WHERE i.person_id IS NULL AND i.number NOT IN (SELECT number FROM same)
    ORDER BY i.number, f.owns DESC, p.id
"""


def _recognise(cursor: Any, *, strict: bool) -> bool:
    """Finds the persons whom the senders see; whether rows are left that nobody stands for yet.

    The same statements run whether a NIK is known elsewhere or not, so that time tells nothing.
    """
    cursor.execute(_RECOGNISE, [strict])
    person_of: dict[int, int | None] = {}
    for number, person, owns, *words in cursor.fetchall():
        if person_of.get(number) is None and (owns or person is not None):
            told, known = Words(*words[:3]), Words(*words[3:])
            person_of[number] = person if person and agree(told, known) else None
    cursor.execute(
        """
        UPDATE incoming i SET person_id = f.person_id, held_by_other = f.person_id IS NULL
        FROM unnest(%s::bigint[], %s::bigint[]) AS f(number, person_id)
        WHERE i.number = f.number
        """,
        [list(person_of), list(person_of.values())],
    )
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM incoming WHERE person_id IS NULL AND nik_index IS NOT NULL)"
    )
    return bool(cursor.fetchone()[0])


def _make(cursor: Any) -> set[int]:
    """A record for each NIK that nobody holds, and one for each claim on a NIK that is held."""
    names = ", ".join(_TOLD)
    cursor.execute(
        f"""
        INSERT INTO registry_person (nik_index, nik_claim, {names}, created_at)
        SELECT CASE WHEN NOT held_by_other THEN nik_index END,
               CASE WHEN held_by_other THEN nik_index END, {names}, now()
        FROM (
            SELECT DISTINCT ON (nik_index, claimed_as) * FROM (
                SELECT *, CASE WHEN held_by_other
                    THEN concat_ws('/', sender, name, birth_date) ELSE '' END AS claimed_as
                FROM incoming WHERE person_id IS NULL AND nik_index IS NOT NULL
            ) waiting ORDER BY nik_index, claimed_as, number
        ) first ORDER BY number
        ON CONFLICT (nik_index) DO NOTHING
        RETURNING id
        """
    )
    return {row[0] for row in cursor.fetchall()}
