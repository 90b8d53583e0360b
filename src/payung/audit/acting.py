"""Who acts, in which action and assignment: what an entry says without being told again."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

assignment: ContextVar[int] = ContextVar("assignment", default=0)
"""The number of the acting person's assignment; 0 where nobody was assigned (the system)."""

area: ContextVar[str] = ContextVar("area", default="")
"""What the running transaction shows: the area that `accounts.scope.acting_as` set for it."""


@dataclass(slots=True)
class Action:
    """One running business action; it must leave exactly one entry in the chain."""

    actor: str
    name: str
    entries: int = 0


action: ContextVar[Action | None] = ContextVar("action", default=None)
"""The innermost running business action; set by `accounts.scope.business_action` alone."""
