from pathlib import Path

from django.db import migrations, models

import payung.registry.fields
from payung.audit.sqlfiles import RunFile


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_kept_files")]
    operations = [
        migrations.AddField("merge", "granted", models.JSONField(default=list)),
        migrations.AddField("merge", "former", payung.registry.fields.SealedField(default=b"")),
        migrations.AddField("person", "nik_claim", models.BinaryField(null=True)),
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("nik_claim__isnull", False)),
                fields=["nik_claim"],
                name="claimed_niks",
            ),
        ),
        migrations.AddField("evidence", "report", models.BooleanField(default=False)),
        migrations.AddField(
            "evidence", "accepted_by", models.CharField(blank=True, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.AddField("evidence", "accepted_at", models.DateTimeField(null=True)),
        RunFile(Path(__file__).parent.parent / "sql" / "seen.sql"),
    ]
