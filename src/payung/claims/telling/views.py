"""Reporting an event in three short screens, made for a phone at night."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.ground.forms import ReasonForm
from payung.claims.ground.holding import holds_months
from payung.claims.ground.obligations import first_report_deadline
from payung.claims.ground.pages import crumbs
from payung.claims.ground.reporting import REPORTERS
from payung.claims.ground.selectors import care_near, get_case, get_told_case
from payung.claims.ground.stages import SENDERS
from payung.claims.models import Case, CaseState, ChangeKind, EventKind, LifeChange
from payung.claims.news.services import ChangeReport, report_change
from payung.claims.papers.offices import head_of_rt
from payung.claims.papers.register import tell_until
from payung.claims.telling.forms import (
    HINTS,
    AccidentForm,
    ChangeForm,
    DeathForm,
    MoveForm,
    WhoForm,
)
from payung.claims.telling.services import Report, report
from payung.claims.telling.takeback import withdraw_report
from payung.kernel.area import AreaKind, area_kind
from payung.registry.models import Person
from payung.registry.people import search_persons
from payung.registry.services import get_person
from payung.ui.format import write_date, write_moment
from payung.ui.parts import Crumb

MOST_FOUND, MOST_IN_STREET = 20, 150
ADDRESSES: dict[str, EventKind | ChangeKind] = {
    "kematian": EventKind.DEATH,
    "kecelakaan": EventKind.ACCIDENT,
    "pindah": ChangeKind.MOVE,
    "bekerja": ChangeKind.NEW_JOB,
    "asn": ChangeKind.CIVIL_SERVANT,
    "menikah": ChangeKind.MARRIAGE,
    "sekolah-anak": ChangeKind.CHILD_SCHOOL,
    "anak-menikah": ChangeKind.CHILD_MARRIAGE,
}
"""The last word of a report's address; papers and phones hold these, whatever is stored."""


@page(*REPORTERS)
def report_who(request: HttpRequest) -> HttpResponse:
    """First screen: whom it happened to, by name, inside the reporter's own area.

    A link may name already what happened; in an RT its people stand there without being sought.
    """
    actor, text = actor_of_request(request), request.GET.get("q", "").strip()
    kind = ADDRESSES.get(word := request.GET.get("apa", ""))
    street = area_kind(actor.area) is AreaKind.RT
    people: list[Person] = []
    if text or street:
        people = list(search_persons(actor, text=text)[: MOST_IN_STREET if street else MOST_FOUND])
    context = {
        "form": WhoForm(request.GET or None),
        "kind": kind.label if kind else "",
        "asked": bool(text),
        "found": [
            {
                "href": reverse("claim_report", args=[person.pk, word])
                if kind
                else reverse("claim_report_kind", args=[person.pk]),
                "name": person.name,
                "born": write_date(person.birth_date),
                "area": person.area.name,
            }
            for person in people
        ],
        "crumbs": crumbs(Crumb(_("Lapor"))),
    }
    return render(request, "claims/report_who.html", context)


@page(*REPORTERS)
def report_kind(request: HttpRequest, person_id: int) -> HttpResponse:
    """Second screen: what happened, one press."""
    person = get_person(actor_of_request(request), person_id)
    context = {
        "person": person,
        "kinds": [
            {
                "href": reverse("claim_report", args=[person.pk, word]),
                "label": kind.label,
                "hint": HINTS[kind],
            }
            for word, kind in ADDRESSES.items()
        ],
        "crumbs": _crumbs(person),
    }
    return render(request, "claims/report_kind.html", context)


def _crumbs(person: Person, *more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("Lapor"), reverse("claim_report_who")), Crumb(person.name), *more)


def report_page(request: HttpRequest, person_id: int, kind: str) -> HttpResponse:
    """Third screen: when and where. The same form sent twice is one report."""
    person = get_person(actor_of_request(request), person_id)
    wanted = _kind(kind)
    context = {
        "person": person,
        "kind": wanted.label,
        "offer": offer(request, (person, wanted), REPORT, person_id=person_id, kind=kind),
        "crumbs": _crumbs(person, Crumb(wanted.label)),
    }
    return render(request, "claims/report_what.html", context)


Kind = EventKind | ChangeKind
Told = tuple[Person, Kind]
_KIND_FORMS: dict[Kind, Any] = {
    EventKind.DEATH: DeathForm,
    EventKind.ACCIDENT: AccidentForm,
    **{kind: partial(ChangeForm, kind=kind) for kind in ChangeKind},
    ChangeKind.MOVE: MoveForm,
}


def _kind(text: str) -> Kind:
    if text not in ADDRESSES:
        raise Http404
    return ADDRESSES[text]


def _told(actor: Actor, person_id: int, kind: str) -> Told:
    return get_person(actor, person_id), _kind(kind)


