"""What people complain about or appeal against: without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class ComplaintKind(models.TextChoices):
    QUESTION = "pertanyaan", _("Pertanyaan")
    SERVICE = "layanan", _("Pelayanan lambat atau tidak dijawab")
    APPEAL = "keberatan", _("Keberatan: tidak masuk, dikeluarkan, atau ditolak")
    CLAIM = "klaim", _("Klaim keluarga saya")
    MONEY = "uang", _("Ada yang meminta uang (rahasia)")
    OFFICIAL = "petugas", _("Tentang petugas atau ketua RT (rahasia)")


CONFIDENTIAL = (ComplaintKind.MONEY, ComplaintKind.OFFICIAL)
"""Kinds that two roles alone may read; the database holds it, too."""


class ComplaintWay(models.TextChoices):
    PAGE = "halaman", _("Lewat halaman ini")
    PAPER = "kertas", _("Surat")
    PHONE = "telepon", _("Telepon")


class ComplaintState(models.TextChoices):
    RECEIVED = "diterima", _("Diterima, belum dijawab")
    ANSWERED = "dijawab", _("Dijawab")
    CLOSED = "selesai", _("Selesai")


dress(ComplaintState, RECEIVED=Tone.WARN, ANSWERED=Tone.INFO, CLOSED=Tone.GOOD)


class Complaint(models.Model):
    """One complaint; its id is made with the form, so that a re-send never doubles.

    `about` is the account that it is about, where that is known: it can't close it. `code_index`
    finds it by the code that its sender was told.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=ComplaintKind.choices)
    confidential = models.BooleanField()
    way = models.CharField(max_length=10, choices=ComplaintWay.choices)
    text: models.Field[Sealed, Sealed] = SealedField()
    name: models.Field[Sealed, Sealed] = SealedField()
    phone: models.Field[Sealed, Sealed] = SealedField()
    code_index = models.BinaryField()
    about = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    programme = models.CharField(max_length=20, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    lapor_number = models.CharField(max_length=40, blank=True)
    state = StateField(states=ComplaintState, max_length=10, default=ComplaintState.RECEIVED)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=40)
    due_on = models.DateField()
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="") | (~Q(answered_by=F("about")) & ~Q(closed_by=F("about"))),
                name="nobody_settles_a_complaint_about_himself",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | (~Q(closed_by="") & ~Q(answer="")),
                name="a_complaint_is_closed_with_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["uang", "petugas"]) | Q(confidential=True),
                name="money_and_officials_are_confidential",
            ),
        ]
        indexes = [models.Index(fields=["code_index"], name="complaint_code")]

    @property
    def number(self) -> str:
        """How people name it on the telephone; it opens nothing."""
        return f"P-{str(self.pk)[:8].upper()}"
