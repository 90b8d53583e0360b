from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [
        by_area(table)
        for table in (
            "programmes_quota",
            "programmes_selection",
            "programmes_ranked",
            "programmes_decreemember",
        )
    ]
