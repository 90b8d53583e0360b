from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]
    operations = [by_area(table) for table in ("verification_proposal", "verification_doublepair", )]
