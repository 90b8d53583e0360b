from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_merge")]
    operations = [RunFile(Path(__file__).parent.parent / "sql" / "keys.sql")]
