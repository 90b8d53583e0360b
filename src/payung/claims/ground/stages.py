"""The stages of a case: which act leads where, who may do it, and whose turn it then is."""

from __future__ import annotations

from dataclasses import dataclass

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit import clock
from payung.claims.ground.owners import Officers
from payung.claims.models import Case, CaseState, EventKind, Program, StageChange
from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.sentence import say

HELPERS = (Role.COMPANION, Role.OPERATOR)
SENDERS = (*HELPERS, Role.VERIFIER)
S = CaseState
BEFORE_DECISION = (
    S.REPORTED,
    S.VERIFIED,
    S.PAPERS,
    S.ASKED_BACK,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """An act, the stages in which it is possible, where it leads and who may do it."""

    act: str
    before: tuple[CaseState, ...]
    after: tuple[CaseState, ...]
    roles: tuple[Role, ...]


TRANSITIONS = (
    Transition("confirm", (S.REPORTED,), (S.VERIFIED,), (Role.VERIFIER, Role.OPERATOR)),
    Transition(
        "withdraw",
        (S.REPORTED, S.VERIFIED, S.PAPERS),
        (S.WITHDRAWN,),
        (Role.VERIFIER, Role.OPERATOR, Role.RT),
    ),
    Transition("start_papers", (S.VERIFIED,), (S.PAPERS,), HELPERS),
    Transition("submit", (S.PAPERS, S.ASKED_BACK), (S.SUBMITTED,), HELPERS),
    Transition("ask_back", (S.SUBMITTED,), (S.ASKED_BACK,), (*HELPERS, Role.BPJS)),
    Transition(
        "decide",
        (S.SUBMITTED, S.OBJECTION),
        (S.DECIDED, S.REFUSED),
        (Role.BPJS, Role.OPERATOR),
    ),
    Transition("pay", (S.DECIDED,), (S.PAID,), HELPERS),
    Transition("accept", (S.OBJECTION,), (S.DECIDED, S.PAID, S.REFUSED), HELPERS),
    Transition("object", (S.DECIDED, S.PAID, S.REFUSED), (S.OBJECTION,), HELPERS),
    Transition("close", (S.PAID, S.REFUSED), (S.CLOSED,), HELPERS),
)
_BY_ACT = {transition.act: transition for transition in TRANSITIONS}

TURN: dict[CaseState, Role] = {S.REPORTED: Role.VERIFIER}
"""Whose turn it is in a stage; the companion's wherever nothing stands here."""


def needs_notice(case: Case) -> bool:
    """Whether the two reports of Pasal 48A belong to this case."""
    return case.event.kind == EventKind.ACCIDENT or case.program != Program.JKM


def roles_of(act: str) -> tuple[Role, ...]:
    """Who may do an act."""
    return _BY_ACT[act].roles


def possible(case: Case, role: Role) -> frozenset[str]:
    """The acts that this role could do with this case now."""
    return frozenset(t.act for t in TRANSITIONS if case.state in t.before and role in t.roles)


def lock(case_id: int) -> Case:
    """The case for a change; `Conflict` for one that is not in the actor's area."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("event", "person", "facts")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise BadInput(say("Kasus ini tidak ada di wilayah Anda."))
    return case


def move(actor: Actor, case: Case, act: str, note: str = "", to: CaseState | None = None) -> None:
    """Takes a case to its next stage and notes who did it; the turn passes on."""
    transition = _BY_ACT[act]
    if actor.role != Role.SYSTEM and actor.role not in transition.roles:
        raise NotAllowed(say("Peran Anda tidak boleh melakukan ini. Hubungi operator kota."))
    if case.state not in transition.before:
        state = CaseState(case.state)
        raise Conflict(say("Kasus ini sudah berstatus {state}. Muat ulang halaman.", state=state))
    after = to or transition.after[0]
    note_change(actor, case, case.state, after, note)
    case.state = after
    case.owner = Officers(case.area_id).of(TURN.get(after, Role.COMPANION), default=case.owner)
    case.save()


def note_change(actor: Actor, case: Case, before: str, after: str, note: str = "") -> None:
    """One line of the case's history."""
    StageChange.objects.create(
        case=case,
        state_before=before,
        state=after,
        by=actor.id,
        at=clock.now(),
        note=note[:200],
        area_id=case.area_id,
    )
