from pathlib import Path

from django.db import migrations

from payung.areas.rls import by_area
from payung.audit.sqlfiles import RunFile

TABLES = (
    "amount", "casefacts", "deathlist", "deathmatch", "deathrow", "decision", "eventreport",
    "evidence", "familymember", "objection", "obligation", "paper", "payment", "scholarshipyear",
    "stagechange",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_casework")]
    operations = [
        *(by_area(f"claims_{table}") for table in TABLES),
        RunFile(Path(__file__).parent.parent / "sql" / "status.sql"),
    ]
