"""Writing and checking the chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextvars import ContextVar

from django.db import connection

records_in_action: ContextVar[int] = ContextVar("records_in_action", default=0)
"""How many entries the running business action has written: it must be one."""


def record(*, actor: str, action: str, subject: str, facts: Mapping[str, object]) -> int:
    """Appends one entry inside the caller's transaction and returns its number.

    The chain's head stays locked until the transaction ends, so call it last.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s::jsonb)",
            [actor, action, subject, json.dumps(facts, default=str, sort_keys=True)],
        )
        number: int = cursor.fetchone()[0]
    records_in_action.set(records_in_action.get() + 1)
    return number


def first_break() -> int:
    """The number of the first entry that was tampered with or is missing; 0 when all holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_first_break()")
        return int(cursor.fetchone()[0])
