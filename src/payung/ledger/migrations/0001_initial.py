import django.db.models.deletion
import payung.ledger.fields
import payung.registry.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Payer',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('source', models.CharField(max_length=10)),
                ('public', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', payung.ledger.fields.MonthField()),
                ('segment', models.CharField(max_length=6)),
                ('component', models.CharField(max_length=4)),
                ('scheme', models.CharField(max_length=30)),
                ('amount_rp', models.BigIntegerField()),
                ('state_before', models.CharField(blank=True, max_length=12)),
                ('state', models.CharField(max_length=12)),
                ('decision', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=40)),
                ('cause', models.CharField(max_length=160)),
                ('document', models.CharField(max_length=80)),
                ('area', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('payer', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.payer')),
            ],
            options={
                'db_table': 'ledger_entry',
                'indexes': [models.Index(fields=['person', 'month'], name='entry_person_month')],
            },
        ),
        migrations.CreateModel(
            name='PersonMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', payung.ledger.fields.MonthField()),
                ('segment', models.CharField(choices=[('bpu', 'BPU'), ('pu', 'PU'), ('jakon', 'Jasa konstruksi')], max_length=6)),
                ('component', models.CharField(choices=[('jkk', 'JKK'), ('jkm', 'JKM'), ('jht', 'JHT')], max_length=4)),
                ('scheme', models.CharField(max_length=30)),
                ('amount_rp', models.BigIntegerField()),
                ('state', models.CharField(choices=[('direncanakan', 'Direncanakan'), ('diajukan', 'Diajukan'), ('diterima', 'Diterima BPJS'), ('ditolak', 'Belum bisa didaftarkan'), ('dibayar', 'Dibayar'), ('dibukukan', 'Dibukukan BPJS'), ('dikembalikan', 'Dikembalikan'), ('ditahan', 'Ditahan'), ('ditarik', 'Ditarik')], max_length=12)),
                ('public', models.BooleanField()),
                ('decision', models.CharField(blank=True, max_length=60)),
                ('entry', models.BigIntegerField()),
                ('live', models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=('ditarik', 'ditolak', 'dikembalikan'), then=models.Value(False)), default=models.Value(True)), output_field=models.BooleanField())),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('payer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.payer')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='months', to='registry.person')),
            ],
            options={
                'indexes': [models.Index(fields=['scheme', 'month'], name='scheme_month')],
                'constraints': [models.UniqueConstraint(fields=('person', 'month', 'segment', 'component', 'payer', 'scheme'), name='one_row_per_payer_and_scheme'), models.UniqueConstraint(condition=models.Q(('decision', ''), ('live', True), ('public', True), models.Q(('segment', 'jakon'), _negated=True)), fields=('person', 'month', 'segment', 'component'), name='one_public_payer')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('segment', models.CharField(choices=[('bpu', 'BPU'), ('pu', 'PU'), ('jakon', 'Jasa konstruksi')], max_length=6)),
                ('first_month', payung.ledger.fields.MonthField()),
                ('registered_on', models.DateField(null=True)),
                ('kpj', payung.registry.fields.SealedField(default=b'')),
                ('kpj_index', models.BinaryField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=120)),
                ('noted_by', models.CharField(max_length=40)),
                ('noted_at', models.DateTimeField()),
                ('payer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.payer')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='registry.person')),
            ],
            options={
                'ordering': ['person_id', 'first_month'],
            },
        ),
        migrations.CreateModel(
            name='EnrolmentDifference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('kpj', 'Nomor KPJ'), ('bulan_pertama', 'Bulan pertama'), ('tanggal_daftar', 'Tanggal pendaftaran'), ('kpj_dua_orang', 'Satu KPJ untuk dua orang')], max_length=14)),
                ('known', payung.registry.fields.SealedField(default=b'')),
                ('told', payung.registry.fields.SealedField(default=b'')),
                ('told_index', models.BinaryField()),
                ('source', models.CharField(max_length=120)),
                ('told_by', models.CharField(max_length=40)),
                ('told_at', models.DateTimeField()),
                ('told_holds', models.BooleanField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('settled_by', models.CharField(blank=True, max_length=40)),
                ('settled_at', models.DateTimeField(null=True)),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='ledger.enrolment')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['kpj_index'], name='enrolment_by_kpj'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'segment'), name='one_open_enrolment'),
        ),
        migrations.AddConstraint(
            model_name='enrolmentdifference',
            constraint=models.UniqueConstraint(fields=('enrolment', 'about', 'told_index'), name='difference_once'),
        ),
    ]
