"""Opening a case: the event, the life fact, the facts for the law, the family as far as known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.accounts.scope import Actor
from payung.audit import clock
from payung.claims.entitlement.prediction import RUPIAH_FACTS
from payung.claims.ground.codes import letter_code
from payung.claims.ground.stages import note_change
from payung.claims.models import (
    Case,
    CaseFacts,
    CaseState,
    Event,
    EventKind,
    EventReport,
    FamilyMember,
    Program,
)
from payung.registry.family import children_on, sheets
from payung.registry.fields import Sealed, key_ring
from payung.registry.models import FactKind, LifeFact, Person
from payung.registry.services import TOLD, add_fact


def open_case(
    actor: Actor, line: EventReport, kind: EventKind, person: Person, today: date
) -> Case:
    """The first report of an event makes the event, its case and the facts of the case."""
    line.event = Event.objects.create(
        id=line.pk,
        person=person,
        kind=kind,
        happened_on=line.happened_on,
        reported_by=line.reported_by,
        reported_at=line.reported_at,
        fact=_death(actor, person, line.happened_on) if kind == EventKind.DEATH else None,
        area_id=person.area_id,
    )
    line.save()
    case = Case.objects.create(
        person=person,
        event=line.event,
        program=Program.UNDECIDED,
        owner=actor.id,
        reported_by=line.reported_by,
        opened_at=clock.now(),
        area_id=person.area_id,
    )
    _finish(actor, case, kind)
    return case


def _finish(actor: Actor, case: Case, kind: EventKind) -> None:
    """What needs the case's number: the index of its letter, its owner, its first stage."""
    from payung.accounts.models import Role
    from payung.claims.ground.owners import Officers

    case.letter_index = key_ring().index(letter_code(case.pk), "letter")
    case.owner = Officers(case.area_id).of(
        Role.VERIFIER, besides=case.reported_by, default=actor.id
    )
    case.save(update_fields=["letter_index", "owner"])
    outcome = "death" if kind == EventKind.DEATH else "injury"
    case.facts = CaseFacts.objects.create(case=case, outcome=outcome, area_id=case.area_id)
    note_change(actor, case, "", CaseState.REPORTED)


def _death(actor: Actor, person: Person, day: date) -> LifeFact:
    return add_fact(
        actor=actor,
        person_id=person.pk,
        kind=FactKind.DEATH,
        happened_on=day,
        source=TOLD,
    )


def take_over_family(actor: Actor, case: Case) -> None:
    """What the family told when the card was handed over is not asked again: spouse and children.

    Names and birth dates go over as they are, sealed.
    """
    sheet = sheets(actor).filter(person=case.person_id).first()
    if sheet is None or case.family.exists():
        return
    children = children_on(sheet)
    rows = [
        FamilyMember(
            case=case,
            relation="child",
            number=number,
            name=child.name,
            birth_date=child.birth_date,
            stage=child.stage,
            area_id=case.area_id,
        )
        for number, child in enumerate(children, 1)
    ]
    if sheet.spouse_name.reveal():
        rows.append(
            FamilyMember(
                case=case,
                relation="spouse",
                number=len(children) + 1,
                name=sheet.spouse_name,
                birth_date=sheet.spouse_birth_date,
                area_id=case.area_id,
            )
        )
    FamilyMember.objects.bulk_create(rows)


def arrange(case: Case, details: Mapping[str, Any]) -> None:
    """Puts what a report already knows for the law into the case's columns and family."""
    if not details:
        return
    facts = case.facts
    law_names = {law: own for own, law in RUPIAH_FACTS.items()} | {
        "event": "outcome",
        "incapacity_months": "incapacity_months",
    }
    for law, own in law_names.items():
        if details.get(law):
            setattr(facts, own, details[law])
    if percent := details.get("disability_percent"):
        facts.disability_permille = round(float(percent) * 10)
    facts.save()
    stages = [stage for stage in str(details.get("children") or "").split(";") if stage]
    births = str(details.get("children_birth") or "").split(";")
    FamilyMember.objects.bulk_create(
        FamilyMember(
            case=case,
            relation="child",
            number=number,
            stage=stage,
            birth_date=Sealed.of(births[number - 1] if number <= len(births) else ""),
            area_id=case.area_id,
        )
        for number, stage in enumerate(stages, 1)
    )
