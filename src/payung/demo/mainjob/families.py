"""What the members of one kelurahan tell of their families, and what was seen of their work."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from payung.accounts.scope import acting_as
from payung.areas.selectors import within
from payung.audit import clock
from payung.demo.mainjob.people import Cast
from payung.demo.synthetic.families import InventedFamily, draw_family
from payung.demo.synthetic.rng import cell_stream
from payung.kernel.errors import BadInput
from payung.programmes.families.services import member_areas, save_family
from payung.registry.evidence import Seen, note_evidence
from payung.registry.family import FamilyTold, ToldChild
from payung.registry.models import EvidenceKind, MaritalState, Person
from payung.registry.selectors import facts, records

TOLD_ON = date(2025, 7, 12)
"""When the cards of the first month were handed over."""

_SHARE_TOLD, _SHARE_SEEN = 0.7, 0.6


def visit(cast: Cast, seed: int) -> int:
    """Goes to the members of the demonstration's kelurahan who live; how many families told.

    Not everybody is at home, so that the board of families has gaps to show.
    """
    actor, told = cast["kelurahan"], 0
    with acting_as(actor):
        gone = facts(actor).values("person")
        living = records(actor).filter(pk__in=member_areas(actor), **within(actor.area))
        at_home = living.exclude(pk__in=gone)
        members = list(at_home.order_by("pk"))
    with clock.telling(TOLD_ON):
        for person in members:
            nik = person.nik.reveal()
            chance = cell_stream(seed, "visits", nik)
            if chance.random() < _SHARE_SEEN:
                seen = _seen(person)
                note_evidence(actor=actor, person_id=person.pk, seen=seen, on=TOLD_ON)
            if person.birth_date is None or chance.random() >= _SHARE_TOLD:
                continue
            family = draw_family(nik, person.sex, person.birth_date, seed, TOLD_ON)
            with suppress(BadInput):  # the other parent has told of the children already
                save_family(actor=actor, person_id=person.pk, told=_told(family), on=TOLD_ON)
                told += 1
    return told


def _seen(person: Person) -> Seen:
    return Seen(
        kind=EvidenceKind.WORK,
        what=f"Terlihat bekerja sebagai {person.occupation}"[:200],
        source="Kunjungan petugas kelurahan",
        dated=TOLD_ON,
    )


def _told(family: InventedFamily) -> FamilyTold:
    return FamilyTold(
        marital=MaritalState.MARRIED if family.spouse else MaritalState.SINGLE,
        notice_on=TOLD_ON,
        spouse_name=family.spouse,
        spouse_birth_date=family.spouse_birth_date,
        marital_paper=family.paper,
        children_told=len(family.children),
        children=[
            ToldChild(name=c.name, birth_date=c.birth_date, stage=c.stage) for c in family.children
        ],
    )
