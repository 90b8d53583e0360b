"""Complaints: received, answered, closed; who one is about is said by those who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from payung.accounts.models import Role
from payung.accounts.scope import Actor, acting_as, business_action, visitor
from payung.accounts.selectors import in_force
from payung.audit import clock
from payung.audit.services import note
from payung.claims.complaints.selectors import CONFIDANTS, READERS
from payung.claims.complaints.terms import term_of
from payung.claims.ground.codes import complaint_code, typed_index
from payung.claims.models import (
    CONFIDENTIAL,
    Case,
    Complaint,
    ComplaintKind,
    ComplaintState,
    ComplaintWay,
)
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.fields import Sealed, key_ring


@dataclass(frozen=True, kw_only=True)
class ComplaintLine:
    """What somebody says, and how to reach him if he wants; the id is the form's."""

    id: UUID
    kind: ComplaintKind
    text: str
    area: str
    way: ComplaintWay = ComplaintWay.PAGE
    name: str = ""
    phone: str = ""
    case_code: str = ""
    programme: str = ""
    lapor_number: str = ""


@business_action("claims.receive_complaint", *READERS)
def receive_complaint(*, actor: Actor, line: ComplaintLine, today: date) -> str:
    """Keeps a complaint and returns the code by which its sender asks; the same line is the same.

    Whoever writes it down for somebody need not be one of those who may read it again.
    """
    if not line.text.strip():
        raise BadInput(say("Tulis apa yang terjadi, dengan kata-kata sendiri."))
    code = complaint_code(line.id)
    with acting_as(visitor(line.area)):
        Complaint.objects.get_or_create(id=line.id, defaults=_facts(actor, line, code, today))
    note(f"complaint:{line.id}", kind=line.kind.value, way=line.way.value)
    return code


def _facts(actor: Actor, line: ComplaintLine, code: str, today: date) -> dict[str, object]:
    return {
        "kind": line.kind, "confidential": line.kind in CONFIDENTIAL, "way": line.way,
        "text": Sealed.of(line.text.strip()[:2000]), "name": Sealed.of(line.name.strip()[:120]),
        "phone": Sealed.of(line.phone.strip()[:20]),
        "code_index": key_ring().index(code, "pengaduan"),
        "about": _head_of(line), "case": _case(line.case_code),
        "programme": line.programme[:20], "lapor_number": line.lapor_number.strip()[:40],
        "received_at": clock.now(), "received_by": actor.id,
        "due_on": term_of(line.kind).due(today), "area_id": line.area,
    }  # fmt: skip


def _head_of(line: ComplaintLine) -> str:
    """A complaint about an official that came by an RT's picture is about the head of that RT."""
    if line.kind not in CONFIDENTIAL or area_kind(line.area) is not AreaKind.RT:
        return ""
    head = in_force((Role.RT,), [line.area]).values_list("user_id", flat=True).first()
    return f"user:{head}" if head else ""


def _case(code: str) -> Case | None:
    """The case whose letter carries this code, if the place of the complaint sees it."""
    return Case.objects.filter(letter_index=typed_index(code, "letter")).first()


@business_action("claims.answer_complaint", *READERS)
def answer_complaint(*, actor: Actor, complaint_id: UUID, answer: str) -> None:
    """What the sender reads; the first answer's day stays, later words replace it and open a
    complaint again that was closed."""
    complaint = _mine(actor, complaint_id)
    if not answer.strip():
        raise BadInput(say("Tulis jawabannya."))
    complaint.answer, complaint.answered_by = answer.strip()[:600], actor.id
    complaint.answered_at = complaint.answered_at or clock.now()
    complaint.state = ComplaintState.ANSWERED
    complaint.closed_by, complaint.closed_at = "", None
    complaint.save()
    note(f"complaint:{complaint.pk}")


@business_action("claims.close_complaint", *READERS)
def close_complaint(*, actor: Actor, complaint_id: UUID) -> None:
    """Ends a complaint that was answered."""
    complaint = _open(actor, complaint_id)
    if not complaint.answer:
        raise Conflict(say("Pengaduan ini belum dijawab. Jawab dulu, lalu selesaikan."))
    complaint.state = ComplaintState.CLOSED
    complaint.closed_by, complaint.closed_at = actor.id, clock.now()
    complaint.save()
    note(f"complaint:{complaint.pk}")


@business_action("claims.number_complaint", *READERS)
def number_complaint(*, actor: Actor, complaint_id: UUID, lapor_number: str) -> None:
    """The number under which SP4N-LAPOR! knows the same complaint."""
    complaint = _open(actor, complaint_id)
    complaint.lapor_number = lapor_number.strip()[:40]
    complaint.save(update_fields=["lapor_number"])
    note(f"complaint:{complaint.pk}", number=complaint.lapor_number)


@business_action("claims.name_official", *CONFIDANTS)
def name_official(*, actor: Actor, complaint_id: UUID, about: str) -> None:
    """Says whom a complaint is about: from now on that person neither sees nor settles it."""
    complaint = _open(actor, complaint_id)
    complaint.about = about
    complaint.save(update_fields=["about"])
    note(f"complaint:{complaint.pk}", about=about)


def _open(actor: Actor, complaint_id: UUID) -> Complaint:
    complaint = _mine(actor, complaint_id)
    if complaint.state == ComplaintState.CLOSED:
        raise Conflict(say("Pengaduan ini sudah selesai. Muat ulang halaman."))
    return complaint


def _mine(actor: Actor, complaint_id: UUID) -> Complaint:
    complaint = (
        Complaint.objects.select_for_update().filter(pk=complaint_id).exclude(about=actor.id)
    ).first()
    if complaint is None or not actor.covers(str(complaint.area_id)):
        raise BadInput(say("Pengaduan ini tidak ada di wilayah Anda."))
    return complaint
