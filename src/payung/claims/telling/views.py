"""Reporting an event in three short screens, made for a phone at night."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.claims.ground.forms import ReasonForm
from payung.claims.ground.obligations import first_report_deadline
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.ground.selectors import care_near, get_case
from payung.claims.ground.stages import SENDERS
from payung.claims.models import Case, CaseState, ChangeKind, EventKind
from payung.claims.news.services import ChangeReport, report_change
from payung.claims.telling.forms import HINTS, AccidentForm, ChangeForm, DeathForm, WhoForm
from payung.claims.telling.services import Report, report
from payung.kernel.errors import PayungError
from payung.registry.models import Person
from payung.registry.people import search_persons
from payung.registry.services import get_person
from payung.ui.format import write_date, write_moment
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb

MOST_FOUND = 20
_KINDS: tuple[EventKind | ChangeKind, ...] = (*EventKind, *ChangeKind)


@page_for(*REPORTERS)
@never_cache
@require_safe
def report_who(request: HttpRequest) -> HttpResponse:
    """First screen: whom it happened to, by name, inside the reporter's own area."""
    actor, text = actor_of_request(request), request.GET.get("q", "").strip()
    found = list(search_persons(actor, text=text)[:MOST_FOUND]) if text else []
    context = {
        "form": WhoForm(request.GET or None),
        "asked": bool(text),
        "found": [
            {
                "href": reverse("claim_report_kind", args=[person.pk]),
                "name": person.name,
                "born": write_date(person.birth_date),
                "area": person.area.name,
            }
            for person in found
        ],
        "crumbs": crumbs(Crumb(_("Lapor"))),
    }
    return render(request, "claims/report_who.html", context)


@page_for(*REPORTERS)
@never_cache
@require_safe
def report_kind(request: HttpRequest, person_id: int) -> HttpResponse:
    """Second screen: what happened, one press."""
    person = get_person(actor_of_request(request), person_id)
    context = {
        "person": person,
        "kinds": [
            {
                "href": reverse("claim_report", args=[person.pk, kind.value]),
                "label": kind.label,
                "hint": HINTS[kind],
            }
            for kind in _KINDS
        ],
        "crumbs": _crumbs(person),
    }
    return render(request, "claims/report_kind.html", context)


def _crumbs(person: Person, *more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("Lapor"), reverse("claim_report_who")), Crumb(person.name), *more)


@page_for(*REPORTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_what(request: HttpRequest, person_id: int, kind: str) -> HttpResponse:
    """Third screen: when and where. The same form sent twice is one report."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    wanted = next((known for known in _KINDS if known.value == kind), None)
    if wanted is None:
        raise Http404
    form = _form_of(wanted, request)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _send(actor, person, wanted, form)
        except PayungError as found:
            refusal = found.sentence
    context = {
        "person": person,
        "kind": wanted.label,
        "form": form,
        "refusal": refusal,
        "crumbs": _crumbs(person, Crumb(wanted.label)),
    }
    return render(
        request, "claims/report_what.html", context, status=422 if form.errors or refusal else 200
    )


def _form_of(kind: EventKind | ChangeKind, request: HttpRequest) -> Any:
    data = request.POST or None
    if isinstance(kind, ChangeKind):
        return ChangeForm(data, kind=kind)
    forms: dict[EventKind, type[DeathForm]] = {
        EventKind.DEATH: DeathForm,
        EventKind.ACCIDENT: AccidentForm,
    }
    return forms[kind](data)


def _send(actor: Actor, person: Person, kind: EventKind | ChangeKind, form: Any) -> HttpResponse:
    """Hands the line to the service of its kind, and leads to what to do now."""
    data = form.cleaned_data
    line: dict[str, Any] = {
        "id": data["id"],
        "person_id": person.pk,
        "happened_on": data["tanggal"],
    }
    if isinstance(kind, ChangeKind):
        told = {"detail": data["keterangan"], "teller": form.teller()}
        change = report_change(
            actor=actor, today=today(), report=ChangeReport(kind=kind, **line, **told)
        )
        return redirect("claims_change", change.pk)
    case = report(actor=actor, today=today(), report=Report(kind=kind, **line, **form.facts()))
    return redirect("claim_reported", case.pk)


@page_for(*REPORTERS)
@never_cache
@require_safe
def reported(request: HttpRequest, case_id: int) -> HttpResponse:
    """Last screen: what to do now; after an accident the nearest PLKK comes first."""
    actor = actor_of_request(request)
    return reported_page(request, actor, get_case(actor, case_id))


def reported_page(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    form: PayungForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    """What a reporter sees of his case, and may do; an RT head sees nothing else of it."""
    accident = case.event.kind == EventKind.ACCIDENT
    limit = first_report_deadline(case).due if accident else None
    own = case.event.reports.filter(reported_by=actor.id, taken_back="").exists()
    context = {
        "case": case,
        "accident": accident,
        "care": care_near(case.area_id)[:3] if accident else [],
        "until": write_moment(limit) if limit else "",
        "companion": names_of([case.owner]).get(case.owner, ""),
        "may_send": actor.role in SENDERS,
        "own": own and case.state == CaseState.REPORTED,
        "form": form or ReasonForm(),
        "refusal": refusal,
        "bad": bool(refusal or (form and form.errors)),
        "crumbs": crumbs(Crumb(case.person.name)),
    }
    return render(request, "claims/reported.html", context, status=422 if context["bad"] else 200)


@page_for(*REPORTERS)
@never_cache
@require_safe
def report_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to write on where there is no network, and to telephone in: PLKK and numbers."""
    actor = actor_of_request(request)
    context = {
        "care": care_near(actor.area)[:6],
        "kinds": [kind.label for kind in _KINDS],
        "back_url": reverse("claim_report_who"),
        "printed_on": write_date(today()),
    }
    return render(request, "claims/report_sheet.html", context)
