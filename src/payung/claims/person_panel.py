"""What a person's page shows of this room: his cases, for those who may open them."""

from __future__ import annotations

from collections.abc import Sequence

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.claims.ground.pages import case_columns, case_line
from payung.claims.ground.selectors import CASE_PEOPLE, cases
from payung.registry.panels import Panel


def panel(actor: Actor, records: Sequence[int]) -> Panel | None:
    """The cases of one person; nothing where there are none, or for who has no part in them."""
    if actor.role not in CASE_PEOPLE:
        return None
    found = cases(actor).filter(person__in=records).select_related("person", "event", "area")
    rows = [case_line(case, open_to=True) for case in found]
    if not rows:
        return None
    return Panel(
        "claims/person_panel.html",
        {
            "cases": rows,
            "case_columns": case_columns(),
            "looks_of": records[0] if actor.role in (Role.OPERATOR, Role.AUDITOR) else None,
        },
        order=60,
    )
