from django.db import migrations

_PLAN = (
    "bigint[], date[], text[], text, text[], bigint[], text, text, text, text, text, text"
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_functions_and_protection")]
    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION ledger_plan({_PLAN}) SET enable_nestloop = off",
            reverse_sql=migrations.RunSQL.noop,
        )
    ]
