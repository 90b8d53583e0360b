"""In which assignment somebody acts: noted beside each entry that is written meanwhile."""

from __future__ import annotations

from contextvars import ContextVar

assignment: ContextVar[int] = ContextVar("assignment", default=0)
"""The number of the acting person's assignment; 0 where nobody was assigned (the system)."""
