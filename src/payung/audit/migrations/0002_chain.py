from pathlib import Path

from django.db import migrations, models

from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_grants")]
    operations = [
        RunFile(Path(__file__).parent.parent / "sql" / "chain.sql"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("action", models.TextField()),
                ("subject", models.TextField()),
                ("facts", models.JSONField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "audit_entry", "managed": False, "ordering": ["-seq"]},
        ),
    ]
