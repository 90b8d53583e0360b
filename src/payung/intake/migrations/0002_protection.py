"""Uploads and their rows are seen in their area; what other rooms may read of them."""

from pathlib import Path

from django.db import migrations

from payung.areas.rls import by_area
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_TABLES = (
    "intake_upload",
    "intake_row",
    "intake_rowfinding",
    "intake_headermemory",
    "intake_workerdraft",
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("registry", "0002_protection")]
    operations = [*(by_area(table) for table in _TABLES), RunFile(_SQL / "views.sql")]
