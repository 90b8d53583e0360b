"""Reading complaints: an office those of its area; confidential ones two roles alone."""

from __future__ import annotations

from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.claims.models import Complaint, ComplaintState
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import WIB

CONFIDANTS = (Role.APPROVER, Role.AUDITOR)
"""Who reads confidential complaints: the same pair that sees patterns of fraud."""
READERS = (Role.OPERATOR, Role.VERIFIER, *CONFIDANTS)


def complaints(actor: Actor, *, state: str = "") -> QuerySet[Complaint]:
    """Those of the actor's area; none that is about himself."""
    rows = Complaint.objects.filter(**within(require_scope(actor))).exclude(about=actor.id)
    if actor.role not in (*CONFIDANTS, Role.SYSTEM):
        rows = rows.filter(confidential=False)
    rows = rows.filter(state=state) if state in ComplaintState.values else rows
    return rows.select_related("area__parent", "case", "person")


def get_complaint(actor: Actor, complaint_id: UUID) -> Complaint:
    complaint = complaints(actor).filter(pk=complaint_id).first()
    if complaint is None:
        raise OutOfArea(say("Pengaduan ini tidak ada di wilayah Anda."))
    return complaint


def open_complaints(actor: Actor) -> QuerySet[Complaint]:
    """What this reader still has to answer or close."""
    return complaints(actor).exclude(state=ComplaintState.CLOSED)


def answer_days(actor: Actor, first: date, last: date) -> int | None:
    """Days from a complaint to its first answer, the median; None without an answered one."""
    span = Q(received_at__date__range=(first, last)) & ~Q(answered_at=None)
    moments = complaints(actor).filter(span).values_list("received_at", "answered_at")
    days = [
        (answered.astimezone(WIB).date() - received.astimezone(WIB).date()).days
        for received, answered in moments
        if answered is not None
    ]
    return round(median(days)) if days else None
