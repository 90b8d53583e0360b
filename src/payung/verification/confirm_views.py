"""Confirming a checked list and taking it back: the pages between quarantine and proposals."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.intake.files import SMALL_ROWS
from payung.intake.models import Upload, UploadState
from payung.intake.selectors import finding_groups, get_upload
from payung.intake.services import SENDERS
from payung.jobs import services as jobs
from payung.jobs.services import Report, kind
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.ui.format import write_count
from payung.ui.parts import Crumb, Fact
from payung.verification.queue import search_proposals
from payung.verification.services import DECIDERS, Entered, confirm, undo_import
from payung.verification.states import RECEIVED


@page_for(*SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_confirm(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What goes in and what stays back; POST lets the good rows in."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    if found.state != UploadState.CHECKED:
        raise Conflict(say("Hanya berkas yang sudah diperiksa yang bisa dikonfirmasi."))
    if request.method != "POST":
        return _review(request, actor, found)
    if found.rows > SMALL_ROWS:
        job = jobs.start(actor=actor, kind="verification.confirm", subject=str(found.pk))
        return redirect("job", job.pk)
    messages.success(request, _told(confirm(actor=actor, upload_ids=[found.pk])))
    return redirect("upload", found.pk)


@page_for(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_undo(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Takes a confirmed list back, as long as nobody decided on one of its proposals."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    if request.method == "POST":
        n = undo_import(actor=actor, upload_id=found.pk)
        words = _("Daftar dibatalkan; %(n)s usulan ditarik.") % {"n": write_count(n)}
        messages.success(request, words)
        return redirect("upload", found.pk)
    proposed = search_proposals(actor, upload=found.pk).count()
    facts = [
        Fact(_("Berkas"), found.filename),
        Fact(_("Usulan yang ditarik"), write_count(proposed)),
    ]
    context = {"upload": found, "facts": facts, "crumbs": _crumbs(found, _("Batalkan"))}
    return render(request, "verification/undo_import.html", context)


@kind("verification.confirm", label=gettext_lazy("Konfirmasi daftar"), page="upload")
def _confirm_job(actor: Actor, subject: str, report: Report) -> str:
    entered = confirm(actor=actor, upload_ids=[UUID(subject)])
    report(entered.rows, entered.rows)
    return _told(entered)


def _review(request: HttpRequest, actor: Actor, found: Upload) -> HttpResponse:
    context = {
        "upload": found,
        "going_in": found.rows_ok + found.rows_periksa,
        "groups": [g for g in finding_groups(actor, found) if g.severity == "galat"],
        "crumbs": _crumbs(found, _("Konfirmasi")),
    }
    return render(request, "verification/confirm.html", context)


def _told(entered: Entered) -> str:
    """The same words whoever the people are: who is known elsewhere is no sender's business."""
    counted = _("%(rows)s baris masuk, %(proposals)s usulan.") % {
        "rows": write_count(entered.rows),
        "proposals": write_count(entered.proposals),
    }
    return f"{counted} {RECEIVED}"


def _crumbs(found: Upload, here: str) -> list[Crumb]:
    return [
        Crumb(_("Unggahan"), reverse("upload_list")),
        Crumb(found.filename, reverse("upload", args=[found.pk])),
        Crumb(here),
    ]
