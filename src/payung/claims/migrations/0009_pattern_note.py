import django.db.models.deletion
from django.db import migrations, models

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("claims", "0008_death_rows_seen"),
    ]
    operations = [
        migrations.CreateModel(
            name="PatternNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pattern", models.CharField(max_length=60)),
                ("note", models.CharField(max_length=300)),
                ("noted_by", models.CharField(max_length=40)),
                ("noted_at", models.DateTimeField()),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
            ],
        ),
        by_area("claims_patternnote"),
    ]
