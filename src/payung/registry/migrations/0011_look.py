from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

from payung.areas.rls import by_area
from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("registry", "0010_claims")]
    operations = [
        RunFile(Path(__file__).parent.parent / "sql" / "look.sql"),
        by_area("registry_look"),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("account", models.CharField(max_length=40)),
                ("page", models.CharField(max_length=60)),
                ("people", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={"db_table": "registry_look", "managed": False},
        ),
    ]
