"""Tries to reach a family that has not claimed: noted one by one, each moves the day."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import within
from payung.audit import clock
from payung.audit.services import note
from payung.claims.deathlists.keeping import SOUGHT
from payung.claims.deathlists.tasks import after_an_attempt
from payung.claims.models import AttemptKind, DeathMatch, FamilyAttempt
from payung.claims.unclaimed.settling import SETTLERS
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.fields import Sealed


@business_action("claims.note_attempt", *SETTLERS)
def note_attempt(
    *, actor: Actor, match_id: int, kind: AttemptKind, on: date, told: str, today: date
) -> FamilyAttempt:
    """Notes one try; who calls or visits becomes the family's owner until it has filed."""
    own = DeathMatch.objects.select_for_update(of=("self",)).filter(**within(actor.area))
    match = own.filter(pk=match_id).first()
    if match is None or match.state not in SOUGHT:
        raise Conflict(say("Keluarga ini tidak lagi dicari. Muat ulang halaman."))
    if on > today or (match.found_on and on < match.found_on):
        raise BadInput(say("Tanggal upaya harus antara hari ditemukan dan hari ini."))
    made = FamilyAttempt.objects.create(
        match=match,
        kind=kind,
        on=on,
        told=Sealed.of(told.strip()[:300]),
        by=actor.id,
        at=clock.now(),
        area_id=match.area_id,
    )
    match.owner, match.due_on = actor.id, after_an_attempt(match, on)
    match.save(update_fields=["owner", "due_on"])
    note(f"person:{match.person_id}", match=match.pk, kind=kind.value)
    return made
