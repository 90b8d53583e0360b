"""What was decided where the law leaves a contribution open: one dated paper for a span."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.programmes.models.programme import Programme


class RateDecision(models.Model):
    """One person's contribution a month by component, as decided for a programme's months.

    Nothing is overwritten: a later decision about the same month counts, the earlier one stays.
    """

    id = models.UUIDField(primary_key=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rates")
    first_month: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    jkk_rp = models.BigIntegerField()
    jkm_rp = models.BigIntegerField()
    number = models.CharField(max_length=80)
    dated = models.DateField()
    decided_by = models.CharField(max_length=120)
    scan_sha256 = models.CharField(max_length=64)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(jkk_rp__gte=0, jkm_rp__gte=0), name="rate_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def amounts(self) -> dict[str, int]:
        return {"jkk": self.jkk_rp, "jkm": self.jkm_rp}
