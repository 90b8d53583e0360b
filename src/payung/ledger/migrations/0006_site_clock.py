from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_report")]
    operations = [
        RunFile(_SQL / f"{name}.sql") for name in ("clock", "plan", "move", "report")
    ]
