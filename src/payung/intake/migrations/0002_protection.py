from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [by_area(table) for table in ("intake_upload", "intake_row", "intake_rowfinding", )]
