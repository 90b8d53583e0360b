"""Confirming a checked list and taking it back: the pages between quarantine and proposals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer
from payung.accounts.pages import open_to
from payung.accounts.scope import Actor, actor_of_request, system_actor
from payung.areas.selectors import city_of
from payung.intake.files import SMALL_ROWS
from payung.intake.models import Upload, UploadState
from payung.intake.selectors import finding_groups, get_upload
from payung.intake.services import SENDERS
from payung.intake.views import upload as upload_page
from payung.jobs import services as jobs
from payung.jobs.models import Job
from payung.jobs.services import Report, kind
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.ui.format import write_count
from payung.ui.parts import Crumb, Fact, Review
from payung.verification.models import ProposalState
from payung.verification.queue import search_proposals
from payung.verification.services import Entered, confirm, undo_import
from payung.verification.states import RECEIVED


def confirm_page(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What goes in and what stays back."""
    actor = actor_of_request(request)
    upload = _checked(actor, upload_id)
    context = {
        "upload": upload,
        "groups": [g for g in finding_groups(actor, upload) if g.severity == "galat"],
        "offer": offer(request, upload, CONFIRM, upload_id=upload_id),
        "crumbs": _crumbs(upload, _("Konfirmasi")),
    }
    return render(request, "verification/confirm.html", context)


def _checked(actor: Actor, upload_id: UUID) -> Upload:
    upload = get_upload(actor, upload_id)
    if upload.state != UploadState.CHECKED:
        raise Conflict(say("Hanya berkas yang sudah diperiksa yang bisa dikonfirmasi."))
    return upload


@open_to(*SENDERS)
def _confirm(*, actor: Actor, upload: Upload) -> Entered | Job:
    """A short list goes in at once, a long one by a job."""
    if upload.rows > SMALL_ROWS:
        return jobs.start(actor=actor, kind="verification.confirm", subject=str(upload.pk))
    entered = confirm(actor=actor, upload_ids=[upload.pk])
    _seek_the_dead(upload.area_id, str(upload.pk))
    return entered


def _seek_the_dead(area: str, subject: str) -> None:
    """All known deaths are held against the new list as well, by the city's machine itself."""
    city = city_of(area)
    if city is not None:
        jobs.start(actor=system_actor(city.pk), kind="claims.sweep_deaths", subject=subject)


@kind("verification.confirm", label=gettext_lazy("Konfirmasi daftar"), page="upload")
def _confirm_job(actor: Actor, subject: str, report: Report) -> str:
    entered = confirm(actor=actor, upload_ids=[UUID(subject)])
    _seek_the_dead(actor.area, subject)
    report(entered.rows, entered.rows)
    return _told(entered)


def _told(entered: Entered) -> str:
    """The same words whoever the people are: who is known elsewhere is no sender's business."""
    counted = _("%(rows)s baris masuk, %(proposals)s usulan.") % {
        "rows": write_count(entered.rows),
        "proposals": write_count(entered.proposals),
    }
    return f"{counted} {RECEIVED}"


def _to_upload(asked: Asked[Upload], done: object) -> str:
    """The list, or the job that still works on it."""
    if isinstance(done, Job):
        return reverse("job", args=[done.pk])
    return reverse("upload", args=[asked.thing.pk])


CONFIRM = Act(
    "upload_confirm",
    gettext_lazy("Konfirmasi daftar"),
    _confirm,
    lambda asked: {"upload": asked.thing},
    lambda done: "" if isinstance(done, Job) else _told(done),
    then=_to_upload,
)
upload_confirm = form_page(CONFIRM, confirm_page, _checked)


def _undone(actor: Actor, upload: Upload, form: object) -> Review:
    """What is withdrawn with a confirmed list."""
    rows = search_proposals(actor, upload=upload.pk)
    proposed = rows.exclude(state=ProposalState.WITHDRAWN).count()
    return Review(
        about=upload.filename,
        facts=[
            Fact(_("Berkas"), upload.filename),
            Fact(_("Usulan yang ditarik"), write_count(proposed)),
        ],
        consequence=_("Semua usulan dari daftar ini ditarik. Berkas yang sama boleh dikirim lagi."),
        people=proposed,
    )


UNDO = Act(
    "upload_undo",
    gettext_lazy("Batalkan daftar"),
    undo_import,
    lambda asked: {"upload_id": asked.thing.pk},
    lambda n: _("Daftar dibatalkan; %(n)s usulan ditarik.") % {"n": write_count(n)},
    review=_undone,
)
upload_undo = act_view(UNDO, upload_page, get_upload)


def _crumbs(upload: Upload, here: str) -> list[Crumb]:
    return [
        Crumb(_("Unggahan"), reverse("upload_list")),
        Crumb(upload.filename, reverse("upload", args=[upload.pk])),
        Crumb(here),
    ]
