"""Minutes of reconciliation (BA rekonsiliasi): figures and names as both sides saw them."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.ledger.models import State
from payung.programmes.models import Programme
from payung.registry.models import Person
from payung.ui.states import StateField


class ReconciliationMinutes(models.Model):
    """One BA for one programme and span, frozen when it is drafted, then signed by both sides.

    Members: `start` before the span, `joined`, `left`, and `members` at its end; the other counts
    are person-months of the span. A new draft cancels an unsigned one of the same span.
    """

    id = models.UUIDField(primary_key=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="minutes")
    first_month: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    serial = models.IntegerField()
    number = models.CharField(max_length=60)
    dated = models.DateField()
    start = models.IntegerField()
    joined = models.IntegerField()
    left = models.IntegerField()
    members = models.IntegerField()
    planned = models.IntegerField()
    accepted = models.IntegerField()
    rejected = models.IntegerField()
    held = models.IntegerField()
    withdrawn = models.IntegerField(default=0)
    refunded = models.IntegerField(default=0)
    paid = models.IntegerField()
    posted = models.IntegerField()
    accepted_rp = models.BigIntegerField()
    left_rp = models.BigIntegerField(default=0)
    refunded_rp = models.BigIntegerField(default=0)
    paid_rp = models.BigIntegerField()
    follow_up = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)
    signed_on = models.DateField(null=True)
    signed_by_city = models.CharField(max_length=120, blank=True)
    signed_by_bpjs = models.CharField(max_length=120, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    noted_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-dated", "programme_id", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "serial"], name="minutes_serial_once"),
            models.UniqueConstraint(
                fields=["programme", "first_month", "last_month"],
                condition=models.Q(cancelled=False),
                name="minutes_of_a_span_once",
            ),
        ]

    @property
    def difference_rp(self) -> int:
        return self.accepted_rp - self.paid_rp


class MinutesName(models.Model):
    """A name behind a difference, as it stood when the minutes were drafted."""

    minutes = models.ForeignKey(
        ReconciliationMinutes, on_delete=models.PROTECT, related_name="names"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    month: models.Field[Month, Month] = MonthField()
    name = models.CharField(max_length=120)
    state = StateField(states=State, choices=None, max_length=12)
    amount_rp = models.BigIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["month", "name", "person_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person", "month"], name="minutes_name_once"
            ),
        ]
