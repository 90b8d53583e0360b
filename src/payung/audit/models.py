"""The audit chain as Django sees it; rows come only from the database function `audit_append`."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act of one actor. `facts` holds ids, counts and names of fields, never values."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    facts = models.JSONField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_entry"
        ordering = ["-seq"]


class DailyCount(models.Model):
    """How many of something one account has tried on one day, refused tries too."""

    account = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    day = models.DateField()
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "what", "day"], name="one_count_a_day")
        ]
