from pathlib import Path

from django.db import migrations, models

import payung.programmes.models.programme
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_protection")]
    operations = [
        migrations.AlterField(
            "programme",
            "base_rp",
            models.BigIntegerField(default=payung.programmes.models.programme.lowest_base_rp),
        ),
        RunFile(_SQL / "works.sql"),
    ]
