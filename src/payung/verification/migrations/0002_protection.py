"""Proposals and papers are seen in their area, an answer of Dukcapil by whoever sees the person."""

from pathlib import Path

from django.db import migrations

from payung.areas.rls import by_area, by_person
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_TABLES = (
    "verification_proposal",
    "verification_doublepair",
    "verification_paper",
    "verification_papername",
    "verification_matchrequest",
    "verification_newcomer",
    "verification_answertakenback",
)


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial"), ("intake", "0002_protection")]
    operations = [
        *(by_area(table) for table in _TABLES),
        by_person("verification_match"),
        RunFile(_SQL / "views.sql"),
    ]
