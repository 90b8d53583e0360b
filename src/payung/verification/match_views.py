"""Matching with Dukcapil on the screen: a request, its file out, the answer file back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, form_page, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.jobs import services as jobs
from payung.jobs.models import Job
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.uploads import kept_for_reading
from payung.ui.downloads import file_answer
from payung.ui.format import write_count, write_moment
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact, as_link
from payung.verification.dukcapil import (
    MATCHERS,
    RegisterAnswerTaken,
    get_request,
    people_asked,
    request_match,
    requests,
    take_answers,
)
from payung.verification.dukcapil_files import MEDIA, AnswerFile, request_file
from payung.verification.match_forms import MatchFileForm, MatchRequestForm, TableFileForm
from payung.verification.models import MatchRequest, MatchResult

READERS = (*MATCHERS, Role.AUDITOR)


@page(*READERS)
def requests_page(request: HttpRequest) -> HttpResponse:
    """All requests, and the form for a new one."""
    made = requests(actor_of_request(request))
    context = {
        "page": paged(request, made),
        "columns": [
            Column("made_at", _("Diminta"), "moment"),
            Column("area", _("Wilayah"), of=lambda found: place_name(found.area)),
            Column("purpose", _("Tujuan")),
            Column("people", _("Orang"), "count"),
            Column("answered_at", _("Dijawab"), "moment"),
        ],
        "link": as_link(lambda found: reverse("match", args=[found.pk])),
        "offers": offers(request, None, (ASK,)),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Pemadanan Dukcapil"))],
    }
    return render(request, "verification/matches.html", context)


ASK: Act[None] = Act(
    "match_list",
    gettext_lazy("Siapkan permintaan"),
    request_match,
    lambda asked: {"area": asked.data["wilayah"], "purpose": asked.data["tujuan"]},
    "",
    form=MatchRequestForm,
    facts=lambda actor, nothing: {"actor": actor},
    then=lambda asked, made: reverse("match", args=[made.pk]),
)
match_list = form_page(ASK, requests_page)


@page(*READERS)
def match(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: its file, its answer, and whom the answer doubts."""
    found = get_request(actor_of_request(request), request_id)
    answered = found.matches.exclude(result="").order_by()
    counts = dict(answered.values_list("result").annotate(n=Count("pk")))
    doubted = answered.exclude(result=MatchResult.MATCH).select_related("person__area__parent")
    in_order = doubted.order_by("result", "number")
    context = {
        "found": found,
        "facts": _facts(found),
        "counts": [Fact(MatchResult(result).label, n) for result, n in sorted(counts.items())],
        "page": paged(request, in_order),
        "columns": [
            Column("person.name", _("Nama")),
            Column("area", _("Wilayah"), of=lambda one: place_name(one.person.area)),
            Column("result", _("Jawaban Dukcapil"), "state"),
            Column("answered_on", _("Tanggal"), "date"),
        ],
        "link": as_link(lambda one: reverse("person", args=[one.person_id])),
        "offers": offers(request, found, (SERVICE, FILE, ANSWER), request_id=request_id),
        "crumbs": [Crumb(_("Pemadanan Dukcapil"), reverse("match_list")), Crumb(str(found))],
    }
    return render(request, "verification/match.html", context)


def _facts(match_request: MatchRequest) -> list[Fact]:
    names = names_of([match_request.made_by])
    return [
        Fact(_("Wilayah"), place_name(match_request.area)),
        Fact(_("Tujuan"), match_request.purpose),
        Fact(_("Orang"), write_count(match_request.people)),
        Fact(
            _("Diminta"),
            f"{write_moment(match_request.made_at)}, {names.get(match_request.made_by, '')}",
        ),
        Fact(_("Dijawab"), write_moment(match_request.answered_at)),
    ]


@open_to(*MATCHERS)
def _file(*, actor: Actor, request_id: int, kind: str) -> HttpResponse:
    """The outgoing file with every NIK in full; each download is noted with its purpose."""
    people = people_asked(actor=actor, request_id=request_id)
    return file_answer(request_file(people, kind), f"pemadanan-{request_id}.{kind}", MEDIA[kind])


@open_to(*MATCHERS)
def _take(*, actor: Actor, request_id: int, file: UploadedFile[Any]) -> RegisterAnswerTaken:
    """Reads the answer file of Dukcapil's office."""
    with kept_for_reading(file) as path:
        matcher = AnswerFile(path, today())
        return take_answers(actor=actor, request_id=request_id, matcher=matcher)


def _counted(taken: RegisterAnswerTaken) -> str:
    words = _("%(n)s jawaban tersimpan, %(unclear)s baris tidak jelas, %(open)s belum dijawab.")
    numbers = {"n": sum(taken.results.values()), "unclear": taken.unclear, "open": taken.unanswered}
    return words % {name: write_count(n) for name, n in numbers.items()}


@open_to(*MATCHERS)
def _ask_service(*, actor: Actor, request_id: int) -> Job:
    """Lets the service answer what waits, this request among it, in the background."""
    if not settings.DUKCAPIL_SERVICE:
        raise BadInput(say("Layanan Dukcapil belum dipasang. Pakai berkas pemadanan."))
    return jobs.start(actor=actor, kind="verification.ask_dukcapil", subject=str(request_id))


SERVICE: Act[MatchRequest] = Act(
    "match_ask",
    gettext_lazy("Tanyakan ke layanan"),
    _ask_service,
    lambda asked: {"request_id": asked.thing.pk},
    "",
    offered=lambda actor, match_request: (
        bool(settings.DUKCAPIL_SERVICE) and match_request.answered_at is None
    ),
    then=lambda asked, job: reverse("job", args=[job.pk]),
)
FILE: Act[MatchRequest] = Act(
    "match_file",
    gettext_lazy("Unduh berkas"),
    _file,
    lambda asked: {"request_id": asked.thing.pk, "kind": asked.data["bentuk"] or "xlsx"},
    "",
    form=MatchFileForm,
)
ANSWER: Act[MatchRequest] = Act(
    "match_answer",
    gettext_lazy("Baca jawaban"),
    _take,
    lambda asked: {"request_id": asked.thing.pk, "file": asked.data["berkas"]},
    _counted,
    form=TableFileForm,
)
match_ask = act_view(SERVICE, match, get_request)
match_file = act_view(FILE, match, get_request)
match_answer = act_view(ANSWER, match, get_request)
