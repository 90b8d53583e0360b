import django.db.models.deletion
import payung.audit.clock
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
            name='Upload',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('category', models.CharField(max_length=20)),
                ('sender', models.CharField(max_length=120)),
                ('sent_by', models.CharField(max_length=40)),
                ('received_at', models.DateTimeField(default=payung.audit.clock.now)),
                ('state', models.CharField(choices=[('diterima', 'Diterima'), ('diperiksa', 'Sudah diperiksa'), ('tak_terbaca', 'Tidak terbaca'), ('dikonfirmasi', 'Dikonfirmasi'), ('dibatalkan', 'Dibatalkan')], default='diterima', max_length=14)),
                ('message', models.CharField(blank=True, max_length=400)),
                ('rows', models.IntegerField(default=0)),
                ('rows_ok', models.IntegerField(default=0)),
                ('rows_periksa', models.IntegerField(default=0)),
                ('rows_tolak', models.IntegerField(default=0)),
                ('unknown_headers', models.JSONField(default=list)),
                ('questions', models.JSONField(default=dict)),
                ('answers', models.JSONField(default=dict)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['-received_at', 'filename'],
            },
        ),
        migrations.CreateModel(
            name='RowFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField(null=True)),
                ('sheet', models.CharField(max_length=80)),
                ('sheet_row', models.IntegerField()),
                ('column', models.CharField(max_length=80)),
                ('code', models.CharField(max_length=30)),
                ('severity', models.CharField(max_length=10)),
                ('message', models.TextField()),
                ('suggestion', payung.registry.fields.SealedField(default=b'')),
                ('area', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='intake.upload')),
            ],
            options={
                'ordering': ['sheet', 'sheet_row'],
            },
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('sheet', models.CharField(max_length=80)),
                ('sheet_row', models.IntegerField()),
                ('status', models.CharField(max_length=8)),
                ('doubts', models.CharField(blank=True, max_length=200)),
                ('name', models.CharField(max_length=120)),
                ('birth_place', models.CharField(max_length=80)),
                ('birth_date', models.DateField(null=True)),
                ('sex', models.CharField(max_length=1)),
                ('nik', payung.registry.fields.SealedField(default=b'')),
                ('nik_index', models.BinaryField(null=True)),
                ('nkk', payung.registry.fields.SealedField(default=b'')),
                ('nkk_index', models.BinaryField(null=True)),
                ('phone', payung.registry.fields.SealedField(default=b'')),
                ('phone_index', models.BinaryField(null=True)),
                ('mother', payung.registry.fields.SealedField(default=b'')),
                ('address', models.CharField(max_length=200)),
                ('occupation', models.CharField(max_length=80)),
                ('income_rp', models.BigIntegerField(null=True)),
                ('area', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('upload', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='checked_rows', to='intake.upload')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='WorkerDraft',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('told', payung.registry.fields.SealedField(default=b'')),
                ('kept_by', models.CharField(max_length=40)),
                ('kept_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'ordering': ['-kept_at'],
            },
        ),
        migrations.CreateModel(
            name='HeaderMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('header', models.CharField(max_length=120)),
                ('field', models.CharField(max_length=20)),
                ('answered_by', models.CharField(max_length=40)),
                ('answered_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['header'],
                'constraints': [models.UniqueConstraint(fields=('area', 'header'), name='header_known_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['tak_terbaca', 'dibatalkan']), _negated=True), fields=('sha256', 'area'), name='same_file_once'),
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.UniqueConstraint(fields=('upload', 'number'), name='row_once'),
        ),
        migrations.AddIndex(
            model_name='workerdraft',
            index=models.Index(fields=['kept_by', 'proposed_at'], name='draft_of_whom'),
        ),
    ]
