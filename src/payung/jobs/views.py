"""One's own background work and how far it is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from payung.accounts.list_pages import ListPage
from payung.accounts.pages import SIGNED_IN, page
from payung.accounts.scope import actor_of_request
from payung.jobs.liveness import take_up_left_jobs
from payung.jobs.services import get_job, is_stuck, jobs_of, label_of, result_of
from payung.ui.parts import Column, Crumb
from payung.ui.words import shown

_STUCK = gettext_noop(
    "Pekerja latar belum berjalan, jadi tugas ini masih antre. Beri tahu pengelola sistem."
)


job_list = ListPage(
    name="tugas",
    title=gettext_lazy("Tugas"),
    roles=SIGNED_IN,
    rows=jobs_of,
    columns=(
        Column("label", gettext_lazy("Tugas"), of=label_of),
        Column("state", gettext_lazy("Keadaan"), "state"),
        Column("created_at", gettext_lazy("Dimulai"), "moment"),
        Column("finished_at", gettext_lazy("Selesai"), "moment"),
        Column("message", gettext_lazy("Hasil"), of=lambda job: shown(job.message)),
    ),
    noun=gettext_lazy("tugas"),
    why_empty=gettext_lazy("Belum ada tugas."),
    what_to_do=gettext_lazy("Tugas muncul di sini saat Anda memeriksa berkas besar."),
    lead=gettext_lazy(
        "Pekerjaan panjang yang Anda mulai. Halaman boleh ditinggalkan selama berjalan."
    ),
    leads_to=lambda job: reverse("job", args=[job.pk]),
).view()


@page(*SIGNED_IN)
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far one job is; a reload asks the database again.

    Who looks also sees to it that a job without a worker is offered again: where no worker lives,
    nobody else would.
    """
    take_up_left_jobs()
    job = get_job(actor_of_request(request), job_id)
    context = {
        "job": job,
        "label": label_of(job),
        "result_url": result_of(job),
        "note": _(_STUCK) if is_stuck(job) else shown(job.message),
        "crumbs": [Crumb(_("Tugas"), reverse("job_list")), Crumb(label_of(job))],
    }
    return render(request, "jobs/job.html", context)
