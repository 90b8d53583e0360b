"""The lock that a worker holds on its job: the database gives it back, however the worker ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import Error, connections

from payung.jobs.models import Job, JobState

PROGRESS = "progress"
"""The connection for progress: it commits at once, while the work's transaction is still open."""

OPEN = (JobState.WAITING, JobState.RUNNING)


@contextmanager
def working_on(job_id: UUID) -> Iterator[bool]:
    """Holds the job for this process; yields False if another one works on it or has done so."""
    with connections[PROGRESS].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key_of(job_id)])
        mine: bool = cursor.fetchone()[0]
    try:
        yield mine and Job.objects.using(PROGRESS).filter(pk=job_id, state__in=OPEN).exists()
    finally:
        # A session that broke meanwhile has given its lock back by that.
        with suppress(Error), connections[PROGRESS].cursor() as cursor:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key_of(job_id)])


def key_of(job_id: UUID) -> int:
    """The lock's number: half of the job's own, which is drawn at random."""
    return int.from_bytes(job_id.bytes[:8], signed=True)
