"""Families who have not claimed, by kelurahan, and what is known of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import area_names, within
from payung.audit.services import note
from payung.claims.deathlists.keeping import SOUGHT
from payung.claims.entitlement.basis import basis_at
from payung.claims.models import DeathMatch
from payung.kernel.area import kelurahan_of
from payung.kernel.errors import OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.selectors import paid_months_of
from payung.payments.audit.paid_after import Around, paid_around
from payung.registry.deaths import last_day, when

if TYPE_CHECKING:
    from payung.law.jamsostek.benefits import Assessment
    from payung.law.jamsostek.deadlines import Deadline

FINDERS = (Role.COMPANION, Role.OPERATOR, Role.VERIFIER)


def work_list(actor: Actor, area: str = "") -> QuerySet[DeathMatch]:
    """Families to visit: covered deaths without a claim, by area."""
    require_scope(actor)
    wanted = area if area and actor.covers(area) else actor.area
    return (
        DeathMatch.objects.filter(state__in=SOUGHT, **within(wanted))
        .select_related("person", "row__list", "area")
        .order_by(F("due_on").asc(nulls_last=True), "area_id", last_day(), "pk")
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kelurahan: how many families wait there, since the oldest death whose day is known."""

    code: str
    name: str
    families: int
    oldest: date | None


def by_kelurahan(actor: Actor) -> list[Waiting]:
    """Where families wait, most first; one query and the names."""
    rows = work_list(actor).order_by().values_list("area_id")
    found: dict[str, tuple[int, date | None]] = {}
    for code, families, oldest in rows.annotate(n=Count("pk"), oldest=Min("happened_on")):
        place = kelurahan_of(code)
        before, since = found.get(place, (0, oldest))
        days = [day for day in (since, oldest) if day]
        found[place] = (before + families, min(days, default=None))
    names = area_names(found)
    waiting = [Waiting(code, names.get(code, code), n, day) for code, (n, day) in found.items()]
    return sorted(waiting, key=lambda one: (-one.families, one.name))


@dataclass(frozen=True, slots=True)
class Known:
    """One match with what the ledger and the law say of it."""

    match: DeathMatch
    months: list[Month]
    readings: list[Assessment]
    limits: list[Deadline]
    around: Around


def get_match(actor: Actor, match_id: int) -> DeathMatch:
    """One match of the actor's area."""
    matches = DeathMatch.objects.filter(**within(actor.area)).filter(pk=match_id)
    match = matches.select_related("person__area", "row__list", "area", "case").first()
    if match is None:
        raise OutOfArea(say("Pasangan ini tidak ada di wilayah Anda."))
    return match


@business_action("claims.open_match", *FINDERS)
def open_match(*, actor: Actor, match_id: int) -> Known:
    """One family to be found; each look is noted with its purpose.

    Read as JKM, and as JKK for the case that the death came of work; with both terms.
    """
    match = get_match(actor, match_id)
    months = paid_months_of(actor, match.person_id)
    note(
        f"person:{match.person_id}",
        match=match.pk,
        purpose=say("mencari keluarga yang belum mengajukan"),
    )
    around = paid_around(actor, match.person_id, when(match))
    return Known(match, months, _readings(match, months), _limits(match), around)


def _readings(match: DeathMatch, months: list[Month]) -> list[Assessment]:
    """The law over the day; nothing while the day isn't known: the match holds the bounds."""
    if match.happened_on is None:
        return []
    from payung.law.jamsostek.benefits import assess

    basis = basis_at(match.person_id, match.happened_on)
    facts = {
        "event": "death",
        "event_date": match.happened_on.isoformat(),
        **basis.asked,
        **basis.counted(months, match.happened_on),
    }
    return [assess(facts | {"program": program}) for program in ("jkm", "jkk")]


def _limits(match: DeathMatch) -> list[Deadline]:
    if match.happened_on is None:
        return []
    from payung.law.jamsostek.deadlines import WIB, Term, deadline

    start = datetime.combine(match.happened_on, time(), WIB)
    return [deadline(term, start) for term in (Term.JKM_CLAIM, Term.JKK_CLAIM)]


@business_action("claims.visit_list", *FINDERS)
def visit_list(*, actor: Actor, area: str, most: int) -> list[DeathMatch]:
    """The families of one kelurahan for a printed round of visits; noted like every look."""
    matches = list(work_list(actor, area).select_related("person__area")[:most])
    note(f"area:{area or actor.area}", families=len(matches), purpose=say("kunjungan keluarga"))
    return matches
