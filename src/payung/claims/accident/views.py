"""The sheet of an accident that Pasal 48A asks for: ready to send, and noted as sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, acts_view, offers
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.claims.accident import notices
from payung.claims.accident.forms import DoctorForm, SentForm
from payung.claims.ground.obligations import moment_of
from payung.claims.ground.pages import crumbs
from payung.claims.ground.selectors import open_case_for
from payung.claims.ground.stages import SENDERS, needs_notice
from payung.claims.models import Case, EventKind, Stage
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import WIB
from payung.registry.masks import masked_number
from payung.registry.purposes import LookPurpose
from payung.registry.services import reveal_nik
from payung.ui.format import write_date
from payung.ui.parts import Crumb, Fact

_BASIS = "laporan tahap I ke BPJS"


@page(*SENDERS)
def claim_notice(request: HttpRequest, case_id: int) -> HttpResponse:
    """The two reports of one accident; the full NIK is shown once, for sending, and noted."""
    case = _case(actor_of_request(request), case_id)
    return _page(request, case)


def _case(actor: Actor, case_id: int) -> Case:
    case = open_case_for(actor=actor, case_id=case_id, what="laporan tahap I dan II")
    if not needs_notice(case):
        raise Http404
    return case


def _page(request: HttpRequest, case: Case, nik: str = "") -> HttpResponse:
    facts = sheet_of(case, nik)
    sent = {notice.stage: notice for notice in case.notices.all()}
    second = sent.get(Stage.SECOND)
    context = {
        "case": case,
        "facts": facts,
        "lacking": [str(fact.label) for fact in facts if fact.value == LACKING],
        "nik_shown": bool(nik),
        "message": _message(facts) if nik else "",
        "limit": notices.limit_of(Stage.FIRST, moment_of(case.event)),
        "first": sent.get(Stage.FIRST),
        "second": second,
        "second_limit": notices.limit_of(Stage.SECOND, second.counted_from) if second else None,
        "accident": case.event.kind == EventKind.ACCIDENT,
        "offers": offers(request, case, ACTS, case_id=case.pk),
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case.pk])), Crumb(_("Laporan tahap"))
        ),
    }
    return render(request, "claims/notice.html", context)


def _moment(asked: Asked[Case]) -> datetime:
    moment = datetime.combine(asked.data["tanggal"], asked.data["jam"] or time(), WIB)
    if moment.date() > today():
        raise BadInput(say("Tanggal ada di masa depan. Periksa tanggalnya."))
    return moment


def _sent(stage: Stage) -> Callable[[Asked[Case]], dict[str, Any]]:
    return lambda asked: {
        "case_id": asked.thing.pk,
        "stage": stage,
        "sent_at": _moment(asked),
        "channel": asked.data["lewat"],
    }


def _said(asked: Asked[Case]) -> dict[str, Any]:
    return {
        "case_id": asked.thing.pk,
        "outcome": asked.data["pernyataan"],
        "said_at": _moment(asked),
        "disability_permille": int((asked.data["persen"] or 0) * 10),
    }


@open_to(*SENDERS)
def _show_number(*, actor: Actor, request: HttpRequest, case: Case) -> HttpResponse:
    nik = reveal_nik(actor=actor, person_id=case.person_id, purpose=LookPurpose.BPJS, words=_BASIS)
    return _page(request, case, nik)


_act = partial(Act[Case], address="claim_notice_act")
ACTS: tuple[Act[Case], ...] = (
    _act(
        "first",
        gettext_lazy("Catat laporan tahap I sudah dikirim"),
        notices.note_sent,
        _sent(Stage.FIRST),
        gettext_lazy("Dicatat."),
        form=SentForm,
    ),
    _act(
        "doctor",
        gettext_lazy("Catat pernyataan dokter"),
        notices.doctor_said,
        _said,
        gettext_lazy("Dicatat."),
        form=DoctorForm,
    ),
    _act(
        "second",
        gettext_lazy("Catat laporan tahap II sudah dikirim"),
        notices.note_sent,
        _sent(Stage.SECOND),
        gettext_lazy("Dicatat."),
        form=SentForm,
    ),
    _act(
        "nik",
        gettext_lazy("Siapkan untuk dikirim, dengan NIK lengkap"),
        _show_number,
        lambda asked: {"request": asked.request, "case": asked.thing},
        "",
        again=True,
    ),
)
claim_notice_act = acts_view(ACTS, claim_notice, _case)


LACKING = "…"


def sheet_of(case: Case, nik: str) -> list[Fact]:
    """What Pasal 48A asks at least: number, chronology with place, cause, day and hour, notifier.

    What nobody has told yet is `LACKING`.
    """
    event, person, told = case.event, case.person, notices.told_of(case)
    hour = f"{event.happened_at:%H.%M} WIB" if event.happened_at else LACKING
    return [
        Fact(_("Nama peserta"), person.name),
        Fact(_("NIK"), nik or masked_number(person.nik.reveal())),
        Fact(_("Segmen"), "BPU"),
        Fact(_("Pekerjaan"), person.occupation or LACKING),
        Fact(_("Tanggal kejadian"), write_date(event.happened_on)),
        Fact(_("Jam kejadian"), hour),
        Fact(_("Tempat"), event.place or LACKING),
        Fact(_("Sebab"), event.cause or ("lalu lintas" if event.traffic else LACKING)),
        Fact(_("Kronologi"), told.chronology or LACKING),
        Fact(_("Nama pelapor"), told.name or LACKING),
        Fact(_("Nomor HP pelapor"), told.phone or LACKING),
    ]


def _message(facts: list[Fact]) -> str:
    """The sheet as a message; a person chooses to whom it goes."""
    lines = ["Laporan kecelakaan kerja tahap I (Permenaker 5/2021 jo. 1/2025, Pasal 48A)"]
    lines += [f"{fact.label}: {fact.value}" for fact in facts]
    return "https://wa.me/?text=" + quote("\n".join(lines))
