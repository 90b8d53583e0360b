"""Writing and checking the chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextvars import ContextVar

from django.db import connection

from payung.audit import acting

records_in_action: ContextVar[int] = ContextVar("records_in_action", default=0)
"""How many entries the running business action has written: it must be one."""


def record(*, actor: str, action: str, subject: str, facts: Mapping[str, object]) -> int:
    """Appends one entry inside the caller's transaction and returns its number.

    The chain's head stays locked until the transaction ends, so call it last. In which assignment
    the actor did it is noted by itself (`penugasan`).
    """
    number = acting.assignment.get()
    noted = {**facts, "penugasan": number} if number else facts
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s::jsonb)",
            [actor, action, subject, json.dumps(noted, default=str, sort_keys=True)],
        )
        entry: int = cursor.fetchone()[0]
    records_in_action.set(records_in_action.get() + 1)
    return entry


def first_break() -> int:
    """The number of the first entry that was tampered with or is missing; 0 when all holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_first_break()")
        return int(cursor.fetchone()[0])
