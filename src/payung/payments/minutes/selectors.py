"""Reading minutes of reconciliation, limited to what the actor may see."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from payung.accounts.scope import Actor, require_scope
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.payments.models import ReconciliationMinutes

UNSIGNED_DAYS = 30
"""A draft that waits longer for its signatures is a task."""


def all_minutes(actor: Actor) -> QuerySet[ReconciliationMinutes]:
    """Minutes in force, the latest first; cancelled drafts left out."""
    require_scope(actor)
    minutes = ReconciliationMinutes.objects.filter(cancelled=False)
    return minutes.select_related("programme__payer")


def unsigned(actor: Actor) -> QuerySet[ReconciliationMinutes]:
    """Drafts that wait for their signatures, the oldest first."""
    return all_minutes(actor).filter(signed_on=None).order_by("dated")


def overdue_days(minutes: ReconciliationMinutes, today: date) -> int:
    """How many days beyond the limit an unsigned draft has waited; 0 within it."""
    if minutes.signed_on is not None:
        return 0
    return max((today - minutes.dated).days - UNSIGNED_DAYS, 0)


def get_minutes(actor: Actor, minutes_id: UUID) -> ReconciliationMinutes:
    require_scope(actor)
    minutes = (
        ReconciliationMinutes.objects.select_related("programme").filter(pk=minutes_id).first()
    )
    if minutes is None:
        raise OutOfArea(say("Berita acara ini tidak ada di wilayah Anda."))
    return minutes
