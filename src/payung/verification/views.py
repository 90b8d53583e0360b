"""The queue of proposals, decisions on many at once, one proposal, and the progress board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import ancestors, place_name
from payung.audit.clock import days_since
from payung.intake.services import uploads
from payung.intake.wording import doubts_in_words
from payung.kernel.digits import whole_number
from payung.ui.format import write_count, write_date, write_moment
from payung.ui.parts import Column, Crumb, Fact
from payung.verification.forms import ProposalDecisionForm, ProposalFilter
from payung.verification.known import known_of
from payung.verification.models import Proposal, ProposalState
from payung.verification.progress import board_page
from payung.verification.queue import get_proposal, search_proposals, waiting_among
from payung.verification.services import DECIDERS, decide

PER_PAGE = 50
READERS = (*DECIDERS, Role.APPROVER, Role.AUDITOR, Role.RT)


@page_for(*READERS)
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals with their age; the waiting ones unless the URL says otherwise."""
    actor = actor_of_request(request)
    form = ProposalFilter(request.GET, actor=actor)
    found = search_proposals(actor, **form.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_listed(proposal) for proposal in page],
        "columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("category", _("Jenis pekerja")),
            Column("age", _("Hari"), "count"),
            Column("doubts", _("Catatan")),
            Column("state", _("Keadaan"), "state"),
        ],
        "may_decide": actor.role in DECIDERS and any(_waits(p) for p in page),
        "query": request.GET.urlencode(),
    }
    return render(request, "verification/list.html", context)


@page_for(*DECIDERS)
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """What is about to be decided, with names and number, before anything happens."""
    actor = actor_of_request(request)
    data = request.POST.copy()
    if data.get("semua"):
        data.setlist("pilih", data.getlist("di_halaman"))
    if not data.getlist("pilih"):
        messages.error(request, _("Centang paling sedikit satu usulan."))
        return _back_to_list(request.POST)
    return _review_page(request, actor, data, ProposalDecisionForm(data), bound=False)


@page_for(*DECIDERS)
@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decides on the chosen proposals, all or none."""
    actor = actor_of_request(request)
    form = ProposalDecisionForm(request.POST)
    if not form.is_valid():
        return _review_page(request, actor, request.POST, form)
    n = decide(actor=actor, decisions=form.decisions())
    words = _("%(n)s usulan ditolak.") if form.refuses else _("%(n)s usulan terverifikasi.")
    messages.success(request, words % {"n": write_count(n)})
    return _back_to_list(request.POST)


@page_for(*READERS)
@require_safe
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal: who, from which list, with which doubts, and what became of it."""
    actor = actor_of_request(request)
    found = get_proposal(actor, proposal_id)
    context = {
        "proposal": found,
        "facts": _facts(actor, found),
        "may_decide": actor.role in DECIDERS and _waits(found) and found.collected_by != actor.id,
        "is_own": _waits(found) and found.collected_by == actor.id,
        "place": " › ".join(area.name for area in ancestors(found.area_id)),
        **known_of(actor, found),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(found.person.name)],
    }
    return render(request, "verification/proposal.html", context)


@page_for(*READERS)
@require_safe
def progress_board(request: HttpRequest) -> HttpResponse:
    """Who sent, how far each office is, and who is silent."""
    actor = actor_of_request(request)
    return render(request, "verification/board.html", board_page(actor, request.GET))


def _review_page(
    request: HttpRequest,
    actor: Actor,
    data: QueryDict,
    form: ProposalDecisionForm,
    *,
    bound: bool = True,
) -> HttpResponse:
    chosen = [n for pk in data.getlist("pilih") if (n := whole_number(pk)) is not None]
    waiting = waiting_among(actor, chosen)
    mine = [p for p in waiting if p.collected_by != actor.id]
    context = {
        "form": form,
        "proposals": [(p.pk, p.person.name, place_name(p.area)) for p in mine],
        "left_out": len(set(chosen)) - len(mine),
        "refuses": form.refuses,
        "query": data.get("kembali", ""),
        "errors_shown": bound,
        "reason_field": _reason_field(form, bound=bound),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Tinjau keputusan"))],
    }
    status = 422 if bound else 200
    return render(request, "verification/review.html", context, status=status)


def _reason_field(form: ProposalDecisionForm, *, bound: bool) -> Any:
    """The field of the reason; without its error until the person has had a chance to choose."""
    if not form.refuses:
        return None
    return form["alasan"] if bound else ProposalDecisionForm(refuses=True)["alasan"]


def _back_to_list(data: QueryDict) -> HttpResponseRedirect:
    query = QueryDict(data.get("kembali", "")).urlencode()
    return redirect(f"{reverse('proposal_list')}?{query}")


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


def _upload_address(actor: Actor, found: Proposal) -> str:
    """Where the list is that brought the proposal; empty if it is a wider area's, or none did."""
    if found.upload_id is None or not uploads(actor).filter(pk=found.upload_id).exists():
        return ""
    return reverse("upload", args=[found.upload_id])


def _facts(actor: Actor, found: Proposal) -> list[Fact]:
    names = names_of([found.collected_by, found.decided_by])
    source = found.upload.filename if found.upload else _("Formulir")
    href = _upload_address(actor, found)
    facts = [
        Fact(_("Orang"), found.person.name, reverse("person", args=[found.person_id]), _("Buka")),
        Fact(_("Jenis pekerja"), found.get_category_display()),
        Fact(_("Lahir"), write_date(found.person.birth_date)),
        Fact(_("Pekerjaan"), found.person.occupation or "–"),
        Fact(_("Dari daftar"), source, href, _("Buka")),
        Fact(_("Diusulkan"), write_moment(found.proposed_at)),
        Fact(_("Dikumpulkan oleh"), names.get(found.collected_by, "–")),
        Fact(_("Catatan pemeriksaan"), doubts_in_words(found.doubts) or _("Tidak ada")),
    ]
    if found.decided_at:
        decided = f"{write_moment(found.decided_at)}, {names.get(found.decided_by, '')}"
        facts.append(Fact(_("Diputuskan"), decided))
    if found.reason:
        facts.append(Fact(_("Alasan"), found.get_reason_display()))
    return facts
