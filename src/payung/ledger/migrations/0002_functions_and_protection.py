"""The functions that alone write the ledger, and who sees a month."""

from pathlib import Path

from django.db import migrations
from django.db.migrations import RunSQL

from payung.areas.rls import by_person, in_area, protect
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_PLAN = (
    "bigint[], date[], text[], text, text[], bigint[], text, text, text, text, text, text"
)


def _by_area_or_person(table: str) -> RunSQL:
    """A person's months are seen by whoever sees the person, whoever pays."""
    person = f"EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {table}.person_id)"
    return protect(table, f"{in_area(f'{table}.area_id')} OR {person}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("registry", "0002_protection")]
    operations = [
        # Room in each page, so that a month can move five times without a new place in an index.
        RunSQL("ALTER TABLE ledger_personmonth SET (fillfactor = 60)", reverse_sql=RunSQL.noop),
        *(RunFile(_SQL / f"{name}.sql") for name in ("ledger", "clock", "plan", "move", "report")),
        RunSQL(
            f"ALTER FUNCTION ledger_plan({_PLAN}) SET enable_nestloop = off",
            reverse_sql=RunSQL.noop,
        ),
        _by_area_or_person("ledger_personmonth"),
        _by_area_or_person("ledger_entry"),
        by_person("ledger_enrolment"),
        protect(
            "ledger_enrolmentdifference",
            "EXISTS (SELECT 1 FROM ledger_enrolment m WHERE m.id = enrolment_id)",
        ),
        RunFile(_SQL / "views.sql"),
    ]
