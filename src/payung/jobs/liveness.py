"""Which jobs somebody works on, and what becomes of those whose worker died.

A worker holds a lock of its database session as long as it works on a job. The database gives
the lock back when the session ends, however it ends: an unfinished job whose lock is free, and
for which nothing waits in the queue, has lost its worker.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

from django.db import Error, connection, connections, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks_db.models import DBTaskResult

from payung.jobs.locks import OPEN, PROGRESS, key_of
from payung.jobs.models import Job, JobState
from payung.jobs.services import run_job

MOST_TRIES = 3
"""A job that has cost so many workers their life is not given to another one."""

LONGEST_CLAIM = timedelta(seconds=15)
"""A worker that took a job from the queue has locked it by then, or is dead."""

LOOK_SECONDS = 10
"""So often each worker looks for jobs that lost theirs: all in all well within a minute."""

GIVEN_UP = gettext_noop(
    "Pekerjaan terhenti di tengah jalan berkali-kali dan tidak dicoba lagi."
    " Beri tahu pengelola sistem."
)
_ALIVE = 0x7061_7975_6E67
"""The lock that every living worker shares."""

log = logging.getLogger(__name__)


def take_up_left_jobs() -> int:
    """Offers jobs that lost their worker to the next one, or fails them with a sentence.

    Returns how many there were. Many may call this at once.
    """
    queued = {_job_of(task) for task in _tasks().filter(status="READY")}
    unfinished = Job.objects.filter(state__in=OPEN).values_list("pk", flat=True)
    return sum(_take_up(pk) for pk in unfinished if str(pk) not in queued)


@transaction.atomic
def _take_up(job_id: UUID) -> bool:
    if not _is_free(job_id):
        return False
    job = Job.objects.select_for_update().filter(pk=job_id, state__in=OPEN).first()
    tries = _tasks().filter(args_kwargs__args__0=str(job_id))
    if job is None or tries.filter(status="READY").exists():
        return False
    claimed = tries.filter(status="RUNNING", started_at__gt=timezone.now() - LONGEST_CLAIM)
    if job.state == JobState.WAITING and claimed.exists():
        return False
    many = tries.count()
    tries.filter(status="RUNNING").update(status="FAILED", finished_at=timezone.now())
    log.warning("job %s lost its worker, try %d", job_id, many)
    if many >= MOST_TRIES:
        _give_up(job)
    else:
        _offer(job)
    return True


def _give_up(job: Job) -> None:
    job.state, job.message, job.finished_at = JobState.FAILED, GIVEN_UP, timezone.now()
    job.save(update_fields=["state", "message", "finished_at"])


def _offer(job: Job) -> None:
    job.state, job.done = JobState.WAITING, 0
    job.save(update_fields=["state", "done"])
    run_job.enqueue(str(job.pk))


def _is_free(job_id: UUID) -> bool:
    """Takes the job's lock until the transaction ends, if nobody has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key_of(job_id)])
        return bool(cursor.fetchone()[0])


def _tasks() -> QuerySet[DBTaskResult[..., None]]:
    return DBTaskResult.objects.filter(task_path="payung.jobs.services.run_job")


def waits_since() -> datetime | None:
    """Since when the oldest unfinished job has been asked for; None where all are done."""
    moment: datetime | None = Job.objects.filter(state__in=OPEN).aggregate(first=Min("created_at"))[
        "first"
    ]
    return moment


def stand_by(pause: Event) -> None:
    """Shows that a worker lives, by a lock of a session of its own, until `pause` is set."""
    while not pause.is_set():
        own = connections[PROGRESS].copy()
        try:
            with own.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock_shared(%s)", [_ALIVE])
                while not pause.wait(LOOK_SECONDS):
                    cursor.execute("SELECT 1")
        except Error:  # the database went away, and with it the lock: once more
            pause.wait(1)
        finally:
            own.close()


def a_worker_lives() -> bool:
    """Whether some worker stands by."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ALIVE])
        return not cursor.fetchone()[0]


def _job_of(task: DBTaskResult[..., None]) -> str:
    return str(task.args_kwargs["args"][0])
