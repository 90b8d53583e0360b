"""One worker entered on three screens: kept as he is typed, proposed at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, Offer, act_view, form_page, offer
from payung.accounts.pages import open_to
from payung.accounts.scope import Actor, acting_as, actor_of_request
from payung.audit.clock import today
from payung.intake.drafts import discard_draft, get_draft, keep_draft, open_drafts, told_in
from payung.intake.models import WorkerDraft
from payung.intake.services import SENDERS
from payung.kernel.errors import BadInput
from payung.kernel.nik import Nik
from payung.kernel.sentence import say
from payung.ui.format import write_date
from payung.ui.parts import Column, Crumb, Fact
from payung.verification.known_here import answer_of
from payung.verification.models import Category
from payung.verification.single import Worker, judged, propose_worker
from payung.verification.states import RECEIVED
from payung.verification.worker_forms import (
    SCREENS,
    CheckScreen,
    Screen,
    ScreenStep,
    answered,
    screen_form,
    worker_of,
)

_TITLES = (
    gettext_lazy("Siapa pekerjanya?"),
    gettext_lazy("Tempat tinggal dan keluarga"),
    gettext_lazy("Pekerjaan"),
)


def first_page(request: HttpRequest) -> HttpResponse:
    """The first screen of a new worker, and what was begun and not sent."""
    context = {
        "drafts": [_begun(draft) for draft in open_drafts(actor_of_request(request))],
        "columns": [Column("name", _("Nama")), Column("kept_at", _("Terakhir diisi"), "moment")],
    }
    step = ScreenStep(1)
    shown = offer(request, step, BEGIN)
    context["answer"] = answer_of(actor_of_request(request), _typed(shown, step))
    return _screen(request, step, shown, context)


def _typed(shown: Offer, step: ScreenStep) -> Mapping[str, str]:
    """What was told before, and what is on the screen of a form that was just refused."""
    sent = shown.form.told() if shown.refused and isinstance(shown.form, Screen) else {}
    return {**step.told, **sent}


def worker_page(request: HttpRequest, draft_id: UUID, screen: int) -> HttpResponse:
    """One of the three screens of a worker who was begun; a refused one is kept all the same."""
    actor = actor_of_request(request)
    step = _step(actor, draft_id, screen)
    if step.proposed:
        messages.info(request, _("Pekerja ini sudah diusulkan."))
        return redirect("proposal_list")
    shown = offer(request, step, GO_ON, draft_id=draft_id, screen=screen)
    if shown.refused and isinstance(shown.form, Screen):
        keep_draft(actor=actor, draft_id=draft_id, told=shown.form.told())
    context = _review(actor, step) if step.is_last else {}
    context["answer"] = answer_of(actor, _typed(shown, step))
    if screen > 1:
        context["back_url"] = reverse("worker", args=[draft_id, screen - 1])
    return _screen(request, step, shown, context)


def _screen(
    request: HttpRequest, step: ScreenStep, shown: Offer, context: Mapping[str, Any]
) -> HttpResponse:
    own = {
        "form": shown.form,
        "step": step,
        "screens": len(SCREENS),
        "heading": _TITLES[step.screen - 1],
        "crumbs": [Crumb(_("Usulan"), reverse("proposal_list")), Crumb(_("Tambah pekerja"))],
    }
    return render(request, "verification/worker.html", {**own, **context})


def _begun(draft: WorkerDraft) -> dict[str, Any]:
    typed = told_in(draft)
    return {
        "href": reverse("worker", args=[draft.pk, _next_screen(typed)]),
        "name": typed.get("nama") or _("Belum bernama"),
        "kept_at": draft.kept_at,
        "discard": reverse("worker_discard", args=[draft.pk]),
    }


def _next_screen(typed: Mapping[str, str]) -> int:
    """Where somebody goes on: the first screen of which nothing was told."""
    begun = ("nik", "alamat", "pekerjaan")
    return next((n for n, name in enumerate(begun, 1) if not typed.get(name)), len(SCREENS))


def _step(actor: Actor, draft_id: UUID, screen: int) -> ScreenStep:
    if not 1 <= screen <= len(SCREENS):
        raise Http404
    return _at(get_draft(actor, draft_id), screen)


def _at(draft: WorkerDraft, screen: int) -> ScreenStep:
    return ScreenStep(screen, draft.pk, told_in(draft), draft.proposed_at is not None)


def _review(actor: Actor, step: ScreenStep) -> dict[str, Any]:
    """What the first two screens said, with the way back to each, and what is doubtful in it."""
    screens = answered(actor, replace(step, told={**_UNTOLD, **step.told}))
    if not all(form.is_valid() for form in screens):
        return {}
    worker = worker_of(actor, screens)
    grave, doubts = judged(worker, today())
    who, home = (reverse("worker", args=[step.record, number]) for number in (1, 2))
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


@open_to(*SENDERS)
def _go_on(*, actor: Actor, step: ScreenStep, told: Mapping[str, str]) -> bool:
    """Keeps a screen; the last one proposes. Whether the worker is proposed now."""
    draft = keep_draft(actor=actor, draft_id=step.record, told=told)
    if step.is_last and draft.proposed_at is None:
        worker = _worker(actor, _at(draft, step.screen))
        propose_worker(actor=actor, draft_id=draft.pk, worker=worker, on=today())
    return step.is_last


def _worker(actor: Actor, step: ScreenStep) -> Worker:
    screens = answered(actor, step)
    for number, form in enumerate(screens, 1):
        if not form.is_valid():
            raise BadInput(
                say("Layar {number} belum benar. Kembali ke sana dan lanjutkan.", number=number)
            )
    return worker_of(actor, screens)


def _to_next(asked: Asked[ScreenStep], proposed: bool) -> str:
    step = asked.thing
    if proposed:
        return reverse("worker_new")
    return reverse("worker", args=[step.record, step.screen + 1])


BEGIN: Act[ScreenStep] = Act(
    "worker_new",
    gettext_lazy("Lanjut"),
    keep_draft,
    lambda asked: {"draft_id": asked.data["id"], "told": asked.form.told()},
    "",
    form=screen_form,
    facts=lambda actor, step: {"actor": actor, "step": step},
    then=lambda asked, draft: reverse("worker", args=[draft.pk, 2]),
)
GO_ON = Act(
    "worker",
    gettext_lazy("Lanjut"),
    _go_on,
    lambda asked: {"step": asked.thing, "told": asked.form.told()},
    lambda proposed: RECEIVED if proposed else "",
    form=screen_form,
    facts=lambda actor, step: {"actor": actor, "step": step},
    then=_to_next,
)
worker_new = form_page(BEGIN, first_page, lambda actor: ScreenStep(1))
worker = form_page(GO_ON, worker_page, _step)


@open_to(*SENDERS)
def _keep(*, actor: Actor, typed: QueryDict) -> HttpResponse:
    """Keeps a screen as it is being typed, whatever it lacks; answers with the hour."""
    for kind in SCREENS:
        form = kind(typed, actor=actor)
        if told := form.told():
            keep_draft(actor=actor, draft_id=form.record(), told=told)
            kept = _("Tersimpan %(at)s") % {"at": f"{timezone.localtime():%H.%M}"}
            return HttpResponse(kept + _answered(actor, told))
    return HttpResponse(status=204)


def _answered(actor: Actor, typed: Mapping[str, str]) -> str:
    """The answer to a NIK, beside the hour: it takes its own place on the page."""
    if "nik" not in typed:
        return ""
    with acting_as(actor):
        answer = answer_of(actor, typed)
    return render_to_string("verification/nik_answer.html", {"answer": answer, "oob": True})


KEEP: Act[None] = Act(
    "worker_keep", gettext_lazy("Simpan"), _keep, lambda asked: {"typed": asked.request.POST}, ""
)
DISCARD: Act[None] = Act(
    "worker_discard",
    gettext_lazy("Buang isian"),
    discard_draft,
    lambda asked: {"draft_id": asked.where["draft_id"]},
    gettext_lazy("Isian dibuang. Tidak ada yang tersimpan."),
    then=lambda asked, done: reverse("worker_new"),
)
CHECK: Act[None] = Act(
    "worker_check",
    gettext_lazy("Periksa NIK dulu"),
    keep_draft,
    lambda asked: {"draft_id": asked.data["id"], "told": asked.form.told()},
    "",
    form=CheckScreen,
    facts=lambda actor, thing: {"actor": actor},
    then=lambda asked, draft: reverse("worker", args=[draft.pk, 1]),
)
worker_keep = act_view(KEEP, worker_new)
worker_check = act_view(CHECK, worker_new)
worker_discard = act_view(DISCARD, worker_new)
