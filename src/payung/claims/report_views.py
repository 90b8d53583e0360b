"""Reporting a death or an accident in three short screens, made for a phone at night."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit.clock import today
from payung.claims import pages
from payung.claims.forms import ReportForm, WhoForm
from payung.claims.models import EventKind
from payung.claims.obligations import first_report_deadline
from payung.claims.selectors import care_near, get_case
from payung.claims.services import REPORTERS, Report, report
from payung.kernel.errors import PayungError
from payung.registry.people import search_persons
from payung.registry.services import get_person
from payung.ui.format import write_date
from payung.ui.parts import Crumb

MOST_FOUND = 20


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
                "href": reverse("claim_report", args=[person.pk]),
                "name": person.name,
                "born": write_date(person.birth_date),
                "area": person.area.name,
            }
            for person in found
        ],
        "crumbs": pages.crumbs(Crumb(_("Lapor"))),
    }
    return render(request, "claims/report_who.html", context)


@page_for(*REPORTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_what(request: HttpRequest, person_id: int) -> HttpResponse:
    """Second screen: what, when, where. The same form sent twice is one report."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    form = ReportForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            case = report(
                actor=actor,
                today=today(),
                report=Report(
                    id=data["id"],
                    person_id=person.pk,
                    kind=EventKind(data["jenis"]),
                    happened_on=data["tanggal"],
                    happened_at=data["jam"],
                    place=data["keterangan"],
                    work_related=form.work_related(),
                    traffic=data["lalu_lintas"],
                ),
            )
        except PayungError as found:
            refusal = found.sentence
        else:
            return redirect("claim_reported", case.pk)
    context = {
        "person": person,
        "form": form,
        "refusal": refusal,
        "crumbs": pages.crumbs(Crumb(_("Lapor"), reverse("claim_report_who")), Crumb(person.name)),
    }
    return render(
        request, "claims/report_what.html", context, status=422 if form.errors or refusal else 200
    )


@page_for(*REPORTERS)
@never_cache
@require_safe
def reported(request: HttpRequest, case_id: int) -> HttpResponse:
    """Third screen: what to do now; after an accident the nearest PLKK comes first."""
    actor = actor_of_request(request)
    case = get_case(actor, case_id)
    accident = case.event.kind == EventKind.ACCIDENT
    context = {
        "case": case,
        "accident": accident,
        "care": care_near(case.area_id)[:3] if accident else [],
        "until": first_report_deadline(case).due if accident else None,
        "own": case.reported_by == actor.id and case.state == "dilaporkan",
        "crumbs": pages.crumbs(Crumb(case.person.name)),
    }
    return render(request, "claims/reported.html", context)
