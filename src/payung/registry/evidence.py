"""Evidence of identity, residence and work: BPJS refuses people who did not work, and an auditor
asks who saw what. Each piece has its source, its day and who noted it; a scan is kept sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry import storage
from payung.registry.models import Evidence, EvidenceKind
from payung.registry.purposes import stated
from payung.registry.scans import scan_kind
from payung.registry.selectors import lives_with, require_home
from payung.registry.services import get_person

RECORDERS = (Role.OPERATOR, Role.VERIFIER, Role.RT)
ACCEPTERS = (Role.OPERATOR, Role.VERIFIER)
VIEWERS = (Role.OPERATOR, Role.VERIFIER, Role.AUDITOR)
SCAN_PART = "bukti"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen: `what` and `source` in plain words, `dated` the day of the evidence."""

    kind: EvidenceKind
    what: str
    source: str
    dated: date
    scan: bytes | None = None


@business_action("registry.note_evidence", *RECORDERS)
def note_evidence(
    *, actor: Actor, person_id: int, seen: Seen, on: date, evidence_id: UUID | None = None
) -> Evidence:
    """Notes one piece of evidence about a person; `on` is today. Its id again changes nothing."""
    person = get_person(actor, person_id)
    own = Evidence.objects.filter(person=person, noted_by=actor.id)
    if evidence_id and (sent := own.filter(pk=evidence_id).first()):
        note(f"person:{person_id}", kind=sent.kind, repeat=True)
        return sent
    if not seen.what.strip() or not seen.source.strip():
        raise BadInput(say("Isi apa yang dilihat dan dari mana. Keduanya dibaca pemeriksa."))
    if seen.dated > on:
        raise BadInput(say("Tanggal bukti ada di masa depan. Periksa tanggalnya."))
    kind = scan_kind(seen.scan) if seen.scan is not None else ""
    noted = Evidence.objects.create(
        id=evidence_id or uuid4(),
        person=person,
        kind=seen.kind,
        what=seen.what.strip(),
        source=seen.source.strip(),
        dated=seen.dated,
        noted_by=actor.id,
        noted_at=clock.now(),
        report=not lives_with(actor, person),
        scan_kind=kind,
        scan_sha256=sha256(seen.scan).hexdigest() if seen.scan is not None else "",
    )
    if seen.scan is not None:
        storage.keep(noted.pk, SCAN_PART, seen.scan)
    note(f"person:{person_id}", kind=seen.kind.value, scan=kind, report=noted.report)
    return noted


@business_action("registry.accept_evidence", *ACCEPTERS)
def accept_evidence(*, actor: Actor, evidence_id: UUID) -> Evidence:
    """The home area lets count what another area reported; who reported doesn't accept it."""
    evidence = get_evidence(actor, evidence_id)
    require_home(actor, evidence.person)
    if not evidence.report:
        raise Conflict(say("Bukti ini sudah diterima."))
    if evidence.noted_by == actor.id:
        raise BadInput(
            say("Yang melaporkan tidak menerima laporannya sendiri. Minta petugas lain.")
        )
    evidence.report, evidence.accepted_by, evidence.accepted_at = False, actor.id, clock.now()
    evidence.save(update_fields=["report", "accepted_by", "accepted_at"])
    note(f"person:{evidence.person_id}", kind=evidence.kind)
    return evidence


@business_action("registry.withdraw_evidence", *RECORDERS)
def withdraw_evidence(*, actor: Actor, evidence_id: UUID) -> Evidence:
    """Takes a wrong entry out of what counts; it stays to be seen in the audit."""
    evidence = get_evidence(actor, evidence_id)
    own = evidence.noted_by == actor.id
    if not own and (actor.role == Role.RT or not lives_with(actor, evidence.person)):
        raise BadInput(say("Bukti ini dicatat orang lain. Minta kelurahan menariknya."))
    evidence.withdrawn_by, evidence.withdrawn_at = actor.id, clock.now()
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at"])
    note(f"person:{evidence.person_id}", kind=evidence.kind)
    return evidence


@business_action("registry.fetch_evidence", *VIEWERS)
def fetch_evidence(
    *, actor: Actor, evidence_id: UUID, purpose: str, words: str
) -> tuple[Evidence, bytes]:
    """A scan, for a purpose and an occasion that the audit keeps."""
    told = stated(purpose, words)
    evidence = get_evidence(actor, evidence_id)
    if not evidence.scan_kind:
        raise BadInput(say("Bukti ini tanpa pindaian."))
    note(f"person:{evidence.person_id}", purpose=told, kind=evidence.kind)
    return evidence, storage.fetch(evidence.pk, SCAN_PART)


def evidence_of(actor: Actor, records: Sequence[int]) -> QuerySet[Evidence]:
    """What stands for a person now, by kind, the newest first."""
    require_scope(actor)
    return Evidence.objects.filter(person__in=list(records), withdrawn_at=None)


def missing_kinds(found: Iterable[Evidence]) -> list[EvidenceKind]:
    """For which of identity, residence and work nothing has been noted."""
    known = {evidence.kind for evidence in found if not evidence.report}
    return [kind for kind in EvidenceKind if kind not in known]


def get_evidence(actor: Actor, evidence_id: UUID) -> Evidence:
    """One piece that counts; the database hides those of persons whom the actor may not see."""
    require_scope(actor)
    evidence = (
        Evidence.objects.select_related("person").filter(pk=evidence_id, withdrawn_at=None).first()
    )
    if evidence is None:
        raise OutOfArea(say("Bukti ini tidak ada di wilayah Anda, atau sudah ditarik."))
    return evidence
