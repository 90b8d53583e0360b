from django.db import migrations, models

CHOICES = [
    ("cocok", "Cocok"),
    ("beda_nama", "Nama berbeda"),
    ("beda_tanggal_lahir", "Tanggal lahir berbeda"),
    ("beda_jenis_kelamin", "Jenis kelamin berbeda"),
    ("meninggal", "Tercatat meninggal"),
    ("pindah", "Tercatat pindah"),
    ("tidak_aktif", "NIK tidak aktif"),
    ("ganda", "Data ganda"),
    ("tidak_ditemukan", "NIK tidak ditemukan"),
]


class Migration(migrations.Migration):
    dependencies = [("verification", "0006_fewer_indexes")]
    operations = [
        migrations.AlterField(
            model_name="match",
            name="result",
            field=models.CharField(blank=True, choices=CHOICES, max_length=20),
        )
    ]
