from pathlib import Path

from django.db import migrations

from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0010_answers_taken_back")]
    operations = [RunFile(_SQL / "views.sql")]
