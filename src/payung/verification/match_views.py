"""Matching with Dukcapil on the screen: a request, its file out, the answer file back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.jobs import services as jobs
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.uploads import kept_for_reading
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_moment
from payung.ui.parts import Column, Crumb, Fact
from payung.verification.dukcapil import (
    MATCHERS,
    get_request,
    people_asked,
    request_match,
    requests,
    take_answers,
)
from payung.verification.dukcapil_files import MEDIA, AnswerFile, request_file
from payung.verification.match_forms import MatchFileForm, MatchRequestForm, TableFileForm
from payung.verification.models import Match, MatchRequest, MatchResult

PER_PAGE = 50
READERS = (*MATCHERS, Role.AUDITOR)


@page_for(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def match_list(request: HttpRequest) -> HttpResponse:
    """All requests, and the form for a new one."""
    actor = actor_of_request(request)
    form = MatchRequestForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = request_match(actor=actor, area=data["wilayah"], purpose=data["tujuan"])
        except BadInput as refusal:
            form.add_error("wilayah", refusal.sentence)
        else:
            return redirect("match", made.pk)
    context = {
        "form": form,
        "may_ask": actor.role in MATCHERS,
        "rows": [_listed(found) for found in requests(actor)[:PER_PAGE]],
        "columns": [
            Column("made_at", _("Diminta"), "moment"),
            Column("area", _("Wilayah")),
            Column("purpose", _("Tujuan")),
            Column("people", _("Orang"), "count"),
            Column("answered_at", _("Dijawab"), "moment"),
        ],
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Pemadanan Dukcapil"))],
    }
    return render(request, "verification/matches.html", context, status=422 if form.errors else 200)


@page_for(*READERS)
@require_safe
def match(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: its file, its answer, and whom the answer doubts."""
    found = get_request(actor_of_request(request), request_id)
    return _match_page(request, found, TableFileForm())


@page_for(*MATCHERS)
@never_cache
@require_POST
def match_file(request: HttpRequest, request_id: int) -> HttpResponse:
    """The outgoing file with every NIK in full; each download is noted with its purpose."""
    form = MatchFileForm(request.POST)
    kind = form.cleaned_data["bentuk"] if form.is_valid() else "xlsx"
    people = people_asked(actor=actor_of_request(request), request_id=request_id)
    name = f"pemadanan-{request_id}.{kind}"
    return file_answer(request_file(people, kind), name, MEDIA[kind])


@page_for(*MATCHERS)
@require_POST
def match_answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Reads the answer file of Dukcapil's office."""
    actor = actor_of_request(request)
    found = get_request(actor, request_id)
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _match_page(request, found, form, 422)
    try:
        with kept_for_reading(form.cleaned_data["berkas"]) as path:
            matcher = AnswerFile(path, today())
            taken = take_answers(actor=actor, request_id=request_id, matcher=matcher)
    except BadInput as refusal:
        form.add_error("berkas", refusal.sentence)
        return _match_page(request, found, form, 422)
    words = _("%(n)s jawaban tersimpan, %(unclear)s baris tidak jelas, %(open)s belum dijawab.")
    numbers = {"n": sum(taken.results.values()), "unclear": taken.unclear, "open": taken.unanswered}
    messages.success(request, words % {k: write_count(n) for k, n in numbers.items()})
    return redirect("match", request_id)


@page_for(*MATCHERS)
@require_POST
def match_ask(request: HttpRequest, request_id: int) -> HttpResponse:
    """Lets the service answer what waits, this request among it, in the background."""
    actor = actor_of_request(request)
    found = get_request(actor, request_id)
    if not settings.DUKCAPIL_SERVICE:
        raise BadInput(say("Layanan Dukcapil belum dipasang. Pakai berkas pemadanan."))
    job = jobs.start(actor=actor, kind="verification.ask_dukcapil", subject=str(found.pk))
    return redirect("job", job.pk)


def _match_page(
    request: HttpRequest, found: MatchRequest, form: TableFileForm, status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    answered = found.matches.exclude(result="").order_by()
    counts = dict(answered.values_list("result").annotate(n=Count("pk")))
    doubted = answered.exclude(result=MatchResult.MATCH).select_related("person__area__parent")
    page = Paginator(doubted.order_by("result", "number"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "found": found,
        "has_service": bool(settings.DUKCAPIL_SERVICE) and found.answered_at is None,
        "facts": _facts(found),
        "counts": [Fact(MatchResult(result).label, n) for result, n in sorted(counts.items())],
        "page": page,
        "rows": [_doubt(one) for one in page],
        "columns": [
            Column("name", _("Nama")),
            Column("area", _("Wilayah")),
            Column("result", _("Jawaban Dukcapil"), "state"),
            Column("answered_on", _("Tanggal"), "date"),
        ],
        "may_ask": actor.role in MATCHERS,
        "file_form": MatchFileForm(),
        "answer_form": form,
        "crumbs": [Crumb(_("Pemadanan Dukcapil"), reverse("match_list")), Crumb(str(found))],
    }
    return render(request, "verification/match.html", context, status=status)


def _facts(found: MatchRequest) -> list[Fact]:
    names = names_of([found.made_by])
    return [
        Fact(_("Wilayah"), place_name(found.area)),
        Fact(_("Tujuan"), found.purpose),
        Fact(_("Orang"), write_count(found.people)),
        Fact(_("Diminta"), f"{write_moment(found.made_at)}, {names.get(found.made_by, '')}"),
        Fact(_("Dijawab"), write_moment(found.answered_at)),
    ]


def _listed(found: MatchRequest) -> dict[str, Any]:
    return {
        "href": reverse("match", args=[found.pk]),
        "made_at": found.made_at,
        "area": place_name(found.area),
        "purpose": found.purpose,
        "people": found.people,
        "answered_at": found.answered_at,
    }


def _doubt(one: Match) -> dict[str, Any]:
    return {
        "href": reverse("person", args=[one.person_id]),
        "name": one.person.name,
        "area": place_name(one.person.area),
        "result": one.result,
        "answered_on": one.answered_on,
    }
