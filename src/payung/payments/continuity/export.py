"""Lists of people that leave from the pages of continuity and audit, each with its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.payments.ground.sheets import TableSheet, workbook_of
from payung.ui.parts import Column


@business_action(
    "payments.export_continuity",
    Role.OPERATOR,
    Role.VERIFIER,
    Role.RT,
    Role.FINANCE,
    Role.AUDITOR,
    Role.LEADER,
)
def export_people(
    *, actor: Actor, title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> bytes:
    """The rows of a page as a workbook; the entry says who took how many."""
    note(f"area:{actor.area}", list=title, people=len(rows))
    return workbook_of([TableSheet(title, columns, rows)])
