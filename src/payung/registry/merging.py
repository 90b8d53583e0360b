"""Two records that an office says are one person, or that one NIK is the other's; all undoable."""

from __future__ import annotations

import json
from datetime import date

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry.fields import Sealed
from payung.registry.models import Merge, Person, PersonArea
from payung.registry.selectors import records

DECIDERS = (Role.OPERATOR, Role.VERIFIER)
_PLAIN = ("name", "birth_place", "sex", "address", "occupation", "area_id")


@business_action("registry.merge", *DECIDERS)
def merge(*, actor: Actor, kept_id: int, folded_id: int, folded_holds: bool = False) -> Merge:
    """Says that two records are one person; both stay, and `undo_merge` parts them again.

    The areas of both see him from now on. Where the folded record's words hold, the kept one says
    from now on what it said, and he lives where it says. A record that was merged before can be
    merged on: all of them then stand for one person.
    """
    if kept_id == folded_id:
        raise BadInput(say("Pilih dua orang yang berbeda."))
    seen = records(actor).filter(pk__in=(kept_id, folded_id)).select_for_update(of=("self",))
    both = {person.pk: person for person in seen}
    if len(both) != 2:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    done = Merge.objects.create(
        kept_id=kept_id,
        folded_id=folded_id,
        decided_by=actor.id,
        decided_at=clock.now(),
        granted=_see_too(kept_id, folded_id),
        former=_take_over(both[kept_id], both[folded_id]) if folded_holds else Sealed(b""),
    )
    _fold(kept_id, folded_id)
    note(f"person:{kept_id}", folded=folded_id, folded_holds=folded_holds)
    return done


@business_action("registry.undo_merge", *DECIDERS)
def undo_merge(*, actor: Actor, merge_id: int) -> None:
    """Parts two merged records; each has again what hung on it, and whoever was merged into it."""
    done = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if done is None:
        raise Conflict(say("Penggabungan ini sudah dibatalkan."))
    done.undone_by, done.undone_at = actor.id, clock.now()
    done.save(update_fields=["undone_by", "undone_at"])
    if done.former:
        _say(Person.objects.get(pk=done.kept_id), json.loads(done.former.reveal()))
    _fold(done.kept_id, done.folded_id)
    PersonArea.objects.filter(person=done.kept_id, area__in=done.granted).delete()
    note(f"person:{done.kept_id}", folded=done.folded_id)


@business_action("registry.give_nik", *DECIDERS)
def give_nik(*, actor: Actor, holder_id: int, claimer_id: int) -> None:
    """Says that a NIK is the claiming record's: who held it claims it now, until it is given back.

    This is how a false name that was sent first, under somebody else's NIK, is mended.
    """
    seen = records(actor).select_for_update(of=("self",))
    holder = seen.filter(pk=holder_id, nik_index__isnull=False).first()
    claimer = seen.filter(pk=claimer_id).first()
    if holder is None or claimer is None:
        raise OutOfArea(say("Orang ini tidak ada di wilayah Anda."))
    if bytes(holder.nik_index or b"") != bytes(claimer.nik_claim or b""):
        raise Conflict(say("NIK kedua catatan ini tidak sama lagi. Muat ulang halaman."))
    index = holder.nik_index
    for person, held in ((holder, None), (claimer, index)):
        person.nik_index, person.nik_claim = held, None if held else index
        person.save(update_fields=["nik_index", "nik_claim"])
    note(f"person:{claimer_id}", **{"from": holder_id})


_MERGING = 7_031_572
"""Merges are made one after the other: two at once could each miss what the other joins."""


def _fold(*person_ids: int) -> None:
    """Lets the merges in force say which record stands for these persons."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MERGING])
        cursor.execute("SELECT registry_fold(%s::bigint[])", [list(person_ids)])


def _see_too(kept_id: int, folded_id: int) -> list[str]:
    """Lets the folded record's areas see the kept one; the areas that did not before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_personarea (person_id, area_id)"
            " SELECT %s, area_id FROM registry_personarea WHERE person_id = %s"
            " ON CONFLICT DO NOTHING RETURNING area_id",
            [kept_id, folded_id],
        )
        return [row[0] for row in cursor.fetchall()]


def _take_over(kept: Person, folded: Person) -> Sealed:
    """Lets the kept record say what the folded one says; what it said before, sealed."""
    former = json.dumps(_said(kept))
    _say(kept, _said(folded))
    return Sealed.of(former)


def _said(person: Person) -> dict[str, str]:
    born = person.birth_date.isoformat() if person.birth_date else ""
    plain = {name: str(getattr(person, name)) for name in _PLAIN}
    return {**plain, "birth_date": born, "mother": person.mother.reveal()}


def _say(person: Person, said: dict[str, str]) -> None:
    for name in _PLAIN:
        setattr(person, name, said[name])
    person.birth_date = date.fromisoformat(said["birth_date"]) if said["birth_date"] else None
    person.mother = Sealed.of(said["mother"])
    person.save(update_fields=[*_PLAIN, "birth_date", "mother"])
