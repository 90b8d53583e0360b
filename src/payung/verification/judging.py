"""Judging two records that may be one person, and taking the answer back."""

from __future__ import annotations

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.merging import give_nik, merge, undo_merge
from payung.registry.people import merge_between
from payung.verification.claims import holder_and_claimer, move_proposals, return_proposals
from payung.verification.models import DoublePair, PairState

DECIDERS = (Role.OPERATOR, Role.VERIFIER)


@business_action("verification.judge_pair", *DECIDERS)
def judge_pair(
    *, actor: Actor, pair_id: int, answer: PairState, claimer_holds: bool = False
) -> None:
    """A person's answer on two records: the same, different, or not clear yet.

    In a claim it also says whose words hold, or whose the NIK is if they are two people: with
    `claimer_holds` the claiming record's, else those of who held the NIK before.
    """
    pair = _locked(pair_id)
    if pair is None or pair.state not in (PairState.OPEN, PairState.UNSURE):
        raise Conflict(say("Pasangan ini sudah diputuskan. Muat ulang daftar."))
    if claimer_holds and not pair.claim:
        raise BadInput(say("Dua catatan ini tidak memakai NIK yang sama. Pilih sama atau berbeda."))
    pair.claimer_holds = claimer_holds and answer != PairState.UNSURE
    if answer == PairState.SAME:
        _join(actor, pair)
    elif answer == PairState.DIFFERENT and pair.claimer_holds:
        _hand_over(actor, pair)
    pair.state, pair.decided_by, pair.decided_at = answer, actor.id, clock.now()
    pair.save(update_fields=["state", "claimer_holds", "decided_by", "decided_at"])
    note(f"pair:{pair.pk}", answer=answer.value, claimer_holds=pair.claimer_holds)


@business_action("verification.undo_judgement", *DECIDERS)
def undo_judgement(*, actor: Actor, pair_id: int) -> None:
    """Takes an answer on two records back; records that were merged by it are parted again."""
    pair = _locked(pair_id)
    if pair is None or pair.state == PairState.OPEN:
        raise Conflict(say("Pasangan ini belum diputuskan. Muat ulang daftar."))
    if pair.state == PairState.SAME:
        kept, folded = _roles(pair)
        undo_merge(actor=actor, merge_id=merge_between(actor, kept, folded))
        return_proposals(kept_id=kept, folded_id=folded)
    elif pair.claimer_holds:
        _hand_over(actor, pair)
    pair.state, pair.decided_by, pair.decided_at = PairState.OPEN, "", None
    pair.claimer_holds = False
    pair.save(update_fields=["state", "claimer_holds", "decided_by", "decided_at"])
    note(f"pair:{pair.pk}")


def _locked(pair_id: int) -> DoublePair | None:
    locked = DoublePair.objects.select_for_update(of=("self",))
    return locked.select_related("left", "right").filter(pk=pair_id).first()


def _roles(pair: DoublePair) -> tuple[int, int]:
    """Which record is kept and which is folded: who holds the NIK of a claim is kept."""
    if pair.claim:
        holder, claimer = holder_and_claimer(pair)
        return holder.pk, claimer.pk
    return pair.left_id, pair.right_id


def _join(actor: Actor, pair: DoublePair) -> None:
    kept, folded = _roles(pair)
    merge(actor=actor, kept_id=kept, folded_id=folded, folded_holds=pair.claimer_holds)
    if pair.claim:
        move_proposals(kept_id=kept, folded_id=folded)


def _hand_over(actor: Actor, pair: DoublePair) -> None:
    holder, claimer = holder_and_claimer(pair)
    give_nik(actor=actor, holder_id=holder.pk, claimer_id=claimer.pk)