def _form(*, kind: Kind, home: str, **sent: Any) -> Any:
    asks_where = {"home": home} if kind == ChangeKind.MOVE else {}
    return _KIND_FORMS[kind](**sent, **asks_where)


@open_to(*REPORTERS)
def _report(*, actor: Actor, person: Person, kind: Kind, form: Any) -> Case | LifeChange:
    """Hands the line to the service of its kind."""
    data = form.cleaned_data
    line = {"id": data["id"], "person_id": person.pk, "happened_on": data["tanggal"]}
    if isinstance(kind, ChangeKind):
        where = {"to_area": form.to_area()} if kind == ChangeKind.MOVE else {}
        told = ChangeReport(
            kind=kind, detail=data["keterangan"], teller=form.teller(), **where, **line
        )
        return report_change(actor=actor, today=today(), report=told)
    return report(actor=actor, today=today(), report=Report(kind=kind, **line, **form.facts()))


def _what_now(asked: Asked[Told], made: Case | LifeChange) -> str:
    view = "claim_reported" if isinstance(made, Case) else "claims_change"
    return reverse(view, args=[made.pk])


REPORT: Act[Told] = Act(
    "claim_report",
    gettext_lazy("Kirim laporan"),
    _report,
    lambda asked: {"person": asked.thing[0], "kind": asked.thing[1], "form": asked.form},
    gettext_lazy("Laporan diterima."),
    form=_form,
    facts=lambda actor, told: {"kind": told[1], "home": str(told[0].area_id)},
    then=_what_now,
)
report_what = form_page(REPORT, report_page, _told)


@page(*REPORTERS)
def reported(request: HttpRequest, case_id: int) -> HttpResponse:
    """What a reporter sees of his case, what to do now, and how to take a mistake back.

    After an accident the nearest PLKK comes first. An RT head sees nothing else of a case.
    """
    actor = actor_of_request(request)
    case = get_told_case(actor, case_id)
    accident = case.event.kind == EventKind.ACCIDENT
    died = case.event.kind == EventKind.DEATH  # who told it from elsewhere sees no more of a case
    limit = first_report_deadline(case).due if accident else None
    context = {
        "case": case,
        "accident": accident,
        "care": care_near(case.area_id)[:3] if accident else [],
        "until": write_moment(limit) if limit else "",
        "companion": names_of([case.owner]).get(case.owner, ""),
        "held": holds_months(actor, case),
        "tell_until": write_date(tell_until(case)) if died else "",
        "may_send": actor.covers(case.area_id) and actor.role in SENDERS,
        "offers": offers(request, case, (TAKE_BACK,), case_id=case_id),
        "crumbs": crumbs(Crumb(case.person.name)),
    }
    return render(request, "claims/reported.html", context)


def _is_own(actor: Actor, case: Case) -> bool:
    own = case.event.reports.filter(reported_by=actor.id, taken_back="").exists()
    return actor.covers(case.area_id) and own and case.state == CaseState.REPORTED


TAKE_BACK: Act[Case] = Act(
    "claim_take_back",
    gettext_lazy("Tarik laporan"),
    withdraw_report,
    lambda asked: {
        "case_id": asked.thing.pk,
        "reason": asked.data["alasan"],
        "today": today(),
    },
    lambda closed: (
        _("Laporan ditarik. Bulan yang ditahan dilepas lagi.")
        if closed
        else _("Laporan Anda ditarik. Kasus tetap ada karena orang lain juga melapor.")
    ),
    form=ReasonForm,
    offered=_is_own,
    then=lambda asked, closed: reverse("claims"),
)
take_back = act_view(TAKE_BACK, reported, get_case)


@page(*REPORTERS)
def report_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to write on where there is no network, and to telephone in: PLKK and numbers."""
    actor = actor_of_request(request)
    context = {
        "care": care_near(actor.area)[:6],
        "kinds": [kind.label for kind in ADDRESSES.values()],
        "back_url": reverse("claim_report_who"),
        "printed_on": write_date(today()),
    }
    return render(request, "claims/report_sheet.html", context)


@page(*REPORTERS)
def death_sheet(request: HttpRequest, case_id: int) -> HttpResponse:
    """The sheet by which the RT head tells the civil register: filled in, to sign; NIK by hand."""
    actor = actor_of_request(request)
    case = get_told_case(actor, case_id)
    if not case.fatal:
        raise Http404
    head = head_of_rt(str(case.person.area_id))
    context = {
        "case": case,
        "place": place_name(case.person.area),
        "head": head,
        "until": write_date(tell_until(case)),
        "back_url": reverse("claim_reported", args=[case.pk]),
        "printed_on": write_date(today()),
    }
    return render(request, "claims/death_sheet.html", context)
