"""Areas and their validity; codes are texts that begin with the code of the higher area."""

from __future__ import annotations

from django.db import models

from payung.kernel.area import AreaKind


class Area(models.Model):
    """A city, kecamatan, kelurahan or RT; split and renumbered ones stay, with their end."""

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AreaKind])
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    households = models.IntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
