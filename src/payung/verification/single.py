"""One worker proposed from a screen form: the same rules and the same path as a list of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from payung.accounts.scope import Actor, business_action
from payung.accounts.selectors import names_of
from payung.areas.selectors import area_table
from payung.audit import clock
from payung.audit.services import note
from payung.intake.drafts import close_draft, get_draft
from payung.intake.services import SENDERS
from payung.kernel.area import AreaKind, area_kind, kelurahan_of
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.finding import Finding, RowStatus
from payung.kernel.nik import Nik
from payung.kernel.sentence import Sentence, say
from payung.registry.admit import admit_staged, copy_in, open_staging
from payung.registry.evidence import Seen, note_evidence
from payung.registry.fields import key_ring
from payung.registry.models import EvidenceKind, Person
from payung.registry.selectors import records
from payung.verification.models import Proposal, ProposalState
from payung.verification.newcomers import remember_newcomers


@dataclass(frozen=True, kw_only=True)
class Worker:
    """What the form asks of one worker; `area` is an RT or a kelurahan, optional texts are empty.

    The sex stands in the NIK and is not asked.
    """

    nik: str
    name: str
    birth_place: str
    birth_date: date
    area: str
    address: str
    nkk: str
    mother: str
    phone: str
    category: str
    occupation: str
    workplace: str


def judged(worker: Worker, on: date) -> tuple[list[Finding], list[Finding]]:
    """What the rules of lists say of one worker: what must be mended, and what is for a person."""
    from payung.lists.fields import status_of
    from payung.lists.forms import check_worker

    findings = check_worker(_fields(worker), on=on, areas=area_table())
    grave = [f for f in findings if status_of(f.code) is RowStatus.REFUSED]
    doubts = [f for f in findings if status_of(f.code) is RowStatus.REVIEW]
    return grave, doubts


@business_action("verification.propose_worker", *SENDERS)
def propose_worker(*, actor: Actor, draft_id: UUID, worker: Worker, on: date) -> Proposal:
    """Proposes the worker of a draft; sent again, it gives the proposal that is already there.

    Raises `BadInput` with the first thing to mend, `Conflict` if he is already proposed here.
    """
    draft = get_draft(actor, draft_id, lock=True)
    if draft.proposed_at is not None:
        sent = Proposal.objects.filter(person=draft.person_id, collected_by=actor.id).latest("pk")
        _note(sent, repeat=True)
        return sent
    if not actor.covers(worker.area):
        raise OutOfArea(say("Wilayah ini bukan wilayah Anda. Pilih wilayah Anda sendiri."))
    grave, doubts = judged(worker, on)
    if grave:
        raise BadInput(Sentence(grave[0].message))
    person, made = _admit(actor, worker)
    proposal = _propose(actor, worker, person, doubts)
    remember_newcomers(actor, made)
    _note_work(actor, worker, person, on)
    close_draft(draft, person)
    _note(proposal, repeat=False)
    return proposal


def _fields(worker: Worker) -> dict[str, str]:
    """The worker as a row of a list, for the rules that both share."""
    in_rt = area_kind(worker.area) is AreaKind.RT
    return {
        "nik": worker.nik,
        "nkk": worker.nkk,
        "nama": worker.name,
        "tanggal_lahir": f"{worker.birth_date:%d-%m-%Y}",
        "rt": worker.area.rpartition(".")[2] if in_rt else "",
        "kelurahan": kelurahan_of(worker.area),
        "alamat": worker.address,
        "no_hp": worker.phone,
    }


def _admit(actor: Actor, worker: Worker) -> tuple[Person, frozenset[int]]:
    """The person whom the actor sees under this NIK, or a new record; and what was made."""
    from payung.lists.rules.phone import read_phone

    ring = key_ring()
    phone = read_phone(worker.phone) or ""
    open_staging()
    copy_in([(
        1, worker.name, worker.birth_place, worker.birth_date, Nik(worker.nik).sex.value,
        ring.seal(worker.nik), ring.index(worker.nik, "nik"),
        ring.seal(worker.nkk), ring.index(worker.nkk, "nkk") if worker.nkk else None,
        ring.seal(phone), ring.index(phone, "phone") if phone else None,
        ring.seal(worker.mother), worker.address, worker.occupation, None, worker.area,
    )], sender=actor.area)  # fmt: skip
    admitted = admit_staged()
    return records(actor).get(pk=admitted.person_of[1]), admitted.new


def _propose(actor: Actor, worker: Worker, person: Person, doubts: Sequence[Finding]) -> Proposal:
    known = Proposal.objects.filter(person=person, category=worker.category, area=worker.area)
    before = known.exclude(state=ProposalState.WITHDRAWN).first()
    if before is not None:
        day = timezone.localdate(before.proposed_at)
        raise Conflict(say("Pekerja ini sudah diusulkan pada {day}. Lihat daftar usulan.", day=day))
    return Proposal.objects.create(
        person=person,
        category=worker.category,
        area_id=worker.area,
        doubts=" ".join(dict.fromkeys(finding.code for finding in doubts))[:200],
        proposed_at=clock.now(),
        collected_by=actor.id,
    )


def _note_work(actor: Actor, worker: Worker, person: Person, on: date) -> None:
    """Who enters a worker is the first witness of his work; BPJS asks for one at a claim."""
    if not worker.workplace:
        return
    seen = Seen(
        kind=EvidenceKind.WORK,
        what=f"{worker.occupation}, {worker.workplace}"[:200],
        source=names_of([actor.id])[actor.id][:120],
        dated=on,
    )
    note_evidence(actor=actor, person_id=person.pk, seen=seen, on=on)


def _note(proposal: Proposal, *, repeat: bool) -> None:
    note(
        f"person:{proposal.person_id}", proposal=proposal.pk, doubts=proposal.doubts, repeat=repeat
    )
