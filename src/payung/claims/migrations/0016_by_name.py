import django.db.models.deletion
from django.db import migrations, models

import payung.registry.fields
from payung.areas.rls import in_area, protect

_BOTH = f"{in_area('claims_namedreport.area_id')} OR {in_area('claims_namedreport.told_area_id')}"


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("claims", "0015_death_lists_taken_back"),
    ]
    operations = [
        migrations.AddField("lifechange", "to_area", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
        migrations.AddField("lifechange", "hold_ends_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="NamedReport",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("meninggal", "Meninggal"), ("kecelakaan", "Kecelakaan kerja"), ("pindah", "Pindah tempat tinggal")], max_length=12)),
                ("name", payung.registry.fields.SealedField(default=b"")),
                ("lives", payung.registry.fields.SealedField(default=b"")),
                ("what", payung.registry.fields.SealedField(default=b"")),
                ("phone", payung.registry.fields.SealedField(default=b"")),
                ("happened_on", models.DateField()),
                ("state", models.CharField(choices=[("menunggu", "Diterima, sedang dicocokkan"), ("kota", "Diterima, diteruskan ke kota"), ("dijawab", "Sudah dijawab kantor"), ("ditarik", "Laporan ditarik")], default="menunggu", max_length=10)),
                ("reported_by", models.CharField(max_length=40)),
                ("reported_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=200)),
                ("answered_by", models.CharField(blank=True, max_length=40)),
                ("answered_at", models.DateTimeField(null=True)),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.case")),
                ("change", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.lifechange")),
                ("told_area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="areas.area")),
            ],
            options={
                "ordering": ["-reported_at", "id"],
                "indexes": [models.Index(fields=["state", "area"], name="named_waiting")],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("state", "dijawab"), _negated=True), models.Q(("answered_by", ""), _negated=True), _connector="OR"), name="a_named_report_is_answered_by_somebody")],
            },
        ),
        protect("claims_namedreport", _BOTH),
    ]
