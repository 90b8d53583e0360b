from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_fewer_indexes")]
    operations = [RunFile(_SQL / "views.sql")]
