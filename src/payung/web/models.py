"""What the shell itself remembers: no citizen's data."""

from __future__ import annotations

from django.db import models


class Received(models.Model):
    """How much one account has sent on one day."""

    day = models.DateField()
    who = models.CharField(max_length=40)
    bytes = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "who"], name="received_by_day")]

    def __str__(self) -> str:
        return f"{self.who} {self.day}"
