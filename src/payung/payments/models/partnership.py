"""Partnerships with BPJS."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.programmes.models import Programme


class Wadah(models.TextChoices):
    """The kind of a wadah as BPJS codes it; what SB, SC and SL stand for was not read."""

    GOVERNMENT = "SG", _("SG: pemerintah")
    VILLAGE = "SD", _("SD: desa dengan APBDes")
    VILLAGE_APBD = "SA", _("SA: desa dengan APBD")
    SB = "SB", _("SB: arti belum dipastikan")
    SC = "SC", _("SC: arti belum dipastikan")
    SL = "SL", _("SL: arti belum dipastikan")


class Partnership(models.Model):
    """The PKS with the BPJS branch and the wadah's number (NPP) for one programme and its payer.

    It rests on a nota kesepakatan between the mayor and the branch, which ends on a day of its own;
    `data_clause` names the article that lets citizens' data go to BPJS. `kode_iuran_days` is how
    long a kode iuran lasts at this branch. `refund_clause` is what was agreed on contributions for
    months after a claim: to public payers BPJS gives them back as agreed, and else not.
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
    wadah = models.CharField(max_length=2, choices=Wadah.choices, blank=True)
    refund_clause = models.CharField(max_length=200, blank=True)
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
