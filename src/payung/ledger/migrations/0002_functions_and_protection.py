from pathlib import Path

from django.db import migrations

from payung.areas.rls import in_area, protect
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


def _by_area_or_person(table: str) -> migrations.RunSQL:
    """A person's months are seen by whoever sees the person, whoever pays."""
    person = f"EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {table}.person_id)"
    return protect(table, f"{in_area(f'{table}.area_id')} OR {person}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("registry", "0002_protection")]
    operations = [
        RunFile(_SQL / "ledger.sql"),
        RunFile(_SQL / "clock.sql"),
        RunFile(_SQL / "plan.sql"),
        _by_area_or_person("ledger_personmonth"),
        _by_area_or_person("ledger_entry"),
    ]
