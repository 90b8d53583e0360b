"""Writing and checking the chain."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import connection

from payung.audit import acting


def note(subject: str, /, **facts: object) -> int:
    """Notes what the running business action did to `subject`, and returns the entry's number.

    Who acts and what the act is called stand on the action. The chain's head stays locked until
    the transaction ends, so call it last.
    """
    running = acting.action.get()
    if running is None:
        raise AssertionError("only a business action leaves an entry")
    running.entries += 1
    return record(actor=running.actor, action=running.name, subject=subject, facts=facts)


def record(*, actor: str, action: str, subject: str, facts: Mapping[str, object]) -> int:
    """Appends one entry inside the caller's transaction and returns its number; see `note`.

    In which assignment the actor did it is noted by itself (`penugasan`).
    """
    number = acting.assignment.get()
    noted = {**facts, "penugasan": number} if number else facts
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s::jsonb)",
            [actor, action, subject, json.dumps(noted, default=str, sort_keys=True)],
        )
        return int(cursor.fetchone()[0])


def first_break() -> int:
    """The number of the first entry that was tampered with or is missing; 0 when all holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_first_break()")
        return int(cursor.fetchone()[0])
