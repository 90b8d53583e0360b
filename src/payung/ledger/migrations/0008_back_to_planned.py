"""A list that was not sent may be cancelled: its months are planned again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_views")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO ledger_transition (state_before, state) VALUES ('diajukan', 'direncanakan')",
            "DELETE FROM ledger_transition WHERE (state_before, state) = ('diajukan', 'direncanakan')",
        )
    ]
