"""Kelurahan and RT see when and how their own people were ranked; they change nothing there."""

from django.db import migrations

from payung.areas.rls import below, reread

_OWN_PERSON = (
    "EXISTS (SELECT 1 FROM registry_person p"
    " WHERE p.id IN (programmes_change.leaver_id, programmes_change.joiner_id))"
)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_terms_and_facts")]
    operations = [
        reread("programmes_selection", below("programmes_selection.area_id")),
        reread("programmes_amendment", below("programmes_amendment.area_id")),
        reread("programmes_change", _OWN_PERSON),
    ]
