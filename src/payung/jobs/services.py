"""Starting background work and telling how far it is.

A room registers its kind of work with `kind`; the worker calls it as the actor who asked for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.jobs.models import Job, JobState
from payung.kernel.errors import PayungError

Report = Callable[[int, int], None]
Work = Callable[[Actor, str, Report], str]
"""Does the work on a subject; calls the report with (done, total); returns a closing sentence."""

PROGRESS = "progress"
"""The connection for progress: it commits at once, while the work's transaction is still open."""

_kinds: dict[str, Work] = {}
log = logging.getLogger(__name__)


def kind(name: str) -> Callable[[Work], Work]:
    """Registers the work that jobs of this name do."""

    def register(work: Work) -> Work:
        _kinds[name] = work
        return work

    return register


def start(*, actor: Actor, kind: str, subject: str) -> Job:
    """Queues the work; the page of the job shows its progress."""
    job = Job.objects.create(
        id=uuid4(), kind=kind, subject=subject, actor=actor.id, role=actor.role, area=actor.area
    )
    run_job.enqueue(str(job.pk))
    return job


@task()
def run_job(job_id: str) -> None:
    """Runs one job as its actor; a refusal becomes the job's message, and nothing is half done."""
    jobs = Job.objects.using(PROGRESS).filter(pk=UUID(job_id))
    job = jobs.get()
    actor = Actor(id=job.actor, role=Role(job.role), area=job.area)
    jobs.update(state=JobState.RUNNING)
    try:
        message = _kinds[job.kind](actor, job.subject, _reporter(jobs))
    except PayungError as refusal:
        _finish(jobs, JobState.FAILED, refusal.sentence)
    except Exception:
        log.exception("job %s failed", job_id)
        _finish(jobs, JobState.FAILED, "Pekerjaan berhenti. Ulangi; tidak ada yang tersimpan.")
    else:
        _finish(jobs, JobState.DONE, message)


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """The actor's own jobs, newest first."""
    return Job.objects.filter(actor=actor.id)


def _reporter(jobs: QuerySet[Job]) -> Report:
    def report(done: int, total: int) -> None:
        jobs.update(done=done, total=total)

    return report


def _finish(jobs: QuerySet[Job], state: JobState, message: str) -> None:
    jobs.update(state=state, message=message[:300], finished_at=timezone.now())
