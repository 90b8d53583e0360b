"""Cases: the list, the page of one, its acts, its family, its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.case import acts, pages
from payung.claims.case import story as case_story
from payung.claims.case.casework import Member, set_family
from payung.claims.case.forms import CaseFilter, MemberForm
from payung.claims.entitlement.words import between
from payung.claims.ground.codes import letter_code
from payung.claims.ground.forms import ReasonForm
from payung.claims.ground.pages import case_columns, case_line, crumbs, task_columns, task_rows
from payung.claims.ground.selectors import CASE_PEOPLE, get_case, open_case_for, search_cases
from payung.claims.ground.stages import HELPERS
from payung.claims.models import Case
from payung.claims.papers import messages as messages_for
from payung.claims.papers.documents import offered_documents
from payung.claims.scholarship.pages import scholarship_pairs, year_columns, year_rows
from payung.claims.telling.takeback import withdraw_report
from payung.claims.telling.views import reported_page
from payung.kernel.errors import PayungError
from payung.law.jamsostek.heirs import Relation
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb

PER_PAGE = 50
READERS = (*CASE_PEOPLE, Role.RT)
MEMBERS = 8


@page_for(*READERS)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Cases of the actor's area; an RT head sees the stage of what he reported."""
    actor = actor_of_request(request)
    form = CaseFilter(request.GET, actor=actor)
    page = Paginator(search_cases(actor, **form.wanted()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    open_to = actor.role in CASE_PEOPLE
    context = {
        "filter_form": form,
        "page": page,
        "rows": [case_line(case, open_to=open_to) for case in page],
        "columns": case_columns(),
        "open_to": open_to,
    }
    return render(request, "claims/list.html", context)


@page_for(*CASE_PEOPLE)
@never_cache
@require_safe
def claim(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case: what is due and why, what is missing, whose turn it is, until when."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="halaman kasus")
    return _case_page(request, actor, case)


def _case_page(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    failed: dict[str, PayungForm] | None = None,
    refusal: str = "",
) -> HttpResponse:
    failed = failed or {}
    offered = [
        {
            "name": name,
            "label": acts.ACTS[name].label,
            "form": failed.get(name) or acts.form_of(name, actor, case),
            "open": name in failed,
        }
        for name in acts.offered(actor, case)
    ]
    context = _case_context(actor, case) | {
        "acts": offered,
        "refusal": refusal,
        "error_forms": list(failed.values()),
        "crumbs": crumbs(Crumb(case.person.name)),
    }
    return render(request, "claims/case.html", context, status=422 if failed or refusal else 200)


def _case_context(actor: Actor, case: Case) -> dict[str, Any]:
    due = case.entitlements.latest()
    tasks = list(case.obligations.filter(done_at=None).select_related("case__person"))
    names = names_of([case.owner, *(task.owner for task in tasks)])
    years = year_rows(case)
    return {
        "case": case,
        "due": due,
        "facts": pages.case_facts(case),
        "sums": pages.sums(due),
        "now": between(due.now_low_rp, due.now_high_rp),
        "questions": pages.open_questions(due),
        "explained": pages.explained(actor, case),
        "step": pages.next_step(case, tasks, names),
        "tasks": task_rows(tasks, names),
        "task_columns": task_columns(),
        "missing": pages.missing_words(case),
        "papers": pages.paper_rows(case, case.papers.filter(subject="")),
        "paper_columns": pages.paper_columns(),
        "family": pages.family_facts(case),
        "years": years,
        "year_columns": year_columns(),
        "pairs": scholarship_pairs(case) if due.beasiswa_high_rp else [],
        "received": case_story.received(case),
        "decisions": case_story.decisions(case),
        "amount_columns": pages.amount_columns(),
        "ladder": case_story.ladder(case),
        "ladder_columns": case_story.ladder_columns(),
        "computations": case_story.computations(case),
        "readings": case_story.readings(actor, case),
        "timeline": pages.timeline(case),
        "evidence": list(case.evidence.order_by("pk")),
        "documents": offered_documents(case) if actor.role in HELPERS else [],
        "message": messages_for.for_family(case) if actor.role in HELPERS else None,
        "code": letter_code(case.pk) if actor.role in HELPERS else "",
        "may_edit": actor.role in (*HELPERS, Role.VERIFIER),
    }


@page_for(*READERS)
@never_cache
@require_POST
def claim_act(request: HttpRequest, case_id: int, name: str) -> HttpResponse:
    """Does one act of a case; a refusal comes back on the page, with what was filled in."""
    actor = actor_of_request(request)
    case = get_case(actor, case_id)
    if name not in acts.ACTS or (actor.role == Role.RT and name != "withdraw"):
        raise Http404
    if actor.role == Role.RT:
        return _rt_takes_back(request, actor, case)
    form = acts.form_of(name, actor, case, request)
    if not form.is_valid():
        return _case_page(request, actor, case, {name: form})
    try:
        acts.ACTS[name].run(actor, case, form, today())
    except PayungError as refusal:
        return _case_page(request, actor, get_case(actor, case_id), refusal=refusal.sentence)
    messages.success(request, str(acts.ACTS[name].said))
    return redirect("claim", case_id)


def _rt_takes_back(request: HttpRequest, actor: Actor, case: Case) -> HttpResponse:
    """An RT head never sees the page of a case, not even when he is refused."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return reported_page(request, actor, case, form)
    try:
        closed = withdraw_report(
            actor=actor, case_id=case.pk, reason=form.cleaned_data["alasan"], today=today()
        )
    except PayungError as refusal:
        return reported_page(request, actor, case, form, refusal.sentence)
    stands = _("Laporan Anda ditarik. Kasus tetap ada karena orang lain juga melapor.")
    messages.success(request, str(acts.ACTS["withdraw"].said) if closed else stands)
    return redirect("claims")


@page_for(*HELPERS, Role.VERIFIER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_family(request: HttpRequest, case_id: int) -> HttpResponse:
    """The family of a case, one line a person; empty lines count for nothing."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="keluarga")
    rows = [_as_initial(member) for member in case.family.all()]
    kind = formset_factory(MemberForm, extra=max(MEMBERS - len(rows), 1), max_num=20)
    formset = kind(request.POST or None, initial=rows)
    refusal = ""
    if request.method == "POST" and formset.is_valid():
        members = [_as_member(f.cleaned_data) for f in formset if f.cleaned_data.get("nama")]
        try:
            set_family(actor=actor, case_id=case_id, members=members, today=today())
        except PayungError as found:
            refusal = found.sentence
        else:
            messages.success(request, _("Keluarga dicatat dan hak dihitung lagi."))
            return redirect("claim", case_id)
    context = {
        "case": case,
        "formset": formset,
        "refusal": refusal,
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case_id])), Crumb(_("Keluarga"))
        ),
    }
    bad = request.method == "POST"
    return render(request, "claims/family.html", context, status=422 if bad else 200)


def _as_initial(member: Any) -> dict[str, Any]:
    from datetime import date

    born = member.birth_date.reveal()
    return {
        "nama": member.name.reveal(),
        "hubungan": member.relation,
        "lahir": date.fromisoformat(born) if born else None,
        "jenjang": member.stage,
        "menikah": member.married,
        "dipilih": member.chosen,
    }


def _as_member(data: dict[str, Any]) -> Member:
    return Member(
        name=data["nama"],
        relation=Relation(data["hubungan"]),
        birth_date=data["lahir"],
        stage=data["jenjang"],
        married=data["menikah"],
        chosen=data["dipilih"],
    )
