from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_history")]
    operations = [
        migrations.CreateModel(
            name="DailyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=40)),
                ("what", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "what", "day"), name="one_count_a_day"
                    )
                ]
            },
        ),
    ]
