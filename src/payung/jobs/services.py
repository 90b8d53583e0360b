"""Starting background work and telling how far it is.

A room registers its kind of work with `kind`; the worker calls it as the actor who asked for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.jobs.locks import PROGRESS, working_on
from payung.jobs.models import Job, JobState
from payung.kernel.errors import OutOfArea, PayungError
from payung.kernel.sentence import say
from payung.ui.parts import Words

Report = Callable[[int, int], None]
Work = Callable[[Actor, str, Report], str]
"""Does the work on a subject; calls the report with (done, total); returns a closing sentence."""

LONGEST_WAIT = timedelta(seconds=20)
"""A job that has waited longer has nobody to work on it, and its page says so."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """What jobs of one name do, what people call it, and the page of what they work on."""

    work: Work
    label: Words
    page: str


_kinds: dict[str, JobKind] = {}
log = logging.getLogger(__name__)


def kind(name: str, *, label: Words = "", page: str = "") -> Callable[[Work], Work]:
    """Registers the work that jobs of this name do; `page` is the address name of the subject."""

    def register(work: Work) -> Work:
        _kinds[name] = JobKind(work, label or name, page)
        return work

    return register


def start(*, actor: Actor, kind: str, subject: str) -> Job:
    """Queues the work; the page of the job shows its progress."""
    with transaction.atomic():
        job = Job.objects.create(
            id=uuid4(), kind=kind, subject=subject, actor=actor.id, role=actor.role, area=actor.area
        )
        run_job.enqueue(str(job.pk))
    return job


@task()
def run_job(job_id: str) -> None:
    """Runs one job as its actor; a refusal becomes the job's message, and nothing is half done."""
    with working_on(UUID(job_id)) as mine:
        if mine:
            _run(Job.objects.using(PROGRESS).filter(pk=UUID(job_id)))


def _run(jobs: QuerySet[Job]) -> None:
    job = jobs.get()
    actor = Actor(id=job.actor, role=Role(job.role), area=job.area)
    jobs.update(state=JobState.RUNNING)
    try:
        message = _kinds[job.kind].work(actor, job.subject, _reporter(jobs))
    except PayungError as refusal:
        _finish(jobs, JobState.FAILED, refusal.sentence)
    except Exception:
        log.exception("job %s failed", job.pk)
        _finish(jobs, JobState.FAILED, "Pekerjaan berhenti. Ulangi; tidak ada yang tersimpan.")
    else:
        _finish(jobs, JobState.DONE, message)


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """The actor's own jobs, newest first."""
    return Job.objects.filter(actor=actor.id)


def get_job(actor: Actor, job_id: UUID) -> Job:
    """One of the actor's own jobs."""
    job = jobs_of(actor).filter(pk=job_id).first()
    if job is None:
        raise OutOfArea(say("Tugas ini tidak ada di daftar Anda."))
    return job


def label_of(job: Job) -> Words:
    """What people call this work."""
    found = _kinds.get(job.kind)
    return found.label if found else job.kind


def result_of(job: Job) -> str:
    """The address of what the job worked on; empty where it has none."""
    found = _kinds.get(job.kind)
    return reverse(found.page, args=[job.subject]) if found and found.page else ""


def is_stuck(job: Job) -> bool:
    """Whether the job waits longer than a running worker would let it."""
    return job.state == JobState.WAITING and timezone.now() - job.created_at > LONGEST_WAIT


def _reporter(jobs: QuerySet[Job]) -> Report:
    def report(done: int, total: int) -> None:
        jobs.update(done=done, total=total)

    return report


def _finish(jobs: QuerySet[Job], state: JobState, message: str) -> None:
    jobs.update(state=state, message=message[:300], finished_at=timezone.now())
