import django.db.models.deletion
import payung.audit.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('intake', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=200)),
                ('people', models.IntegerField()),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('answered_by', models.CharField(blank=True, max_length=40)),
                ('answered_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='AnswerTakenBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=200)),
                ('said', models.JSONField()),
                ('answered_by', models.CharField(max_length=40)),
                ('answered_at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='verification.matchrequest')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Newcomer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('musyawarah_rt', 'Berita acara musyawarah RT'), ('usulan_lurah', 'Surat usulan lurah'), ('ba_verifikasi', 'Berita acara verifikasi'), ('sptjm_lurah', 'SPTJM lurah'), ('rekomendasi_camat', 'Rekomendasi camat')], max_length=20)),
                ('category', models.CharField(choices=[('rentan', 'Pekerja rentan'), ('keagamaan', 'Pekerja keagamaan'), ('ketua_rt', 'Ketua RT')], max_length=10)),
                ('year', models.IntegerField()),
                ('serial', models.IntegerField()),
                ('number', models.CharField(max_length=80)),
                ('dated', models.DateField()),
                ('state', models.CharField(choices=[('disusun', 'Disusun'), ('dicetak', 'Dicetak, menunggu tanda tangan'), ('ditandatangani', 'Ditandatangani'), ('dibatalkan', 'Diganti kertas baru')], default='disusun', max_length=14)),
                ('sha256', models.CharField(max_length=64)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('people', models.IntegerField()),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('printed_at', models.DateTimeField(null=True)),
                ('signed_by_name', models.CharField(blank=True, max_length=120)),
                ('signed_on', models.DateField(null=True)),
                ('recorded_by', models.CharField(blank=True, max_length=40)),
                ('recorded_at', models.DateTimeField(null=True)),
                ('scan_kind', models.CharField(blank=True, max_length=4)),
                ('scan_sha256', models.CharField(blank=True, max_length=64)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['-made_at', 'area'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('rentan', 'Pekerja rentan'), ('keagamaan', 'Pekerja keagamaan'), ('ketua_rt', 'Ketua RT')], max_length=10)),
                ('row_number', models.IntegerField(null=True)),
                ('doubts', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('menunggu', 'Menunggu verifikasi'), ('terverifikasi', 'Terverifikasi'), ('ditolak', 'Ditolak'), ('ditarik', 'Ditarik')], default='menunggu', max_length=14)),
                ('reason', models.CharField(blank=True, choices=[('pindah', 'Sudah pindah dari kota'), ('meninggal', 'Sudah meninggal'), ('tidak_bekerja', 'Tidak sedang bekerja'), ('bekerja_pu', 'Sudah terdaftar sebagai PU'), ('asn', 'Sudah menjadi ASN, TNI, atau POLRI'), ('pembayar_lain', 'Sudah dibayar pihak lain'), ('usia', 'Di luar batas usia'), ('identitas', 'Identitas tidak cocok'), ('ganda', 'Sudah diusulkan')], max_length=14)),
                ('proposed_at', models.DateTimeField()),
                ('collected_by', models.CharField(max_length=40)),
                ('decided_by', models.CharField(blank=True, max_length=40)),
                ('decided_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('claimed_as', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='registry.person')),
                ('upload', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='intake.upload')),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PaperName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('name', models.CharField(max_length=120)),
                ('birth_date', models.DateField(null=True)),
                ('occupation', models.CharField(blank=True, max_length=80)),
                ('outcome', models.CharField(max_length=14)),
                ('reason', models.CharField(blank=True, max_length=14)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='verification.paper')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='verification.proposal')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='DoublePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('probability_percent', models.IntegerField()),
                ('evidence', models.CharField(max_length=300)),
                ('claim', models.BooleanField(default=False)),
                ('claimer_holds', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('terbuka', 'Menunggu keputusan'), ('sama', 'Orang yang sama'), ('beda', 'Orang yang berbeda'), ('belum_jelas', 'Belum jelas')], default='terbuka', max_length=12)),
                ('found_at', models.DateTimeField(default=payung.audit.clock.now)),
                ('decided_by', models.CharField(blank=True, max_length=40)),
                ('decided_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('right', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'ordering': ['-probability_percent', 'id'],
                'constraints': [models.UniqueConstraint(fields=('left', 'right'), name='pair_once'), models.CheckConstraint(condition=models.Q(('left__lt', models.F('right'))), name='pair_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('result', models.CharField(blank=True, choices=[('cocok', 'Cocok'), ('beda_nama', 'Nama berbeda'), ('beda_tanggal_lahir', 'Tanggal lahir berbeda'), ('beda_jenis_kelamin', 'Jenis kelamin berbeda'), ('meninggal', 'Tercatat meninggal'), ('pindah', 'Tercatat pindah'), ('tidak_aktif', 'NIK tidak aktif'), ('ganda', 'Data ganda'), ('tidak_ditemukan', 'NIK tidak ditemukan')], max_length=20)),
                ('answered_on', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=80)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='registry.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='verification.matchrequest')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('request', 'number'), name='match_row_once'), models.UniqueConstraint(fields=('request', 'person'), name='match_person_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('kind', 'area', 'year', 'serial'), name='paper_number_once'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ditandatangani'), _negated=True), models.Q(models.Q(('scan_sha256', ''), _negated=True), ('signed_on__isnull', False)), _connector='OR'), name='signed_with_a_scan'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['area', 'state'], name='proposal_area_state'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ditarik'), _negated=True), fields=('person', 'category', 'area'), name='proposed_once_per_area'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', ''), models.Q(('decided_by', models.F('collected_by')), _negated=True), _connector='OR'), name='collector_is_not_verifier'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ditolak'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='paper_line_once'),
        ),
        migrations.AddConstraint(
            model_name='papername',
            constraint=models.UniqueConstraint(fields=('paper', 'proposal'), name='paper_name_once'),
        ),
    ]
