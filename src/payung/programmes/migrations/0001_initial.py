import django.db.models.deletion
import payung.ledger.fields
import payung.registry.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('ledger', '0001_initial'),
        ('registry', '0001_initial'),
        ('verification', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decree',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('beku', 'Lampiran dibekukan'), ('ditandatangani', 'Ditandatangani')], max_length=16)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('dated', models.DateField(null=True)),
                ('first_month', payung.ledger.fields.MonthField()),
                ('people', models.IntegerField()),
                ('annex_sha256', models.CharField(max_length=64)),
                ('verification_code', models.CharField(max_length=16, unique=True)),
                ('frozen_by', models.CharField(max_length=40)),
                ('frozen_at', models.DateTimeField()),
                ('signed_by_name', models.CharField(blank=True, max_length=120)),
                ('early_start_decision', models.CharField(blank=True, max_length=120)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
        ),
        migrations.CreateModel(
            name='NotaDinas',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('dated', models.DateField()),
                ('sender', models.CharField(max_length=120)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('decree', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='note', to='programmes.decree')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('step', models.IntegerField()),
                ('signs', models.BooleanField(default=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
            ],
            options={
                'ordering': ['signs', 'step'],
            },
        ),
        migrations.CreateModel(
            name='Paraf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.IntegerField()),
                ('title', models.CharField(blank=True, max_length=100)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('given_on', models.DateField(null=True)),
                ('recorded_by', models.CharField(blank=True, max_length=40)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parafs', to='programmes.notadinas')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.post')),
            ],
            options={
                'ordering': ['step'],
            },
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('standing', models.CharField(choices=[('definitif', 'Pejabat definitif'), ('plt', 'Pelaksana tugas (Plt.)'), ('plh', 'Pelaksana harian (Plh.)')], max_length=10)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('order_number', models.CharField(blank=True, max_length=80)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='programmes.post')),
            ],
            options={
                'ordering': ['-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('code', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('segment', models.CharField(choices=[('bpu', 'BPU'), ('pu', 'PU'), ('jakon', 'Jasa konstruksi')], max_length=6)),
                ('jht', models.BooleanField(default=False)),
                ('category', models.CharField(choices=[('rentan', 'Pekerja rentan'), ('keagamaan', 'Pekerja keagamaan'), ('ketua_rt', 'Ketua RT')], max_length=10)),
                ('basis', models.CharField(max_length=200)),
                ('fiscal_year', models.IntegerField()),
                ('first_month', payung.ledger.fields.MonthField()),
                ('last_month', payung.ledger.fields.MonthField()),
                ('headcount', models.IntegerField()),
                ('ceiling_rp', models.BigIntegerField()),
                ('base_rp', models.BigIntegerField(default=1000000)),
                ('criteria', models.JSONField()),
                ('accounts', models.JSONField()),
                ('activity', models.CharField(blank=True, max_length=160)),
                ('fund', models.CharField(blank=True, max_length=80)),
                ('prepaid', models.CharField(choices=[('tetap', 'Tetap milik yang keluar sampai habis'), ('minta', 'Dimintakan kembali kepada BPJS')], default='tetap', max_length=6)),
                ('lists_ahead', models.IntegerField(default=1)),
                ('version', models.IntegerField(default=1)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='ledger.payer')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='decree',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decrees', to='programmes.programme'),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('diusulkan', 'Menunggu persetujuan'), ('disetujui', 'Disetujui'), ('ditandatangani', 'Ditandatangani'), ('ditolak', 'Tidak disetujui')], max_length=16)),
                ('first_month', payung.ledger.fields.MonthField()),
                ('number', models.CharField(blank=True, max_length=60)),
                ('dated', models.DateField(null=True)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('approved_by', models.CharField(blank=True, max_length=40)),
                ('approved_at', models.DateTimeField(null=True)),
                ('annex_sha256', models.CharField(blank=True, max_length=64)),
                ('verification_code', models.CharField(blank=True, db_index=True, max_length=16)),
                ('signed_by_name', models.CharField(blank=True, max_length=120)),
                ('early_start_decision', models.CharField(blank=True, max_length=120)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='programmes.programme')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.IntegerField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='programmes.programme')),
            ],
        ),
        migrations.CreateModel(
            name='RateDecision',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('first_month', payung.ledger.fields.MonthField()),
                ('last_month', payung.ledger.fields.MonthField()),
                ('jkk_rp', models.BigIntegerField()),
                ('jkm_rp', models.BigIntegerField()),
                ('number', models.CharField(max_length=80)),
                ('dated', models.DateField()),
                ('decided_by', models.CharField(max_length=120)),
                ('scan_sha256', models.CharField(max_length=64)),
                ('recorded_by', models.CharField(max_length=40)),
                ('recorded_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='programmes.programme')),
            ],
            options={
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Selection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ranked_on', models.DateField()),
                ('criteria', models.JSONField()),
                ('cost_per_person_rp', models.BigIntegerField()),
                ('places', models.IntegerField()),
                ('programme_version', models.IntegerField(default=1)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=40)),
                ('approved_by', models.CharField(blank=True, max_length=40)),
                ('approved_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='selections', to='programmes.programme')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Ranked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.IntegerField()),
                ('score', models.IntegerField()),
                ('outcome', models.CharField(choices=[('masuk', 'Masuk'), ('cadangan', 'Cadangan'), ('tidak', 'Tidak memenuhi syarat')], max_length=10)),
                ('reason', models.CharField(max_length=200)),
                ('facts', models.JSONField(default=dict)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='verification.proposal')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ranked', to='programmes.selection')),
            ],
            options={
                'ordering': ['rank'],
            },
        ),
        migrations.AddField(
            model_name='decree',
            name='selection',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='programmes.selection'),
        ),
        migrations.CreateModel(
            name='SignedPaper',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('method', models.CharField(choices=[('basah', 'Tanda tangan basah, dipindai'), ('elektronik', 'Tanda tangan elektronik')], max_length=10)),
                ('title', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(max_length=4)),
                ('sha256', models.CharField(max_length=64)),
                ('recorded_by', models.CharField(max_length=40)),
                ('recorded_at', models.DateTimeField()),
                ('amendment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_paper', to='programmes.amendment')),
                ('decree', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_paper', to='programmes.decree')),
            ],
        ),
        migrations.CreateModel(
            name='TermsChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('diusulkan', 'Menunggu persetujuan'), ('disetujui', 'Disetujui'), ('ditolak', 'Tidak disetujui')], max_length=10)),
                ('version', models.IntegerField()),
                ('headcount_before', models.IntegerField()),
                ('headcount', models.IntegerField()),
                ('ceiling_before_rp', models.BigIntegerField()),
                ('ceiling_rp', models.BigIntegerField()),
                ('last_month_before', payung.ledger.fields.MonthField()),
                ('last_month', payung.ledger.fields.MonthField()),
                ('basis', models.CharField(max_length=160)),
                ('reason', models.CharField(max_length=200)),
                ('rows_planned', models.IntegerField(default=0)),
                ('rows_withdrawn', models.IntegerField(default=0)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=40)),
                ('decided_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programmes.programme')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('value_rp', models.BigIntegerField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('letter_number', models.CharField(max_length=60)),
                ('letter_dated', models.DateField()),
                ('jkk_rp', models.BigIntegerField()),
                ('jkm_rp', models.BigIntegerField()),
                ('decision', models.CharField(blank=True, max_length=120)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('paid_on', models.DateField(null=True)),
                ('proof', models.CharField(blank=True, max_length=80)),
                ('paid_by', models.CharField(blank=True, max_length=40)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='programmes.programme')),
            ],
            options={
                'ordering': ['-first_day', '-id'],
            },
        ),
        migrations.CreateModel(
            name='WorkMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='registry.person')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='programmes.work')),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('meninggal', 'Meninggal'), ('pindah', 'Pindah dari kota'), ('bekerja_pu', 'Bekerja sebagai PU'), ('asn', 'Menjadi ASN/TNI/POLRI'), ('mundur', 'Mengundurkan diri'), ('ditolak_bpjs', 'Belum bisa didaftarkan BPJS'), ('tempat_kosong', 'Tempat masih kosong')], max_length=14)),
                ('evidence', models.CharField(max_length=120)),
                ('leaver_name', models.CharField(blank=True, max_length=120)),
                ('leaver_nik', payung.registry.fields.SealedField(default=b'')),
                ('joiner_name', models.CharField(blank=True, max_length=120)),
                ('joiner_nik', payung.registry.fields.SealedField(default=b'')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programmes.amendment')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('joiner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('joiner_area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('leaver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('amendment', 'leaver'), name='leaves_once'), models.UniqueConstraint(fields=('amendment', 'joiner'), name='joins_once'), models.CheckConstraint(condition=models.Q(('leaver__isnull', False), ('joiner__isnull', False), _connector='OR'), name='a_change_names_somebody')],
            },
        ),
        migrations.CreateModel(
            name='DecreeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('name', models.CharField(max_length=120)),
                ('nik', payung.registry.fields.SealedField(default=b'')),
                ('birth_date', models.DateField(null=True)),
                ('occupation', models.CharField(max_length=80)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('decree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='programmes.decree')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('decree', 'number'), name='annex_number_once'), models.UniqueConstraint(fields=('decree', 'person'), name='annex_person_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('area', 'step'), name='one_post_a_step'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('signs', True)), fields=('area',), name='one_signing_post'),
        ),
        migrations.AddConstraint(
            model_name='paraf',
            constraint=models.UniqueConstraint(fields=('note', 'step'), name='one_paraf_a_step'),
        ),
        migrations.AddConstraint(
            model_name='holder',
            constraint=models.CheckConstraint(condition=models.Q(('standing', 'definitif'), models.Q(('valid_to__isnull', False), models.Q(('order_number', ''), _negated=True)), _connector='OR'), name='a_substitute_has_an_end_and_an_order'),
        ),
        migrations.AddConstraint(
            model_name='holder',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='holder_ends_after_he_begins'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', ''), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='amendment_maker_is_not_approver'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.UniqueConstraint(fields=('programme', 'area'), name='quota_once'),
        ),
        migrations.AddConstraint(
            model_name='ratedecision',
            constraint=models.CheckConstraint(condition=models.Q(('jkk_rp__gte', 0), ('jkm_rp__gte', 0)), name='rate_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='selection',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', ''), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='maker_is_not_approver'),
        ),
        migrations.AddConstraint(
            model_name='selection',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_by', ''), _negated=True), fields=('programme',), name='one_approved_selection'),
        ),
        migrations.AddConstraint(
            model_name='ranked',
            constraint=models.UniqueConstraint(fields=('selection', 'person'), name='ranked_once'),
        ),
        migrations.AddConstraint(
            model_name='signedpaper',
            constraint=models.CheckConstraint(condition=models.Q(('decree__isnull', False), ('amendment__isnull', False), _connector='XOR'), name='signed_paper_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='termschange',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', ''), models.Q(('decided_by', models.F('made_by')), _negated=True), _connector='OR'), name='terms_maker_is_not_approver'),
        ),
        migrations.AddConstraint(
            model_name='termschange',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'diusulkan')), fields=('programme',), name='one_open_change_of_terms'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.UniqueConstraint(fields=('area', 'letter_number'), name='letter_once_per_rt'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='work_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('paid_by', ''), models.Q(('paid_by', models.F('made_by')), _negated=True), _connector='OR'), name='work_maker_is_not_payer'),
        ),
        migrations.AddConstraint(
            model_name='workmember',
            constraint=models.UniqueConstraint(fields=('work', 'person'), name='named_once_per_work'),
        ),
    ]
