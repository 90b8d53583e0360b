import django.contrib.postgres.fields
import django.db.models.deletion
import payung.registry.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('account', models.CharField(max_length=40)),
                ('page', models.CharField(max_length=60)),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                'db_table': 'registry_look',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='DecileFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=80)),
                ('rows', models.IntegerField()),
                ('known', models.IntegerField(default=0)),
                ('taken_by', models.CharField(max_length=40)),
                ('taken_at', models.DateTimeField()),
                ('taken_back_by', models.CharField(blank=True, max_length=40)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_because', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['-taken_at'],
            },
        ),
        migrations.CreateModel(
            name='KeptFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.UUIDField()),
                ('part', models.CharField(max_length=20)),
                ('kept_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'part'), name='file_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('birth_place', models.CharField(blank=True, max_length=80)),
                ('birth_date', models.DateField(null=True)),
                ('sex', models.CharField(blank=True, choices=[('L', 'L'), ('P', 'P')], max_length=1)),
                ('nik', payung.registry.fields.SealedField(default=b'')),
                ('nik_index', models.BinaryField(null=True)),
                ('nik_claim', models.BinaryField(null=True)),
                ('nkk', payung.registry.fields.SealedField(default=b'')),
                ('nkk_index', models.BinaryField(null=True)),
                ('phone', payung.registry.fields.SealedField(default=b'')),
                ('phone_index', models.BinaryField(null=True)),
                ('mother', payung.registry.fields.SealedField(default=b'')),
                ('address', models.CharField(blank=True, max_length=200)),
                ('occupation', models.CharField(blank=True, max_length=80)),
                ('income_rp', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('merged_into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.person')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_by', models.CharField(max_length=40)),
                ('decided_at', models.DateTimeField()),
                ('undone_by', models.CharField(blank=True, max_length=40)),
                ('undone_at', models.DateTimeField(null=True)),
                ('granted', models.JSONField(default=list)),
                ('former', payung.registry.fields.SealedField(default=b'')),
                ('folded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='LifeFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meninggal', 'Meninggal'), ('pindah', 'Pindah'), ('bekerja_pu', 'Bekerja sebagai PU'), ('asn', 'Menjadi ASN/TNI/POLRI')], max_length=12)),
                ('state', models.CharField(choices=[('dilaporkan', 'Dilaporkan'), ('dipastikan', 'Dipastikan'), ('ditarik', 'Ditarik')], default='dilaporkan', max_length=12)),
                ('happened_on', models.DateField(null=True)),
                ('not_before', models.DateField(null=True)),
                ('not_after', models.DateField(null=True)),
                ('day_source', models.CharField(blank=True, max_length=120)),
                ('origin', models.CharField(blank=True, max_length=60)),
                ('day_origin', models.CharField(blank=True, max_length=60)),
                ('doubted', models.CharField(blank=True, max_length=200)),
                ('known_at', models.DateTimeField()),
                ('source', models.CharField(max_length=80)),
                ('reported_by', models.CharField(max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='FamilySheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marital', models.CharField(choices=[('belum_kawin', 'Belum kawin'), ('kawin', 'Kawin'), ('cerai_hidup', 'Cerai hidup'), ('cerai_mati', 'Cerai mati')], max_length=12)),
                ('spouse_name', payung.registry.fields.SealedField(default=b'')),
                ('spouse_birth_date', payung.registry.fields.SealedField(default=b'')),
                ('marital_paper', payung.registry.fields.SealedField(default=b'')),
                ('children_told', models.IntegerField()),
                ('notice_version', models.CharField(max_length=20)),
                ('notice_on', models.DateField()),
                ('version', models.IntegerField(default=1)),
                ('noted_by', models.CharField(max_length=40)),
                ('noted_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='family_sheet', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='OwnCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.BinaryField(unique=True)),
                ('sealed', payung.registry.fields.SealedField(default=b'')),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='own_code', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('identitas', 'Identitas'), ('domisili', 'Tempat tinggal'), ('pekerjaan', 'Pekerjaan')], max_length=10)),
                ('what', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=120)),
                ('dated', models.DateField()),
                ('noted_by', models.CharField(max_length=40)),
                ('noted_at', models.DateTimeField()),
                ('scan_kind', models.CharField(blank=True, max_length=4)),
                ('scan_sha256', models.CharField(blank=True, max_length=64)),
                ('report', models.BooleanField(default=False)),
                ('accepted_by', models.CharField(blank=True, max_length=40)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=40)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='registry.person')),
            ],
            options={
                'ordering': ['kind', '-dated'],
            },
        ),
        migrations.CreateModel(
            name='PersonArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='SheetChild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('name', payung.registry.fields.SealedField(default=b'')),
                ('name_index', models.BinaryField()),
                ('birth_date', payung.registry.fields.SealedField(default=b'')),
                ('stage', models.CharField(blank=True, choices=[('PRA', 'Belum sekolah'), ('TK1', 'TK A'), ('TK2', 'TK B'), ('SD1', 'SD 1'), ('SD2', 'SD 2'), ('SD3', 'SD 3'), ('SD4', 'SD 4'), ('SD5', 'SD 5'), ('SD6', 'SD 6'), ('SMP1', 'SMP 1'), ('SMP2', 'SMP 2'), ('SMP3', 'SMP 3'), ('SMA1', 'SMA 1'), ('SMA2', 'SMA 2'), ('SMA3', 'SMA 3'), ('PT1', 'Kuliah tahun 1'), ('PT2', 'Kuliah tahun 2'), ('PT3', 'Kuliah tahun 3'), ('PT4', 'Kuliah tahun 4'), ('PT5', 'Kuliah tahun 5'), ('LUAR', 'Tidak sekolah')], max_length=4)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='registry.familysheet')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='WelfareDecile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decile', models.IntegerField()),
                ('family', payung.registry.fields.SealedField(default=b'')),
                ('dated', models.DateField()),
                ('source', models.CharField(max_length=80)),
                ('noted_by', models.CharField(max_length=40)),
                ('noted_at', models.DateTimeField()),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told', to='registry.decilefile')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deciles', to='registry.person')),
            ],
            options={
                'ordering': ['-dated'],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['area'], name='person_in_area'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='merged_persons'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('nik_claim__isnull', False)), fields=['nik_claim'], name='claimed_niks'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('nik_index',), name='one_person_per_nik'),
        ),
        migrations.AddConstraint(
            model_name='lifefact',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'meninggal'), models.Q(('state', 'ditarik'), _negated=True)), fields=('person',), name='one_death_per_person'),
        ),
        migrations.AddConstraint(
            model_name='lifefact',
            constraint=models.CheckConstraint(condition=models.Q(('happened_on__isnull', False), models.Q(('kind', 'meninggal'), ('not_after__isnull', False)), _connector='OR'), name='a_day_or_its_bounds'),
        ),
        migrations.AddIndex(
            model_name='personarea',
            index=models.Index(fields=['area'], name='persons_of_area'),
        ),
        migrations.AddConstraint(
            model_name='personarea',
            constraint=models.UniqueConstraint(fields=('person', 'area'), name='person_area_once'),
        ),
        migrations.AddConstraint(
            model_name='sheetchild',
            constraint=models.UniqueConstraint(fields=('sheet', 'name_index'), name='child_once'),
        ),
        migrations.AddConstraint(
            model_name='welfaredecile',
            constraint=models.UniqueConstraint(fields=('person', 'dated', 'file'), name='one_decile_per_vintage'),
        ),
        migrations.AddConstraint(
            model_name='welfaredecile',
            constraint=models.CheckConstraint(condition=models.Q(('decile__gte', 1), ('decile__lte', 10)), name='decile_is_1_to_10'),
        ),
    ]
