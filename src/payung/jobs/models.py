"""Background jobs: what runs, for whom, how far it is. They hold no citizen's data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.ui.states import StateField, Tone, dress


class JobState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu")
    RUNNING = "berjalan", _("Sedang berjalan")
    DONE = "selesai", _("Selesai")
    FAILED = "gagal", _("Gagal")


dress(
    JobState,
    WAITING=Tone.NEUTRAL,
    RUNNING=Tone.INFO,
    DONE=Tone.GOOD,
    FAILED=Tone.BAD,
)


class Job(models.Model):
    """One piece of background work; `subject` names what it works on, by id."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)
    role = models.CharField(max_length=12)
    area = models.CharField(max_length=40, db_collation="C")
    state = StateField(states=JobState, max_length=10, default=JobState.WAITING)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class DayRun(models.Model):
    """A day on which the daily work of one room was done."""

    name = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="day_run_once")]
