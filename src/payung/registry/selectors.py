"""Reading persons, limited to the actor's area; without an actor nothing is read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.scope import Actor
from payung.areas.selectors import within
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.registry.models import FactKind, FactState, LifeFact, Person, PersonArea


def require_actor(actor: Actor | None) -> Actor:
    """The actor, or a refusal: no read happens without somebody's area."""
    if actor is None or not actor.area:
        raise OutOfArea(say("Tidak ada wilayah kerja. Masuklah dengan akun yang punya wilayah."))
    return actor


def lives_with(actor: Actor, person: Person) -> bool:
    """Whether the person's home lies in the actor's area: elsewhere he is merely proposed."""
    return actor.covers(person.area_id)


def require_home(actor: Actor, person: Person) -> None:
    """Refuses to write what the home area alone writes: family, evidence, confirmed facts."""
    if not lives_with(actor, person):
        raise OutOfArea(
            say(
                "Orang ini tinggal di wilayah lain; kantor di sana yang menulisnya. Laporkan yang"
                " Anda ketahui sebagai bukti, lalu kantor itu yang menerimanya."
            )
        )


def records(actor: Actor | None) -> QuerySet[Person]:
    """All records of persons who live or are proposed in the actor's area, merged ones too."""
    scope = require_actor(actor).area
    inside = PersonArea.objects.filter(**within(scope))
    return Person.objects.filter(pk__in=inside.values("person_id"))


def persons(actor: Actor | None) -> QuerySet[Person]:
    """Persons who live or are proposed in the actor's area and were not merged into another."""
    return records(actor).filter(merged_into=None)


def one_person(actor: Actor | None) -> dict[int, set[int]]:
    """Each record that was merged with others → all records of that person, itself included."""
    folded = records(actor).filter(merged_into__isnull=False).order_by()
    together: dict[int, set[int]] = {}
    for kept, record in folded.values_list("merged_into_id", "pk"):
        together.setdefault(kept, {kept}).add(record)
    return {record: group for group in together.values() for record in group}


def dead_records(actor: Actor | None) -> QuerySet[Any, Any]:
    """The ids of all records of persons of whom a death is known, on whichever record."""
    kept = (
        LifeFact.objects.filter(person__in=records(actor), kind=FactKind.DEATH)
        .exclude(state=FactState.WITHDRAWN)
        .values_list(Coalesce("person__merged_into_id", "person_id"))
    )
    folded = Person.objects.filter(merged_into_id__in=kept).order_by().values_list("pk")
    return kept.order_by().union(folded)


def facts(actor: Actor | None) -> QuerySet[LifeFact]:
    """Facts of the lives of the persons whom the actor may see."""
    return LifeFact.objects.filter(person__in=persons(actor))
