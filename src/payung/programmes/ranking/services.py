"""Who may have a place: a ranking is made, and approved by another."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea, Stale
from payung.kernel.sentence import say
from payung.ledger.models import Segment
from payung.programmes.ground.cost import cost_per_person
from payung.programmes.ground.limits import lock_overlapping
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import Outcome, Ranked, Selection
from payung.programmes.ranking.candidates import candidates_of
from payung.programmes.ranking.order import RankedPlace, rank_candidates
from payung.programmes.rules import criteria as rules
from payung.programmes.rules.explaining import facts_of
from payung.verification.selectors import proposals


@business_action("programmes.rank", Role.OPERATOR)
def rank(*, actor: Actor, programme: str, on: date) -> Selection:
    """Ranks all verified proposals of the programme's category, with a reason for each.

    The places are the headcount or what the ceiling pays for, whichever is less. Rank the next
    programme after this one is approved: whoever is in an approved selection is out of others.
    """
    found = own_programme(actor, programme)
    if found.segment == Segment.JAKON:
        raise BadInput(
            say("Program Jakon melindungi pekerjaan. Catat pekerjaan dengan surat tugas.")
        )
    rules.refuse_examples(found.basis, found.criteria)
    cost = cost_per_person(found, found.first_month, found.last_month)
    places = min(found.headcount, found.ceiling_rp // cost)
    placed = rank_candidates(
        candidates_of(actor, found, on),
        rules.read_rules(found.criteria, found.area_id),
        quotas=dict(found.quotas.values_list("area_id", "places")),
        places=places,
    )
    selection = Selection.objects.create(
        programme=found, ranked_on=on, criteria=found.criteria, cost_per_person_rp=cost,
        programme_version=found.version,
        places=places, made_at=clock.now(), made_by=actor.id, area_id=found.area_id,
    )  # fmt: skip
    _store(selection.pk, placed)
    note(f"selection:{selection.pk}", programme=found.code, candidates=len(placed), places=places)
    return selection


@business_action("programmes.approve", Role.APPROVER)
def approve_selection(*, actor: Actor, selection_id: int) -> Selection:
    """Approves a ranking; neither its maker nor who collected or verified one of those who are in
    may do it. Programmes that could choose the same people are locked meanwhile."""
    seen = Selection.objects.select_related("programme").filter(pk=selection_id).first()
    if seen is None or not actor.covers(seen.area_id):
        raise OutOfArea(say("Peringkat ini tidak ada di wilayah Anda."))
    lock_overlapping(seen.programme)
    selection = Selection.objects.select_for_update(of=("self",)).get(pk=selection_id)
    if selection.approved_by == actor.id:
        raise Conflict(say("Peringkat ini sudah Anda setujui."))
    _refuse_approval(actor, selection)
    selection.approved_by, selection.approved_at = actor.id, clock.now()
    selection.save(update_fields=["approved_by", "approved_at"])
    note(f"selection:{selection.pk}", programme=selection.programme_id)
    return selection


def _refuse_approval(actor: Actor, selection: Selection) -> None:
    """Raises unless the approval is another person's, the first, and takes nobody twice."""
    inside = selection.ranked.filter(outcome=Outcome.IN)
    if selection.made_by == actor.id:
        raise NotAllowed(say("Penyusun peringkat tidak boleh menyetujuinya. Minta pejabat lain."))
    own = proposals(actor).filter(Q(decided_by=actor.id) | Q(collected_by=actor.id))
    if own.filter(pk__in=inside.values("proposal_id")).exists():
        raise NotAllowed(
            say("Anda mengusulkan atau memverifikasi sebagian orang ini. Minta pejabat lain.")
        )
    if selection.programme.version != selection.programme_version:
        raise Stale(say("Program berubah sesudah peringkat ini. Susun peringkat ulang."))
    approved = Selection.objects.filter(programme=selection.programme_id).exclude(approved_by="")
    if approved.exists():
        raise Conflict(say("Program ini sudah punya peringkat yang disetujui."))
    if double := _chosen_twice(selection):
        raise Conflict(
            say("{number} orang sudah masuk program lain. Susun peringkat ulang.", number=double)
        )


def _chosen_twice(selection: Selection) -> int:
    """How many of those who are in stand in another approved ranking of the same time."""
    programme = selection.programme
    inside = selection.ranked.filter(outcome=Outcome.IN)
    other = Ranked.objects.filter(
        outcome=Outcome.IN,
        selection__programme__segment=programme.segment,
        selection__programme__first_month__lte=programme.last_month,
        selection__programme__last_month__gte=programme.first_month,
        person_id__in=inside.values("person_id"),
    )
    return other.exclude(selection__approved_by="").exclude(selection=selection).count()


def _store(selection_id: int, placed: list[RankedPlace]) -> None:
    """All places in one statement; a protected table takes no COPY."""
    columns: list[Any] = [
        [p.candidate.proposal_id for p in placed],
        [p.candidate.person_id for p in placed],
        [p.rank for p in placed],
        [p.score for p in placed],
        [p.outcome for p in placed],
        [p.reason[:200] for p in placed],
        [json.dumps(facts_of(p.candidate)) for p in placed],
        [p.candidate.area for p in placed],
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programmes_ranked"
            " (selection_id, proposal_id, person_id, rank, score, outcome, reason, facts, area_id)"
            " SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[],"
            " %s::text[], %s::text[], %s::jsonb[], %s::text[])",
            [selection_id, *columns],
        )
