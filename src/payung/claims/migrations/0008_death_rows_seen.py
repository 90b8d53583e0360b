"""A row of the city's list is seen by the office of each person whom it may be, and its list too."""

from django.db import migrations

from payung.areas.rls import in_area

SEEN = {
    "claims_deathrow": "SELECT 1 FROM claims_deathmatch m WHERE m.row_id = claims_deathrow.id",
    "claims_deathlist": "SELECT 1 FROM claims_deathrow r WHERE r.list_id = claims_deathlist.id",
}


def seen_through(table: str, matches: str) -> migrations.RunSQL:
    own = in_area(f"{table}.area_id")
    return migrations.RunSQL(
        f"ALTER POLICY area_scope ON {table} USING ({own} OR EXISTS ({matches})) WITH CHECK ({own})",
        reverse_sql=f"ALTER POLICY area_scope ON {table} USING ({own}) WITH CHECK ({own})",
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_events_protection")]
    operations = [seen_through(table, matches) for table, matches in SEEN.items()]
