from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_fewer_indexes")]
    operations = [RunFile(Path(__file__).parent.parent / "sql" / "fold.sql")]
