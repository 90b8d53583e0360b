"""Migrations that run a SQL file of their room: functions, policies, grants."""

from __future__ import annotations

from pathlib import Path

from django.db.migrations import RunSQL


class RunFile(RunSQL):
    """Runs one file as it stands; the schema only moves forward, so there is no way back."""

    def __init__(self, path: Path) -> None:
        super().__init__([path.read_text()], reverse_sql=RunSQL.noop)
