from django.db import migrations, models

import payung.audit.clock


class Migration(migrations.Migration):
    dependencies = [("verification", "0003_papers_and_matching")]
    operations = [
        migrations.AlterField(
            model_name="doublepair",
            name="found_at",
            field=models.DateTimeField(default=payung.audit.clock.now),
        ),
    ]
