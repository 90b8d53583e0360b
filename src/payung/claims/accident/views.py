"""The sheet of an accident that Pasal 48A asks for: ready to send, and noted as sent."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.audit.clock import today
from payung.claims.accident import notices
from payung.claims.accident.forms import DoctorForm, SentForm
from payung.claims.ground.obligations import moment_of
from payung.claims.ground.pages import crumbs
from payung.claims.ground.selectors import open_case_for
from payung.claims.ground.stages import SENDERS
from payung.claims.models import Case, EventKind, Program, Stage
from payung.kernel.errors import BadInput, PayungError
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import WIB
from payung.registry.masks import masked_number
from payung.registry.services import reveal_nik
from payung.ui.format import write_date
from payung.ui.forms import PayungForm
from payung.ui.parts import Crumb, Fact

_FORMS: dict[str, type[PayungForm]] = {"first": SentForm, "second": SentForm, "doctor": DoctorForm}


@page_for(*SENDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_notice(request: HttpRequest, case_id: int) -> HttpResponse:
    """The two reports of one accident; the full NIK is shown once, for sending, and noted."""
    actor = actor_of_request(request)
    case = open_case_for(actor=actor, case_id=case_id, what="laporan tahap I dan II")
    if case.event.kind != EventKind.ACCIDENT and case.program == Program.JKM:
        raise Http404
    if request.method == "POST" and "nik" in request.POST:
        nik = reveal_nik(actor=actor, person_id=case.person_id, purpose="laporan tahap I ke BPJS")
        return _page(request, case, nik=nik)
    name = request.POST.get("tindakan", "")
    if request.method != "POST" or name not in _FORMS:
        return _page(request, case)
    form = _FORMS[name](request.POST, auto_id=f"id_{name}_%s")
    if form.is_valid():
        try:
            _do(actor, case, name, form.cleaned_data)
        except PayungError as refusal:
            return _page(request, case, failed={name: form}, refusal=refusal.sentence)
        messages.success(request, _("Dicatat."))
        return redirect("claim_notice", case.pk)
    return _page(request, case, failed={name: form})


def _do(actor: Actor, case: Case, name: str, data: dict[str, Any]) -> None:
    moment = datetime.combine(data["tanggal"], data["jam"] or time(), WIB)
    if moment.date() > today():
        raise BadInput(say("Tanggal ada di masa depan. Periksa tanggalnya."))
    if name == "doctor":
        notices.doctor_said(
            actor=actor,
            case_id=case.pk,
            outcome=data["pernyataan"],
            said_at=moment,
            disability_permille=int((data["persen"] or 0) * 10),
        )
    else:
        stage = Stage.FIRST if name == "first" else Stage.SECOND
        notices.note_sent(
            actor=actor, case_id=case.pk, stage=stage, sent_at=moment, channel=data["lewat"]
        )


def _page(
    request: HttpRequest,
    case: Case,
    *,
    nik: str = "",
    failed: dict[str, PayungForm] | None = None,
    refusal: str = "",
) -> HttpResponse:
    failed = failed or {}
    facts = sheet_of(case, nik)
    sent = {notice.stage: notice for notice in case.notices.all()}
    context = {
        "case": case,
        "facts": facts,
        "lacking": [str(fact.label) for fact in facts if fact.value == LACKING],
        "nik_shown": bool(nik),
        "message": _message(facts) if nik else "",
        "limit": notices.limit_of(Stage.FIRST, moment_of(case.event)),
        "first": sent.get(Stage.FIRST),
        "second": sent.get(Stage.SECOND),
        "second_limit": notices.limit_of(Stage.SECOND, sent[Stage.SECOND].counted_from)
        if Stage.SECOND in sent
        else None,
        "accident": case.event.kind == EventKind.ACCIDENT,
        "forms": {
            name: failed.get(name) or kind(auto_id=f"id_{name}_%s") for name, kind in _FORMS.items()
        },
        "failed": list(failed),
        "error_forms": list(failed.values()),
        "refusal": refusal,
        "crumbs": crumbs(
            Crumb(case.person.name, reverse("claim", args=[case.pk])), Crumb(_("Laporan tahap"))
        ),
    }
    return render(request, "claims/notice.html", context, status=422 if failed else 200)


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
