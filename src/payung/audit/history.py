"""Tables whose rows are history: what was written stays, and a mending is a new row."""

from __future__ import annotations

from django.db.migrations import RunSQL


def keep_history(table: str, *fillable: str) -> RunSQL:
    """Lets no row of `table` change or go; `fillable` columns are filled once, `~name` freely."""
    names = ", ".join(f"'{name}'" for name in fillable)
    return RunSQL(
        f"CREATE TRIGGER history_is_kept AFTER UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION history_is_kept({names})",
        reverse_sql=RunSQL.noop,
    )
