from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]
    operations = [RunFile(_SQL / "history.sql"), RunFile(_SQL / "actor.sql")]
