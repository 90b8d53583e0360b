"""What the application may write, and the chain and the history that it may not."""

from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
    ]
    operations = [RunFile(_SQL / f"{name}.sql") for name in ("grants", "chain", "history", "actor")]
