"""The families of members: asked only of those who are in, completeness per RT, the family's sheet.

A member is whoever has a month that is planned, on its way or paid, whoever pays it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Max, Min, Q

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.models import Area
from payung.areas.selectors import areas_of, place_name
from payung.audit.services import note
from payung.kernel.area import AreaKind, area_kind, kelurahan_of, lineage
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import ENDED_STATES, PAID_STATES
from payung.ledger.selectors import person_months
from payung.programmes.models import Programme
from payung.registry.family import NOTICE_VERSION, FamilyTold, gaps_of, keep_sheet, sheets
from payung.registry.models import FamilySheet, Person
from payung.registry.owncode import own_code
from payung.registry.selectors import records, require_home
from payung.registry.services import get_person
from payung.ui.qr import qr_svg
from payung.ui.typesetting import write_pdf

RECORDERS = (Role.OPERATOR, Role.VERIFIER, Role.RT)
READERS = (*RECORDERS, Role.COMPANION)
_PAID = Q(state__in=PAID_STATES)


@dataclass(frozen=True, slots=True)
class CoverSpan:
    """What a member is covered by: payer or programme, from which month to which, and how much of
    it is paid."""

    scheme: str
    payer: str
    first: Month
    last: Month
    paid_first: Month | None
    paid_last: Month | None


@dataclass(slots=True)
class FamilyCount:
    """How far one kelurahan or RT is with the families of its members."""

    area: Area
    members: int = 0
    told: int = 0
    complete: int = 0


@business_action("programmes.save_family", *RECORDERS)
def save_family(*, actor: Actor, person_id: int, told: FamilyTold, on: date) -> FamilySheet:
    """Keeps the family of a member, told where he lives; of anybody else it is not asked."""
    require_home(actor, get_person(actor, person_id))
    if not covers_of(actor, person_id):
        raise BadInput(say("Data keluarga hanya untuk peserta. Orang ini belum menjadi peserta."))
    sheet = keep_sheet(actor=actor, person_id=person_id, told=told, on=on)
    note(f"person:{person_id}", children=len(told.children), notice=NOTICE_VERSION)
    return sheet


@business_action("programmes.open_family", *READERS)
def open_family(*, actor: Actor, person_id: int) -> FamilySheet | None:
    """A member's sheet for whoever works with it; each opening is noted."""
    get_person(actor, person_id)
    note(f"person:{person_id}", purpose=say("lembar keluarga peserta"))
    return sheets(actor).filter(person_id=person_id).first()


def covers_of(actor: Actor, person_id: int) -> list[CoverSpan]:
    """A member's covers by scheme, the earliest first; empty for one who is no member."""
    rows = (
        person_months(actor)
        .filter(person_id=person_id)
        .exclude(state__in=ENDED_STATES)
        .order_by()
        .values_list("scheme", "payer__name")
        .annotate(
            first=Min("month"),
            last=Max("month"),
            paid_first=Min("month", filter=_PAID),
            paid_last=Max("month", filter=_PAID),
        )
    )
    return sorted((CoverSpan(*row) for row in rows), key=lambda cover: cover.first)


def member_areas(actor: Actor) -> dict[int, str]:
    """Member → the area under which he is a member."""
    live = person_months(actor).exclude(state__in=ENDED_STATES).order_by()
    return dict(live.values_list("person_id", "area_id").distinct())


def completeness(actor: Actor, within: str) -> list[FamilyCount]:
    """Members, families told and families complete: per kelurahan, or per RT of one kelurahan."""
    kind = AreaKind.RT if area_kind(within) in (AreaKind.KELURAHAN, AreaKind.RT) else None
    found = {sheet.person_id: sheet for sheet in sheets(actor)}
    counted: dict[str, list[int]] = {}
    for person, area in member_areas(actor).items():
        if within not in lineage(area):
            continue
        sheet = found.get(person)
        row = counted.setdefault(area if kind else kelurahan_of(area), [0, 0, 0])
        row[0] += 1
        row[1] += sheet is not None
        row[2] += not gaps_of(sheet)
    return [FamilyCount(area, *counted[area.code]) for area in areas_of(counted)]


def incomplete(actor: Actor, within: str) -> list[tuple[Person, list[str]]]:
    """Members of an area whose family is not complete, by name, each with what is missing."""
    found = {sheet.person_id: sheet for sheet in sheets(actor)}
    gaps = {
        person: missing
        for person, area in member_areas(actor).items()
        if within in lineage(area) and (missing := gaps_of(found.get(person)))
    }
    people = records(actor).filter(pk__in=gaps).select_related("area__parent").order_by("name")
    return [(person, gaps[person.pk]) for person in people]


@business_action("programmes.family_sheet", *READERS)
def family_pdf(*, actor: Actor, person: Person, on: date, site: str) -> bytes:
    """The A5 sheet for the family: what, from when, whom to call; without NIK and amounts.

    It carries the person's own code, and the way to report without an account. Only paid months
    are told as cover; what is merely planned says so.
    """
    covers = covers_of(actor, person.pk)
    if not covers:
        raise BadInput(say("Orang ini belum menjadi peserta, jadi lembarnya belum ada."))
    sheet = _contents(person, covers, on) | {
        "code": own_code(actor, person.pk),
        "ask": f"{site}/cek/",
        "report": f"{site}/lapor/",
        "qr": qr_svg(f"{site}/lapor/{person.area_id}/"),
    }
    note(f"person:{person.pk}")
    return write_pdf("payung.programmes", "keluarga.typ", sheet=sheet)


def _contents(person: Person, covers: list[CoverSpan], on: date) -> dict[str, Any]:
    words = _words()
    names = dict(Programme.objects.values_list("code", "name"))
    return {
        "title": words["title"],
        "name": person.name,
        "place": place_name(person.area),
        "covers": [
            {
                "what": names.get(cover.scheme, cover.payer),
                "payer": cover.payer,
                "first": (cover.paid_first or cover.first).label,
                "last": cover.paid_last.label if cover.paid_last else "",
                "planned": cover.last.label if cover.last != cover.paid_last else "",
            }
            for cover in covers
        ],
        "what": words["what"],
        "when": words["when"],
        "contacts": words["contacts"],
        "notice": words["notice"],
        "printed": f"{on.day:02d}-{on.month:02d}-{on.year}",
    }


@cache
def _words() -> dict[str, Any]:
    import yaml

    path = files("payung.programmes").joinpath("data", "keluarga.yaml")
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read
