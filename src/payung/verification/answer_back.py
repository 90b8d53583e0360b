"""Taking back an answer of Dukcapil that was wrong: another city's file, a shifted column."""

from __future__ import annotations

from datetime import datetime

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say
from payung.registry.withdrawing import Withdrawn, move_origins, withdraw_facts
from payung.verification.dukcapil import MATCHERS, get_request, origin_of
from payung.verification.models import AnswerTakenBack, Match, MatchRequest, MatchResult


@business_action("verification.take_back_answers", *MATCHERS)
def take_back_answers(*, actor: Actor, request_id: int, reason: str) -> Withdrawn:
    """The answer no longer counts: its deaths and moves are withdrawn, what they held goes on.

    What it said is kept. A death on which a case rests stays and is told there; one that another
    answer says too stands on that. The request can be answered anew.
    """
    request = get_request(actor, request_id)
    MatchRequest.objects.select_for_update().get(pk=request.pk)
    if request.answered_at is None:
        raise Conflict(say("Permintaan ini belum dijawab. Tidak ada yang bisa ditarik."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis mengapa jawaban ini ditarik, paling sedikit 5 huruf."))
    _keep_what_was_said(actor, request, request.answered_at, reason)
    _stand_on_others(actor, request)
    why = f"Jawaban pemadanan {request.pk} ditarik: {reason.strip()}"
    withdrawn = withdraw_facts(actor=actor, origin=origin_of(request), why=why)
    request.matches.update(result="", answered_on=None, source="")
    request.answered_by, request.answered_at = "", None
    request.save(update_fields=["answered_by", "answered_at"])
    note(f"match:{request.pk}", reason=reason, freed=len(withdrawn.freed), kept=withdrawn.kept)
    return withdrawn


def _keep_what_was_said(
    actor: Actor, request: MatchRequest, answered_at: datetime, reason: str
) -> None:
    rows = request.matches.exclude(result="").values_list("number", "result", "answered_on")
    AnswerTakenBack.objects.create(
        request=request,
        because=reason.strip()[:200],
        said=[[number, result, str(day)] for number, result, day in rows],
        answered_by=request.answered_by,
        answered_at=answered_at,
        by=actor.id,
        at=clock.now(),
        area_id=request.area_id,
    )


def _stand_on_others(actor: Actor, request: MatchRequest) -> None:
    """Deaths that another answer says too come from that one from now on."""
    dead = request.matches.filter(result=MatchResult.DEATH).values("person")
    others = Match.objects.filter(person__in=dead, result=MatchResult.DEATH)
    said = others.exclude(request=request).select_related("request").order_by("-request_id")
    origins = {match.person_id: origin_of(match.request) for match in said}
    move_origins(actor=actor, origin=origin_of(request), others=origins)
