"""The words of a city's decrees: its own text in versions, kept for ever."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area


class WordingKind(models.TextChoices):
    DECREE = "sk", _("SK penetapan peserta")
    CHANGE = "perubahan", _("SK perubahan lampiran")


class Wording(models.Model):
    """One version of a city's text for one kind of decree; the newest counts for what is unsigned.

    `text` has the parts of `data/sk.yaml` or `data/perubahan.yaml`; a city without a version of
    its own has the shipped one.
    """

    kind = models.CharField(max_length=10, choices=WordingKind.choices)
    number = models.IntegerField()
    text = models.JSONField()
    reason = models.CharField(max_length=200)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "number"], name="wording_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
