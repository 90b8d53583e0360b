"""Reading reports by name: a teller sees his own, an office those of its area."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.audit import clock
from payung.claims.models import NamedReport, NamedState
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.registry.models import Person
from payung.registry.people import search_persons

OFFICES = (Role.OPERATOR, Role.VERIFIER)
"""Who matches reports by name."""
KELURAHAN_DAYS = 3
"""How long a kelurahan has before the city looks, too; an own target."""
MOST_FOUND = 20
_OPEN = (NamedState.WAITING, NamedState.PASSED_ON)


def named_reports(actor: Actor, *, state: str = "") -> QuerySet[NamedReport]:
    area = require_scope(actor)
    here = Q(**within(area)) | Q(**within(area, "told_area_id"))
    named = NamedReport.objects.filter(here)
    if actor.role not in OFFICES:
        named = named.filter(reported_by=actor.id)
    named = named.filter(state=state) if state in NamedState.values else named
    return named.select_related("area__parent", "told_area__parent")


def get_named(actor: Actor, named_id: UUID) -> NamedReport:
    named_report = named_reports(actor).filter(pk=named_id).first()
    if named_report is None:
        raise OutOfArea(say("Laporan ini tidak ada di wilayah Anda."))
    return named_report


def to_match(actor: Actor) -> QuerySet[NamedReport]:
    """What waits for this office: all of a kelurahan; of a city what was passed on or is late."""
    named = named_reports(actor).filter(state__in=_OPEN).exclude(reported_by=actor.id)
    if actor.role != Role.OPERATOR:
        return named.filter(state=NamedState.WAITING)
    late = clock.now() - timedelta(days=KELURAHAN_DAYS)
    return named.filter(Q(state=NamedState.PASSED_ON) | Q(reported_at__lt=late))


def candidates(actor: Actor, named: NamedReport, words: str = "") -> list[Person]:
    """People of the office's own area who bear the name, or any long word of it."""
    text = words.strip() or named.name.reveal()
    found = list(search_persons(actor, text=text)[:MOST_FOUND])
    for word in [] if found else [part for part in text.split() if len(part) > 3]:
        found += [one for one in search_persons(actor, text=word)[:MOST_FOUND] if one not in found]
    return found[:MOST_FOUND]
