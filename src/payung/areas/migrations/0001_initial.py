import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('provinsi', 'provinsi'), ('kota', 'kota'), ('kecamatan', 'kecamatan'), ('kelurahan', 'kelurahan'), ('rt', 'rt')], max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('households', models.IntegerField(null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='areas.area')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
    ]
