"""Partnerships with BPJS."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area
from payung.programmes.models import Programme


class Partnership(models.Model):
    """The PKS with the BPJS branch and the wadah's number (NPP) for one programme and its payer.

    It rests on a nota kesepakatan between the mayor and the branch, which ends on a day of its own;
    `data_clause` names the article that lets citizens' data go to BPJS. `kode_iuran_days` is how
    long a kode iuran lasts at this branch.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="partnerships")
    pks_number = models.CharField(max_length=60)
    npp = models.CharField(max_length=20)
    branch = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField()
    cutoff_day = models.IntegerField()
    nota_number = models.CharField(max_length=60, blank=True)
    nota_valid_to = models.DateField(null=True)
    terms = models.TextField(blank=True)
    data_clause = models.CharField(max_length=200, blank=True)
    kode_iuran_days = models.IntegerField(default=30)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "pks_number"], name="partnership_once"),
            models.CheckConstraint(
                condition=models.Q(valid_from__lte=models.F("valid_to")),
                name="partnership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.pks_number
