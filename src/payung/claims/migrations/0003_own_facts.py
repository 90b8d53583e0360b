from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations import RunSQL

from payung.areas.rls import by_area
from payung.audit.history import keep_history
from payung.audit.sqlfiles import RunFile

_CARE = "coalesce((result->'{0}'->>'perawatan')::bigint, 0) + coalesce((result->'{0}'->>'transport')::bigint, 0)"
_LOW, _HIGH = _CARE.format("low"), _CARE.format("high")
_APART = f"""
ALTER TABLE claims_entitlement NO FORCE ROW LEVEL SECURITY;
UPDATE claims_entitlement SET
    care_low_rp = {_LOW}, care_high_rp = {_HIGH},
    cash_low_rp = cash_low_rp - ({_LOW}), cash_high_rp = cash_high_rp - ({_HIGH});
ALTER TABLE claims_entitlement FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Segment, base and payer come from the ledger or a correction; cash and care stand apart."""

    dependencies = [
        ("areas", "0001_initial"),
        ("audit", "0002_initial"),
        ("ledger", "0003_cover"),
        ("programmes", "0003_base_by_law"),
        ("claims", "0002_protection"),
    ]
    operations = [
        migrations.RemoveField("casefacts", "segment"),
        migrations.RemoveField("casefacts", "income_rp"),
        migrations.AddField("casefacts", "two_losses", models.BooleanField(default=False)),
        migrations.AddField("casefacts", "incapacity_days", models.IntegerField(default=0)),
        migrations.RenameField("entitlement", "now_low_rp", "cash_low_rp"),
        migrations.RenameField("entitlement", "now_high_rp", "cash_high_rp"),
        migrations.AddField("entitlement", "care_low_rp", models.BigIntegerField(default=0)),
        migrations.AddField("entitlement", "care_high_rp", models.BigIntegerField(default=0)),
        migrations.AddField("entitlement", "jasa_raharja_rp", models.BigIntegerField(default=0)),
        RunSQL(_APART, reverse_sql=RunSQL.noop),
        migrations.CreateModel(
            name="BasisCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("segment", models.CharField(blank=True, choices=[("bpu", "BPU"), ("pu", "PU"), ("jakon", "Jasa konstruksi")], max_length=6)),
                ("income_rp", models.BigIntegerField(null=True)),
                ("payer", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(max_length=300)),
                ("corrected_by", models.CharField(max_length=40)),
                ("corrected_at", models.DateTimeField()),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="claims.case")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"),
                ],
            },
        ),
        RunSQL("DROP FUNCTION claims_public_status(bytea, date)", reverse_sql=RunSQL.noop),
        RunFile(Path(__file__).parent.parent / "sql" / "status.sql"),
        by_area("claims_basiscorrection"),
        keep_history("claims_basiscorrection"),
    ]
