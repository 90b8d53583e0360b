from django.db import migrations, models

import payung.audit.clock


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_header_memory")]
    operations = [
        migrations.AlterField(
            model_name="upload",
            name="received_at",
            field=models.DateTimeField(default=payung.audit.clock.now),
        ),
    ]
