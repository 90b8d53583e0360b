"""Work of one's own that failed, for the to-do list."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.jobs.models import JobState
from payung.jobs.services import jobs_of
from payung.ui.parts import TodoItem

_FRESH = timedelta(days=3)


def todo(actor: Actor) -> list[TodoItem]:
    """Jobs that failed in the last days, so that nobody waits for them."""
    since = timezone.now() - _FRESH
    failed = jobs_of(actor).filter(state=JobState.FAILED, created_at__gte=since).count()
    return [TodoItem(_("Tugas yang gagal"), reverse("job_list"), failed)]
