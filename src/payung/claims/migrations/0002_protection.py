from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [by_area(table) for table in ("claims_event", "claims_case", "claims_entitlement", )]
