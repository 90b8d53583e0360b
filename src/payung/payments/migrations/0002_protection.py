from django.db import migrations

from payung.areas.rls import by_area


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        by_area(table)
        for table in (
            "payments_partnership",
            "payments_paymentlist",
            "payments_listrow",
            "payments_moneydocument",
        )
    ]
