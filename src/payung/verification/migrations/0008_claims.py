import django.db.models.deletion
from django.db import migrations, models

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("registry", "0010_claims"),
        ("verification", "0007_double"),
    ]
    operations = [
        migrations.AddField("doublepair", "claim", models.BooleanField(default=False)),
        migrations.AddField("doublepair", "claimer_holds", models.BooleanField(default=False)),
        migrations.AddField(
            "proposal",
            "claimed_as",
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="registry.person",
            ),
        ),
        migrations.CreateModel(
            name="Newcomer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person")),
            ],
        ),
        by_area("verification_newcomer"),
    ]
