"""What another register says of lives: taken in as reports, for a person to confirm or withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.registry.models import FactKind, FactState


def report_facts(
    *, actor: Actor, kind: FactKind, people: Sequence[tuple[int, date]], source: str
) -> int:
    """Notes one kind of fact for many persons with a day each; who has one already keeps it.

    Part of a business action of the rooms above, which writes the audit entry. Returns how many
    are new. Nothing is refused or stopped by a report.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO registry_lifefact
                (person_id, kind, state, happened_on, known_at, source, reported_by)
            SELECT u.person, %s, %s, u.happened_on, %s, %s, %s
            FROM unnest(%s::bigint[], %s::date[]) AS u(person, happened_on)
            WHERE NOT EXISTS (
                SELECT 1 FROM registry_lifefact f
                WHERE f.person_id = u.person AND f.kind = %s AND f.state <> %s
            )
            ON CONFLICT DO NOTHING
            """,
            [
                kind.value,
                FactState.REPORTED.value,
                clock.now(),
                source,
                actor.id,
                [person for person, _ in people],
                [day for _, day in people],
                kind.value,
                FactState.WITHDRAWN.value,
            ],
        )
        return int(cursor.rowcount)
