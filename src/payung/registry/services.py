"""What is done to persons: merging two records, undoing it, facts of life, revealing a NIK."""

from __future__ import annotations

from datetime import date

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import record
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry.models import FactKind, LifeFact, Merge, Person
from payung.registry.selectors import persons, records


def get_person(actor: Actor | None, person_id: int) -> Person:
    """One person whom the actor may see."""
    person = persons(actor).filter(pk=person_id).first()
    if person is None:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    return person


@business_action(Role.OPERATOR, Role.VERIFIER)
def merge(*, actor: Actor, kept_id: int, folded_id: int) -> Merge:
    """Says that two records are one person; both stay, and `undo_merge` parts them again.

    A record that was merged before can be merged on: all of them then stand for one person.
    """
    if kept_id == folded_id:
        raise BadInput(say("Pilih dua orang yang berbeda."))
    if records(actor).filter(pk__in=(kept_id, folded_id)).count() != 2:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    done = Merge.objects.create(
        kept_id=kept_id, folded_id=folded_id, decided_by=actor.id, decided_at=clock.now()
    )
    _fold(kept_id, folded_id)
    record(
        actor=actor.id,
        action="registry.merge",
        subject=f"person:{kept_id}",
        facts={"folded": folded_id},
    )
    return done


@business_action(Role.OPERATOR, Role.VERIFIER)
def undo_merge(*, actor: Actor, merge_id: int) -> None:
    """Parts two merged records; each has again what hung on it, and whoever was merged into it."""
    done = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if done is None:
        raise Conflict(say("Penggabungan ini sudah dibatalkan."))
    done.undone_by, done.undone_at = actor.id, clock.now()
    done.save(update_fields=["undone_by", "undone_at"])
    _fold(done.kept_id, done.folded_id)
    record(
        actor=actor.id,
        action="registry.undo_merge",
        subject=f"person:{done.kept_id}",
        facts={"folded": done.folded_id},
    )


_MERGING = 7_031_572
"""Merges are made one after the other: two at once could each miss what the other joins."""


def _fold(*person_ids: int) -> None:
    """Lets the merges in force say which record stands for these persons."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MERGING])
        cursor.execute("SELECT registry_fold(%s::bigint[])", [list(person_ids)])


TOLD = "laporan"
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


@business_action(*Role)
def reveal_nik(*, actor: Actor, person_id: int, purpose: str) -> str:
    """The full NIK of one person, for a purpose that the audit keeps."""
    if len(purpose.strip()) < 5:
        raise BadInput(say("Tulis alasan melihat NIK, paling sedikit 5 huruf."))
    person = get_person(actor, person_id)
    record(
        actor=actor.id,
        action="registry.reveal_nik",
        subject=f"person:{person_id}",
        facts={"purpose": purpose.strip()},
    )
    return person.nik.reveal()
