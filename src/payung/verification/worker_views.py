"""One worker entered on three screens: kept as he is typed, proposed at the end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, acting_as, actor_of_request
from payung.audit.clock import today
from payung.intake.drafts import discard_draft, get_draft, keep_draft, open_drafts, told_in
from payung.intake.models import WorkerDraft
from payung.intake.services import SENDERS
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.nik import Nik
from payung.kernel.sentence import say
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb, Fact
from payung.verification.models import Category
from payung.verification.single import judged, propose_worker
from payung.verification.states import RECEIVED
from payung.verification.worker_forms import (
    SCREENS,
    Screen,
    answered,
    blank,
    resumed,
    worker_of,
)

_TITLES = (
    gettext_lazy("Siapa pekerjanya?"),
    gettext_lazy("Tempat tinggal dan keluarga"),
    gettext_lazy("Pekerjaan"),
)


@page_for(*SENDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worker_new(request: HttpRequest) -> HttpResponse:
    """The first screen of a new worker, and what was begun and not sent."""
    actor = actor_of_request(request)
    if request.method == "POST":
        return _answer(request, actor, 1)
    return _page(request, actor, 1, blank(actor, {}))


@page_for(*SENDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worker(request: HttpRequest, draft_id: UUID, screen: int) -> HttpResponse:
    """One of the three screens of a worker who was begun."""
    if not 1 <= screen <= len(SCREENS):
        raise Http404
    actor = actor_of_request(request)
    if request.method == "POST":
        return _answer(request, actor, screen)
    with acting_as(actor):
        draft = get_draft(actor, draft_id)
    if draft.proposed_at is not None:
        messages.info(request, _("Pekerja ini sudah diusulkan."))
        return redirect("proposal_list")
    return _page(request, actor, screen, resumed(actor, screen, draft_id, told_in(draft)), draft)


@page_for(*SENDERS)
@require_POST
def worker_keep(request: HttpRequest) -> HttpResponse:
    """Keeps a screen as it is being typed, whatever it lacks; answers with the hour."""
    actor = actor_of_request(request)
    for kind in SCREENS:
        form = kind(request.POST, actor=actor)
        if told := form.told():
            keep_draft(actor=actor, draft_id=_id(form), told=told)
            return HttpResponse(_("Tersimpan %(at)s") % {"at": f"{timezone.localtime():%H.%M}"})
    return HttpResponse(status=204)


@page_for(*SENDERS)
@require_POST
def worker_discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throws a worker away who was begun and not sent."""
    discard_draft(actor=actor_of_request(request), draft_id=draft_id)
    messages.success(request, _("Isian dibuang. Tidak ada yang tersimpan."))
    return redirect("worker_new")


def _answer(request: HttpRequest, actor: Actor, screen: int) -> HttpResponse:
    """Keeps what was sent, then shows its faults or the next screen; the last one proposes."""
    form = SCREENS[screen - 1](request.POST, actor=actor)
    draft = keep_draft(actor=actor, draft_id=_id(form), told=form.told())
    if not form.is_valid():
        return _page(request, actor, screen, form, draft, status=422)
    if screen < len(SCREENS):
        return redirect("worker", draft.pk, screen + 1)
    return _propose(request, actor, draft, form)


def _propose(request: HttpRequest, actor: Actor, draft: WorkerDraft, last: Screen) -> HttpResponse:
    screens = answered(actor, draft.pk, told_in(draft))
    for number, form in enumerate(screens, 1):
        if draft.proposed_at is None and not form.is_valid():
            return _page(request, actor, number, form, draft, status=422)
    try:
        if draft.proposed_at is None:
            told = worker_of(actor, screens)
            propose_worker(actor=actor, draft_id=draft.pk, worker=told, on=today())
    except (BadInput, Conflict) as refusal:
        last.add_error(None, refusal.sentence)
        return _page(request, actor, len(SCREENS), last, draft, status=409)
    messages.success(request, RECEIVED)
    return redirect("worker_new")


def _id(form: Screen) -> UUID:
    """The id that the device made, or that came with the page."""
    try:
        return UUID(str(form.data.get("id", "")))
    except ValueError:
        raise BadInput(say("Isian ini tanpa nomor. Muat ulang halaman, lalu isi lagi.")) from None


def _page(
    request: HttpRequest,
    actor: Actor,
    screen: int,
    form: Screen,
    draft: WorkerDraft | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "screen": screen,
        "screens": len(SCREENS),
        "heading": _TITLES[screen - 1],
        "last": screen == len(SCREENS),
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Tambah pekerja"))],
    }
    if draft is None:
        context |= _begun(actor)
    elif screen > 1:
        context["back_url"] = reverse("worker", args=[draft.pk, screen - 1])
    if draft is not None and screen == len(SCREENS):
        context |= _review(actor, draft)
    return render(request, "verification/worker.html", context, status=status)


def _begun(actor: Actor) -> dict[str, Any]:
    with acting_as(actor):
        drafts = [(draft, told_in(draft)) for draft in open_drafts(actor)]
    rows = [
        {
            "href": reverse("worker", args=[draft.pk, _next_screen(told)]),
            "name": told.get("nama") or _("Belum bernama"),
            "kept_at": draft.kept_at,
            "discard": reverse("worker_discard", args=[draft.pk]),
        }
        for draft, told in drafts
    ]
    return {
        "rows": rows,
        "columns": [Column("name", _("Nama")), Column("kept_at", _("Terakhir diisi"), "moment")],
    }


def _next_screen(told: dict[str, str]) -> int:
    """Where somebody goes on: the first screen of which nothing was told."""
    begun = ("nik", "alamat", "pekerjaan")
    return next((n for n, name in enumerate(begun, 1) if not told.get(name)), len(SCREENS))


def _review(actor: Actor, draft: WorkerDraft) -> dict[str, Any]:
    """What the first two screens said, with the way back to each, and what is doubtful in it."""
    told = told_in(draft)
    screens = answered(actor, draft.pk, _UNTOLD | told)
    if not all(form.is_valid() for form in screens):
        return {}
    worker = worker_of(actor, screens)
    grave, doubts = judged(worker, today())
    who, home = (reverse("worker", args=[draft.pk, number]) for number in (1, 2))
    change = _("ubah")
    facts = [
        Fact(_("Nama"), worker.name, who, change),
        Fact(_("NIK"), Nik(worker.nik).masked, who, change),
        Fact(_("Lahir"), f"{worker.birth_place}, {write_date(worker.birth_date)}", who, change),
        Fact(_("Alamat"), worker.address, home, change),
        Fact(_("Nama ibu kandung"), worker.mother, home, change),
    ]
    return {"facts": facts, "findings": [*grave, *doubts]}


_UNTOLD = {"jenis": Category.VULNERABLE.value, "pekerjaan": "-", "tempat_kerja": "-"}
"""Stands for the last screen while the first two are looked at."""
