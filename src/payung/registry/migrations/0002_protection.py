from django.db import migrations

from payung.areas.rls import by_area, by_person, in_area, protect

_PROPOSED_OR_LIVING = (
    "EXISTS (SELECT 1 FROM registry_personarea a WHERE a.person_id = registry_person.id)"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        by_area("registry_personarea"),
        protect(
            "registry_person", f"{in_area('registry_person.area_id')} OR {_PROPOSED_OR_LIVING}"
        ),
        by_person("registry_lifefact"),
    ]
