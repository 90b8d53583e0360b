from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    initial = True
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
    ]
    operations = [RunFile(Path(__file__).parent.parent / "sql" / "grants.sql")]
