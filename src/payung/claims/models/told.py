"""Where something was told, if the person lives elsewhere."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.claims.models.change import LifeChange


class ToldIn(models.Model):
    """A case or a change belongs to where the person lives, and to where it was told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="told_in")
    change = models.ForeignKey(
        LifeChange, on_delete=models.PROTECT, null=True, related_name="told_in"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area"], name="told_in_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) ^ models.Q(change__isnull=True),
                name="told_of_one_thing",
            ),
            models.UniqueConstraint(fields=["case", "area"], name="case_told_once"),
            models.UniqueConstraint(fields=["change", "area"], name="change_told_once"),
        ]
