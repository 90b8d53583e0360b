"""What is done to persons: facts of life, revealing a NIK."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.sentence import say
from payung.registry.deaths import When
from payung.registry.models import FactKind, FactState, LifeFact, Person
from payung.registry.purposes import stated
from payung.registry.selectors import persons


def get_person(actor: Actor, person_id: int) -> Person:
    """One person whom the actor may see."""
    person = persons(actor).filter(pk=person_id).first()
    if person is None:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    return person


TOLD = say("laporan")
"""The source of a fact that people told; it counts once it is confirmed."""


def add_fact(
    *,
    actor: Actor,
    person_id: int,
    kind: FactKind,
    happened_on: date | When,
    source: str,
    origin: str = "",
) -> LifeFact:
    """Notes a fact of a person's life; a repeat of the same death gives the one already known.

    A death that was known without its day learns it from the first who tells one. As all that
    follow here part of a business action of the rooms above, which writes the audit entry.
    """
    told = happened_on if isinstance(happened_on, When) else When.on(happened_on)
    known = LifeFact.objects.filter(person_id=person_id, kind=kind).exclude(state="ditarik")
    life_fact = known.filter(happened_on=told.day).first() if told.day else None
    if life_fact is None and kind == FactKind.DEATH:
        life_fact = known.first()
    if life_fact is None:
        return LifeFact.objects.create(
            person_id=person_id,
            kind=kind,
            happened_on=told.day,
            not_before=None if told.day else told.first,
            not_after=None if told.day else told.last,
            known_at=clock.now(),
            source=source,
            origin=origin,
            reported_by=actor.id,
        )
    if life_fact.happened_on is None and told.day:
        life_fact.happened_on, life_fact.day_source = told.day, source
        life_fact.save(update_fields=["happened_on", "day_source"])
    return life_fact


def tell_day(*, actor: Actor, person_id: int, day: date, source: str) -> None:
    """The day of a death that was known without one; after it was known, it can't have been."""
    require_scope(actor)
    known = LifeFact.objects.filter(person_id=person_id, kind=FactKind.DEATH, happened_on=None)
    fact = known.exclude(state="ditarik").first()
    if fact is None:
        return
    if fact.not_after is not None and day > fact.not_after:
        raise BadInput(
            say(
                "Hari meninggal sesudah {last}, padahal pada hari itu kematiannya sudah diketahui."
                " Periksa tanggalnya.",
                last=fact.not_after,
            )
        )
    fact.happened_on, fact.day_source = day, source.strip()[:120]
    fact.save(update_fields=["happened_on", "day_source"])


def confirm_fact(*, actor: Actor, fact_id: int) -> None:
    """Another has confirmed what was told: from now on it counts."""
    _fact(actor, fact_id).update(state=FactState.CONFIRMED)


def unconfirm_fact(*, actor: Actor, fact_id: int) -> None:
    """Who confirmed it takes that back: it is told, and no more."""
    _fact(actor, fact_id).update(state=FactState.REPORTED)


def withdraw_fact(*, actor: Actor, fact_id: int) -> None:
    """It was told by mistake; it stays to be read and counts no more."""
    _fact(actor, fact_id).update(state=FactState.WITHDRAWN)


def mend_day_of_fact(*, actor: Actor, fact_id: int, happened_on: date) -> None:
    """It happened on another day than was told first."""
    _fact(actor, fact_id).update(happened_on=happened_on)


def lock_fact(actor: Actor, fact_id: int) -> None:
    """Until the transaction ends nobody else tells of this fact."""
    _fact(actor, fact_id).select_for_update().get()


def _fact(actor: Actor, fact_id: int) -> QuerySet[LifeFact]:
    require_scope(actor)
    return LifeFact.objects.filter(pk=fact_id)


def lock_person(actor: Actor, person_id: int) -> None:
    """Until the transaction ends, whoever else writes of this person waits: two reports of one
    death become one case."""
    require_scope(actor)
    Person.objects.select_for_update(of=("self",)).get(pk=person_id)


@business_action("registry.reveal_nik", *Role)
def reveal_nik(*, actor: Actor, person_id: int, purpose: str, words: str) -> str:
    """The full NIK of one person, for a purpose and an occasion that the audit keeps."""
    told = stated(purpose, words)
    person = get_person(actor, person_id)
    note(f"person:{person_id}", purpose=told)
    return person.nik.reveal()
