import django.db.models.deletion
from django.db import migrations, models

from payung.areas.rls import by_area, reread

_CASE = "EXISTS (SELECT 1 FROM claims_toldin t WHERE t.case_id = claims_case.id)"
_CHANGE = "EXISTS (SELECT 1 FROM claims_toldin t WHERE t.change_id = claims_lifechange.id)"
_EVENT = (
    "EXISTS (SELECT 1 FROM claims_case c JOIN claims_toldin t ON t.case_id = c.id"
    " WHERE c.event_id = claims_event.id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("claims", "0010_became_civil_servant"),
    ]
    operations = [
        migrations.CreateModel(
            name="ToldIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="told_in", to="claims.case")),
                ("change", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="told_in", to="claims.lifechange")),
            ],
            options={
                "indexes": [models.Index(fields=["area"], name="told_in_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case__isnull", True), ("change__isnull", True), _connector="XOR"),
                        name="told_of_one_thing",
                    ),
                    models.UniqueConstraint(fields=("case", "area"), name="case_told_once"),
                    models.UniqueConstraint(fields=("change", "area"), name="change_told_once"),
                ],
            },
        ),
        by_area("claims_toldin"),
        reread("claims_case", _CASE),
        reread("claims_lifechange", _CHANGE),
        reread("claims_event", _EVENT),
    ]
