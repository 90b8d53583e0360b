"""The queue of proposals, decisions on many at once, and the progress board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.areas.selectors import place_name
from payung.audit.clock import days_since
from payung.intake.wording import doubts_in_words
from payung.ui.format import write_count
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb
from payung.verification.forms import ProposalDecisionForm, ProposalFilter, TickedForm
from payung.verification.models import Proposal, ProposalState
from payung.verification.progress import board_page
from payung.verification.queue import search_proposals, waiting_among
from payung.verification.services import DECIDERS, ProposalDecision, decide

READERS = (*DECIDERS, Role.APPROVER, Role.AUDITOR, Role.RT)


@page(*READERS)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals with their age; the waiting ones unless the URL says otherwise."""
    actor = actor_of_request(request)
    form = ProposalFilter(request.GET, actor=actor)
    proposals = search_proposals(actor, **form.wanted())
    shown = paged(request, proposals)
    context = {
        "filter_form": form,
        "page": shown,
        "rows": [_listed(proposal) for proposal in shown],
        "columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("category", _("Jenis pekerja")),
            Column("age", _("Hari"), "count"),
            Column("doubts", _("Catatan")),
            Column("state", _("Keadaan"), "state"),
        ],
        "offers": offers(request, None, (REVIEW,)) if any(map(_waits, shown)) else {},
        "query": request.GET.urlencode(),
    }
    return render(request, "verification/list.html", context)


def _waits(proposal: Proposal) -> bool:
    return proposal.state == ProposalState.WAITING


def _listed(proposal: Proposal) -> dict[str, Any]:
    return {
        "pk": proposal.pk,
        "href": reverse("proposal", args=[proposal.pk]),
        "name": proposal.person.name,
        "area": place_name(proposal.area),
        "category": proposal.get_category_display(),
        "age": days_since(proposal.proposed_at) if _waits(proposal) else None,
        "doubts": doubts_in_words(proposal.doubts),
        "state": proposal.state,
        "waits": _waits(proposal),
    }


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What is about to be decided: the proposals that still wait for this person."""

    proposals: Sequence[Proposal]
    left_out: int
    refuses: bool
    query: str


def _choice(request: HttpRequest) -> ToDecide:
    actor = actor_of_request(request)
    chosen = set(TickedForm(request.POST).chosen())
    mine = [p for p in waiting_among(actor, chosen) if p.collected_by != actor.id]
    refuses = request.POST.get("tindakan") == ProposalDecisionForm.REFUSE
    return ToDecide(mine, len(chosen) - len(mine), refuses, request.POST.get("kembali", ""))


def decision_page(request: HttpRequest) -> HttpResponse:
    """What is about to be decided, with names and number, before anything happens."""
    choice = _choice(request)
    context = {
        "choice": choice,
        "proposals": [(p.pk, p.person.name, place_name(p.area)) for p in choice.proposals],
        "offer": offer(request, choice, DECIDE),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Tinjau keputusan"))],
    }
    return render(request, "verification/review.html", context)


@open_to(*DECIDERS)
def _decide(*, actor: Actor, decisions: Sequence[ProposalDecision]) -> Sequence[ProposalDecision]:
    decide(actor=actor, decisions=decisions)
    return decisions


def _decided(decisions: Sequence[ProposalDecision]) -> str:
    refused = decisions[0].state == ProposalState.REFUSED
    words = _("%(n)s usulan ditolak.") if refused else _("%(n)s usulan terverifikasi.")
    return words % {"n": write_count(len(decisions))}


def _to_list(asked: Asked[ToDecide | None], done: object) -> str:
    """The list with the filters under which the choice was made."""
    return f"{reverse('proposal_list')}?{QueryDict(asked.data['kembali']).urlencode()}"


REVIEW: Act[Proposal | None] = Act(
    "proposal_review",
    gettext_lazy("Tinjau keputusan"),
    open_to(*DECIDERS)(lambda actor, request: decision_page(request)),
    lambda asked: {"request": asked.request},
    "",
    form=TickedForm,
    offered=lambda actor, found: (
        found is None or (_waits(found) and found.collected_by != actor.id)
    ),
)
DECIDE: Act[ToDecide | None] = Act(
    "proposal_decide",
    gettext_lazy("Putuskan"),
    _decide,
    lambda asked: {"decisions": asked.form.decisions()},
    _decided,
    form=ProposalDecisionForm,
    facts=lambda actor, choice: {"refuses": choice.refuses} if choice else {},
    then=_to_list,
)
review = act_view(REVIEW, proposal_list)
decide_many = form_page(DECIDE, decision_page)


@page(*READERS)
def progress_board(request: HttpRequest) -> HttpResponse:
    """Who sent, how far each office is, and who is silent."""
    actor = actor_of_request(request)
    return render(request, "verification/board.html", board_page(actor, request.GET))
