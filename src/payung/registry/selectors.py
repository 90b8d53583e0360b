"""Reading persons, limited to the actor's area; without an actor nothing is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.registry.models import FactKind, FactState, LifeFact, Person, PersonArea


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


def records(actor: Actor) -> QuerySet[Person]:
    """All records of persons who live or are proposed in the actor's area, merged ones too."""
    scope = require_scope(actor)
    inside = PersonArea.objects.filter(**within(scope))
    return Person.objects.filter(pk__in=inside.values("person_id"))


def persons(actor: Actor) -> QuerySet[Person]:
    """Persons who live or are proposed in the actor's area and were not merged into another."""
    return records(actor).filter(merged_into=None)


def one_person(actor: Actor) -> dict[int, set[int]]:
    """Each record that was merged with others → all records of that person, itself included."""
    folded = records(actor).filter(merged_into__isnull=False).order_by()
    together: dict[int, set[int]] = {}
    for kept, record in folded.values_list("merged_into_id", "pk"):
        together.setdefault(kept, {kept}).add(record)
    return {record: group for group in together.values() for record in group}


def dead_records(actor: Actor) -> QuerySet[Any, Any]:
    """The ids of all records of persons of whom a death is known, on whichever record."""
    kept = (
        LifeFact.objects.filter(person__in=records(actor), kind=FactKind.DEATH)
        .exclude(state=FactState.WITHDRAWN)
        .values_list(Coalesce("person__merged_into_id", "person_id"))
    )
    folded = Person.objects.filter(merged_into_id__in=kept).order_by().values_list("pk")
    return kept.order_by().union(folded)


def facts(actor: Actor) -> QuerySet[LifeFact]:
    """Facts of the lives of the persons whom the actor may see."""
    return LifeFact.objects.filter(person__in=persons(actor))


def facts_of_records(actor: Actor) -> QuerySet[LifeFact]:
    """As `facts`, with what was told of a record that was merged into another."""
    return LifeFact.objects.filter(person__in=records(actor))


def deaths_of(actor: Actor, people: Collection[int]) -> QuerySet[LifeFact]:
    """The deaths told of these records that nobody has taken back."""
    require_scope(actor)
    told = LifeFact.objects.filter(person__in=list(people), kind=FactKind.DEATH)
    return told.exclude(state=FactState.WITHDRAWN)
