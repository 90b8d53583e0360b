"""Confirming a list, deciding on proposals: a person answers for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.intake.confirm import admit
from payung.intake.models import Upload
from payung.intake.selectors import line_in_sheet
from payung.intake.services import lock_confirmed, mark_undone
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.verification.models import (
    PaperName,
    PaperState,
    Proposal,
    ProposalState,
    Reason,
)
from payung.verification.newcomers import remember_newcomers
from payung.verification.selectors import proposals

DECIDERS = (Role.OPERATOR, Role.VERIFIER)


@dataclass(frozen=True)
class Entered:
    """What a confirmation brought in; a claim on a NIK that is held counts as a new person does."""

    rows: int
    new_people: int
    proposals: int


@dataclass(frozen=True)
class ProposalDecision:
    """One decision on one proposal; a refusal carries its reason."""

    proposal_id: int
    state: ProposalState
    reason: Reason | None = None


@business_action("verification.confirm", Role.OPERATOR, Role.VERIFIER, Role.RT)
def confirm(*, actor: Actor, upload_ids: Sequence[UUID]) -> Entered:
    """Lets the good rows of checked uploads in: persons and proposals, to be compared soon."""
    confirmed = admit(upload_ids)
    made = _propose(upload_ids)
    remember_newcomers(actor, confirmed.people.new)
    entered = Entered(confirmed.rows, len(confirmed.people.new), made)
    note(f"area:{actor.area}", uploads=list(upload_ids), **vars(entered))
    return entered


def _propose(upload_ids: Sequence[UUID]) -> int:
    """One proposal for each person, category and area; `periksa` rows carry their doubts."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO verification_proposal (
                person_id, category, area_id, upload_id, row_number, doubts, state, reason,
                proposed_at, collected_by, decided_by
            )
            SELECT DISTINCT ON (person_id, category, area_id)
                person_id, category, area_id, upload_id, number, doubts, %s, '', %s, sent_by, ''
            FROM intake_admitted WHERE upload_id = ANY(%s)
            ORDER BY person_id, category, area_id, status, number
            ON CONFLICT DO NOTHING
            """,
            [ProposalState.WAITING, clock.now(), list(upload_ids)],
        )
        return int(cursor.rowcount)


@business_action("verification.decide", *DECIDERS)
def decide(*, actor: Actor, decisions: Sequence[ProposalDecision]) -> int:
    """Verifies or refuses waiting proposals; all or none. Returns how many.

    Who collected a list does not decide on it.
    """
    if any(d.state == ProposalState.REFUSED and d.reason is None for d in decisions):
        raise BadInput(say("Setiap penolakan butuh alasan. Pilih alasannya, lalu simpan lagi."))
    ids = [d.proposal_id for d in decisions]
    seen = dict(
        proposals(actor)
        .select_for_update()
        .filter(pk__in=ids, state=ProposalState.WAITING)
        .values_list("pk", "collected_by")
    )
    if len(seen) != len(set(ids)):
        raise Conflict(say("Sebagian usulan sudah diputuskan orang lain. Muat ulang daftar."))
    if actor.id in seen.values():
        raise BadInput(say("Usulan yang Anda kirim sendiri harus diverifikasi orang lain."))
    _write_decisions(actor, decisions)
    note(
        f"area:{actor.area}",
        verified=sum(d.state == ProposalState.VERIFIED for d in decisions),
        refused=[d.proposal_id for d in decisions if d.state == ProposalState.REFUSED],
    )
    return len(decisions)


def _write_decisions(actor: Actor, decisions: Sequence[ProposalDecision]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE verification_proposal p
            SET state = d.state, reason = d.reason, decided_by = %s, decided_at = %s
            FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS d(id, state, reason)
            WHERE p.id = d.id
            """,
            [
                actor.id,
                clock.now(),
                [d.proposal_id for d in decisions],
                [d.state.value for d in decisions],
                [d.reason.value if d.reason else "" for d in decisions],
            ],
        )


@business_action("verification.undo_import", *DECIDERS)
def undo_import(*, actor: Actor, upload_id: UUID) -> int:
    """Takes back a confirmed list, as long as nobody has decided on one of its proposals."""
    upload = lock_confirmed(actor, upload_id)
    made = Proposal.objects.select_for_update().filter(upload=upload)
    _refuse_used(upload, made)
    withdrawn = made.update(state=ProposalState.WITHDRAWN)
    mark_undone(upload)
    note(f"upload:{upload_id}", withdrawn=withdrawn)
    return withdrawn


def _refuse_used(upload: Upload, made: QuerySet[Proposal]) -> None:
    """Raises where a later step used one of the list's rows, and says which row and which step."""
    named = PaperName.objects.filter(proposal__in=made, paper__state=PaperState.SIGNED)
    if signed := named.select_related("paper", "proposal").first():
        used, step = signed.proposal, say("ada di kertas {number}", number=signed.paper.number)
    else:
        untouched = (ProposalState.WAITING, ProposalState.WITHDRAWN)
        decided = made.exclude(state__in=untouched).first()
        if decided is None:
            return
        used, step = decided, say("sudah {state}", state=decided.get_state_display().lower())
    raise Conflict(
        say(
            "Daftar ini tidak bisa dibatalkan: usulan {person} (baris {row}) {step}.",
            person=used.person.name,
            row=line_in_sheet(upload, used.row_number),
            step=step,
        )
    )
