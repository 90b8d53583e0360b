from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_functions_and_protection")]
    operations = [RunFile(_SQL / "cover.sql")]
