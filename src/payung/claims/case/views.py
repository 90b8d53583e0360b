"""Cases: the list, the page of one, its acts, its family, its papers."""

from __future__ import annotations

from typing import Any

from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, acts_view, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.case import pages
from payung.claims.case import story as case_story
from payung.claims.case.acts import ACTS, ASIDE, offered
from payung.claims.case.casework import Member, set_family
from payung.claims.case.forms import CaseFilter, MemberForm
from payung.claims.entitlement.late import late_words, owed_late
from payung.claims.entitlement.words import between
from payung.claims.ground.codes import letter_code
from payung.claims.ground.harm import free_of_charge, now_words, program_words
from payung.claims.ground.pages import case_columns, case_line, crumbs, task_columns, task_rows
from payung.claims.ground.selectors import CASE_PEOPLE, get_case, open_case_for, search_cases
from payung.claims.ground.stages import HELPERS, SENDERS, needs_notice
from payung.claims.models import Case
from payung.claims.open.messaging import sent_messages
from payung.claims.papers import messages as messages_for
from payung.claims.papers.documents import offered_documents
from payung.claims.scholarship.pages import scholarship_pairs, year_columns, year_rows
from payung.law.jamsostek.heirs import Relation
from payung.ui.paging import paged
from payung.ui.parts import Crumb

READERS = (*CASE_PEOPLE, Role.RT)
MEMBERS = 8


@page(*READERS)
def claims(request: HttpRequest) -> HttpResponse:
    """Cases of the actor's area; an RT head sees the stage of what he reported."""
    actor = actor_of_request(request)
    form = CaseFilter(request.GET, actor=actor)
    shown = paged(request, search_cases(actor, **form.wanted()))
    open_to = actor.role in CASE_PEOPLE
    context = {
        "filter_form": form,
        "page": shown,
        "rows": [case_line(case, open_to=open_to) for case in shown],
        "columns": case_columns(),
        "open_to": open_to,
    }
    return render(request, "claims/list.html", context)


@page(*CASE_PEOPLE)
def claim(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case: what is due and why, what is missing, whose turn it is, until when."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="halaman kasus")
    acts = offers(request, case, offered(actor, case), case_id=case_id)
    context = _case_context(actor, case) | {
        "acts": list(acts.values()),
        "waiting": next(
            (offer.act.name for offer in acts.values() if offer.act.name not in ASIDE), ""
        ),
        "crumbs": crumbs(Crumb(case.person.name)),
    }
    return render(request, "claims/case.html", context)


claim_act = acts_view(ACTS, claim, get_case)


def _case_context(actor: Actor, case: Case) -> dict[str, Any]:
    due = case.entitlements.latest()
    tasks = list(
        case.obligations.filter(done_at=None).select_related(
            "case__person", "case__event", "case__facts"
        )
    )
    names = names_of([case.owner, *(task.owner for task in tasks)])
    years = year_rows(case)
    return {
        "case": case,
        "today": today(),
        "due": due,
        "facts": pages.case_facts(case),
        "sums": pages.sums(due),
        "cash": now_words(case, due.cash_low_rp, due.cash_high_rp),
        "care": between(due.care_low_rp, due.care_high_rp) if due.care_high_rp else "",
        "care_sums": pages.care_sums(due),
        "care_paid": case_story.care_paid(case),
        "late": late_words(late) if (late := owed_late(case, due, today())) else "",
        "advice": pages.advice(case),
        "basis": pages.basis_facts(case, due),
        "free": free_of_charge(case),
        "questions": pages.open_questions(case, due),
        "explained": pages.explained(actor, case),
        "step": pages.next_step(case, tasks, names),
        "tasks": task_rows(tasks, names),
        "task_columns": task_columns(),
        "missing": pages.missing_words(case),
        "death_paper": pages.death_paper_words(case, today()),
        "kin": pages.kin(case) if actor.role in SENDERS else ("", ""),
        "papers": pages.paper_rows(
            case, [paper for paper in case.papers.all() if not paper.subject]
        ),
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
        "evidence": [
            {"program": program_words(case, note.speaks_for), "what": note.what}
            for note in case.evidence.order_by("pk")
        ],
        "documents": offered_documents(case) if actor.role in HELPERS else [],
        "messages_sent": sent_messages(case) if actor.role in HELPERS else [],
        "calls": pages.calls(case) if actor.role in HELPERS else [],
        "message": messages_for.for_family(case) if actor.role in HELPERS else None,
        "code": letter_code(case.pk) if actor.role in HELPERS else "",
        "notices": actor.role in SENDERS and needs_notice(case),
        "may_edit": actor.role in (*HELPERS, Role.VERIFIER),
    }


def family_page(request: HttpRequest, case_id: int) -> HttpResponse:
    """The family of a case, one line a person."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="keluarga")
    context = {
        "case": case,
        "offer": offer(request, case, SET_FAMILY, case_id=case_id),
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case_id])), Crumb(_("Keluarga"))
        ),
    }
    return render(request, "claims/family.html", context)


def _members(*, initial: list[dict[str, Any]], auto_id: str, **sent: Any) -> Any:
    """A form a member, and room for more; empty lines count for nothing."""
    kind = formset_factory(MemberForm, extra=max(MEMBERS - len(initial), 1), max_num=20)
    return kind(initial=initial, **sent)


def _given_members(asked: Asked[Case]) -> dict[str, Any]:
    lines = [form.cleaned_data for form in asked.form]
    members = [_as_member(line) for line in lines if line.get("nama")]
    return {"case_id": asked.thing.pk, "members": members, "today": today()}


SET_FAMILY: Act[Case] = Act(
    "claim_family",
    gettext_lazy("Simpan keluarga"),
    set_family,
    _given_members,
    gettext_lazy("Keluarga dicatat dan hak dihitung lagi."),
    form=_members,
    facts=lambda actor, case: {"initial": [_as_initial(ladder) for ladder in case.family.all()]},
    then=lambda asked, done: reverse("claim", args=[asked.thing.pk]),
)
claim_family = form_page(SET_FAMILY, family_page, get_case)


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
