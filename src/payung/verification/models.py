"""Proposals, and pairs of persons that may be one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.intake.models import Upload
from payung.registry.models import Person


class Category(models.TextChoices):
    VULNERABLE = "rentan", _("Pekerja rentan")
    RELIGIOUS = "keagamaan", _("Pekerja keagamaan")


class ProposalState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu verifikasi")
    VERIFIED = "terverifikasi", _("Terverifikasi")
    REFUSED = "ditolak", _("Ditolak")
    WITHDRAWN = "ditarik", _("Ditarik")


class Reason(models.TextChoices):
    """Why a person refused a proposal; read aloud to the proposed one."""

    MOVED = "pindah", _("Sudah pindah dari kota")
    DEAD = "meninggal", _("Sudah meninggal")
    NOT_WORKING = "tidak_bekerja", _("Tidak sedang bekerja")
    EMPLOYED = "pu_asn", _("Sudah terdaftar sebagai PU atau ASN")
    OTHER_PAYER = "pembayar_lain", _("Sudah dibayar pihak lain")
    AGE = "usia", _("Di luar batas usia")
    IDENTITY = "identitas", _("Identitas tidak cocok")
    DOUBLE = "ganda", _("Sudah diusulkan")


class Proposal(models.Model):
    """One person proposed for one category in one area; a person decides."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    category = models.CharField(max_length=10, choices=Category.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    upload = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    row_number = models.IntegerField(null=True)
    doubts = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=14, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    reason = models.CharField(max_length=14, choices=Reason.choices, blank=True)
    proposed_at = models.DateTimeField()
    collected_by = models.CharField(max_length=40)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category", "area"],
                condition=~models.Q(state="ditarik"),
                name="proposed_once_per_area",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("collected_by")),
                name="collector_is_not_verifier",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ditolak") | ~models.Q(reason=""),
                name="refused_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["area", "state"], name="proposal_area_state")]


class PairState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu keputusan")
    SAME = "sama", _("Orang yang sama")
    DIFFERENT = "beda", _("Orang yang berbeda")
    UNSURE = "belum_jelas", _("Belum jelas")


class DoublePair(models.Model):
    """Two persons that may be one; `area` is the lowest office that covers both."""

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    probability_percent = models.IntegerField()
    evidence = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=PairState.choices, default=PairState.OPEN)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-probability_percent", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="pair_in_order"
            ),
        ]
