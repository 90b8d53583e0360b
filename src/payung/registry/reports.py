"""What another register says of lives: taken in as reports, for a person to confirm or withdraw."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.registry.deaths import When
from payung.registry.models import FactKind, FactState

_LEARNT = """
    UPDATE registry_lifefact f
    SET happened_on = u.happened_on,
        not_before = CASE WHEN u.happened_on IS NULL
                          THEN greatest(f.not_before, u.not_before) ELSE f.not_before END,
        not_after = least(f.not_after, u.not_after),
        day_source = CASE WHEN u.happened_on IS NULL THEN '' ELSE %(source)s END,
        day_origin = CASE WHEN u.happened_on IS NULL THEN '' ELSE %(origin)s END
    FROM told u
    WHERE f.person_id = u.person AND f.kind = %(kind)s AND f.state <> %(withdrawn)s
      AND f.happened_on IS NULL AND (u.happened_on IS NULL OR u.happened_on <= f.not_after)
"""
_REPORT = f"""
    WITH told AS (
        SELECT * FROM unnest(%(people)s::bigint[], %(days)s::date[], %(first)s::date[],
                             %(last)s::date[]) AS u(person, happened_on, not_before, not_after)
    ), learnt AS ({_LEARNT})
    INSERT INTO registry_lifefact
        (person_id, kind, state, happened_on, not_before, not_after, day_source, day_origin,
         origin, doubted, known_at, source, reported_by)
    SELECT u.person, %(kind)s, %(reported)s, u.happened_on, u.not_before, u.not_after, '', '',
           %(origin)s, '', %(now)s, %(source)s, %(by)s
    FROM told u
    WHERE NOT EXISTS (
        SELECT 1 FROM registry_lifefact f
        WHERE f.person_id = u.person AND f.kind = %(kind)s AND f.state <> %(withdrawn)s
    )
    ON CONFLICT DO NOTHING
"""


def report_facts(
    *, actor: Actor, kind: FactKind, people: Sequence[tuple[int, When]], source: str, origin: str
) -> int:
    """Notes one kind of fact for many persons; who has one already keeps it.

    What was known without its day learns it here, or closer bounds. Part of a business action of
    the rooms above, which writes the audit entry. Returns how many are new. Nothing is refused.
    """
    days = [told.day for _, told in people]
    with connection.cursor() as cursor:
        cursor.execute(
            _REPORT,
            {
                "people": [person for person, _ in people],
                "days": days,
                "first": [None if told.day else told.first for _, told in people],
                "last": [None if told.day else told.last for _, told in people],
                "kind": kind.value,
                "reported": FactState.REPORTED.value,
                "withdrawn": FactState.WITHDRAWN.value,
                "now": clock.now(),
                "source": source,
                "origin": origin,
                "by": actor.id,
            },
        )
        return int(cursor.rowcount)
