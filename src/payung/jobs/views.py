"""One's own background work and how far it is."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.accounts.scope import actor_of_request
from payung.jobs.liveness import take_up_left_jobs
from payung.jobs.models import Job
from payung.jobs.services import get_job, is_stuck, jobs_of, label_of, result_of
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown

PER_PAGE = 50
_STUCK = gettext_noop(
    "Pekerja latar belum berjalan, jadi tugas ini masih antre. Beri tahu pengelola sistem."
)


@login_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The actor's own jobs, newest first."""
    page = Paginator(jobs_of(actor_of_request(request)), PER_PAGE).get_page(request.GET.get("page"))
    columns = [
        Column("label", _("Tugas")),
        Column("state", _("Keadaan"), "state"),
        Column("created_at", _("Dimulai"), "moment"),
        Column("finished_at", _("Selesai"), "moment"),
        Column("message", _("Hasil")),
    ]
    context = {"page": page, "columns": columns, "rows": [_row(job) for job in page]}
    return render(request, "jobs/list.html", context)


@login_required
@never_cache
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far one job is; a reload asks the database again.

    Who looks also sees to it that a job without a worker is offered again: where no worker lives,
    nobody else would.
    """
    take_up_left_jobs()
    found = get_job(actor_of_request(request), job_id)
    context = {
        "job": found,
        "label": label_of(found),
        "result_url": result_of(found),
        "note": _(_STUCK) if is_stuck(found) else shown(found.message),
        "crumbs": [Crumb(_("Tugas"), reverse("job_list")), Crumb(label_of(found))],
    }
    return render(request, "jobs/job.html", context)


def _row(job: Job) -> dict[str, object]:
    return {
        "href": reverse("job", args=[job.pk]),
        "label": label_of(job),
        "state": job.state,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "message": shown(job.message),
    }
