"""What is done to persons: facts of life, revealing a NIK."""

from __future__ import annotations

from datetime import date

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.registry.models import FactKind, LifeFact, Person
from payung.registry.purposes import stated
from payung.registry.selectors import persons


def get_person(actor: Actor | None, person_id: int) -> Person:
    """One person whom the actor may see."""
    person = persons(actor).filter(pk=person_id).first()
    if person is None:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    return person


TOLD = say("laporan")
"""The source of a fact that people told; it counts once it is confirmed."""


def add_fact(
    *, actor: Actor, person_id: int, kind: FactKind, happened_on: date, source: str
) -> LifeFact:
    """Notes a fact of a person's life; a repeat of the same death gives the one already known.

    Part of a business action of the rooms above, which writes the audit entry.
    """
    known = LifeFact.objects.filter(person_id=person_id, kind=kind).exclude(state="ditarik")
    found = known.filter(happened_on=happened_on).first()
    if found is None and kind == FactKind.DEATH:
        found = known.first()
    return found or LifeFact.objects.create(
        person_id=person_id,
        kind=kind,
        happened_on=happened_on,
        known_at=clock.now(),
        source=source,
        reported_by=actor.id,
    )


@business_action("registry.reveal_nik", *Role)
def reveal_nik(*, actor: Actor, person_id: int, purpose: str, words: str) -> str:
    """The full NIK of one person, for a purpose and an occasion that the audit keeps."""
    told = stated(purpose, words)
    person = get_person(actor, person_id)
    note(f"person:{person_id}", purpose=told)
    return person.nik.reveal()
