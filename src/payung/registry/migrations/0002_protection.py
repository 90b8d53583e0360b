"""A person is seen where he lives or was proposed; what hangs on him, by whoever sees him."""

from pathlib import Path

from django.db import migrations

from payung.areas.rls import by_area, by_person, in_area, protect
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_PROPOSED_OR_LIVING = (
    "EXISTS (SELECT 1 FROM registry_personarea a WHERE a.person_id = registry_person.id)"
)
_OF_PERSONS = (
    "registry_lifefact",
    "registry_evidence",
    "registry_welfaredecile",
    "registry_familysheet",
    "registry_sheetchild",
    "registry_owncode",
)
_FUNCTIONS = ("find", "keys", "fold", "seen", "look")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("audit", "0001_grants")]
    operations = [
        by_area("registry_personarea"),
        protect("registry_person", f"{in_area('registry_person.area_id')} OR {_PROPOSED_OR_LIVING}"),
        *(by_person(table) for table in _OF_PERSONS),
        by_person("registry_merge", "kept_id"),
        *(RunFile(_SQL / f"{name}.sql") for name in _FUNCTIONS),
        by_area("registry_look"),
        by_area("registry_decilefile"),
        RunFile(_SQL / "views.sql"),
    ]
