from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_events")]
    operations = [by_area("claims_lifechange"), by_area("claims_stagenotice")]
