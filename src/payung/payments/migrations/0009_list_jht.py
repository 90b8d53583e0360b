from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0008_minutes_findings_cards")]
    operations = [
        migrations.AddField(
            model_name="paymentlist",
            name="jht_rp",
            field=models.BigIntegerField(default=0),
        ),
    ]
