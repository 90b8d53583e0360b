import django.db.models.deletion
from django.db import migrations, models

PROTECTION = """
REVOKE UPDATE, DELETE ON office_record FROM payung_app;
ALTER TABLE office_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE office_record FORCE ROW LEVEL SECURITY;
-- Facts of the city, for every page of it; written only by somebody who acts.
CREATE POLICY read_by_all ON office_record FOR SELECT USING (true);
CREATE POLICY written_by_actors ON office_record FOR INSERT
    WITH CHECK (made_by <> '' AND current_setting('payung.area', true) <> '');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('areas', '0001_initial'),
        ('audit', '0001_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('told', models.JSONField()),
                ('valid_from', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('withdrawn', models.BooleanField(default=False)),
                ('made_by', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='office.record')),
            ],
            options={
                'ordering': ['kind', 'key', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_mending_says_why'), models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('area', 'kind', 'key'), name='one_first_record_of_a_thing')],
            },
        ),
        migrations.RunSQL(PROTECTION, reverse_sql=migrations.RunSQL.noop),
    ]
