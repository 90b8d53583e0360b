"""Changes of a decree's annex."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.life import LifeEvent
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.programmes.models.programme import Programme
from payung.programmes.models.terms import TermsChange
from payung.programmes.models.wording import Wording
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class AmendmentState(models.TextChoices):
    PROPOSED = "diusulkan", _("Menunggu persetujuan")
    APPROVED = "disetujui", _("Disetujui")
    SIGNED = "ditandatangani", _("Ditandatangani")
    REFUSED = "ditolak", _("Tidak disetujui")


dress(
    AmendmentState,
    PROPOSED=Tone.WARN,
    APPROVED=Tone.GOOD,
    SIGNED=Tone.GOOD,
    REFUSED=Tone.BAD,
)


class Amendment(models.Model):
    """A change of a decree's annex: who leaves, who joins from the reserve, from which month.

    Its names are frozen at the approval, with a hash and a code as a decree's annex has them.
    `terms` are the new terms of the programme that a mid-year extension brings with it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="amendments")
    state = StateField(states=AmendmentState, max_length=16)
    first_month: models.Field[Month, Month] = MonthField()
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)
    annex_sha256 = models.CharField(max_length=64, blank=True)
    verification_code = models.CharField(max_length=16, blank=True, db_index=True)
    signed_by_name = models.CharField(max_length=120, blank=True)
    early_start_decision = models.CharField(max_length=120, blank=True)
    terms = models.OneToOneField(
        TermsChange, on_delete=models.PROTECT, null=True, related_name="extension"
    )
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("made_by")),
                name="amendment_maker_is_not_approver",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"Perubahan {self.pk}"


class ChangeReason(models.TextChoices):
    DEATH = LifeEvent.DEATH.value, _("Meninggal")
    MOVE = LifeEvent.MOVE.value, _("Pindah dari kota")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Bekerja sebagai PU")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Menjadi ASN/TNI/POLRI")
    WITHDREW = "mundur", _("Mengundurkan diri")
    REFUSED = "ditolak_bpjs", _("Belum bisa didaftarkan BPJS")
    FREE_PLACE = "tempat_kosong", _("Tempat masih kosong")
    EXTENSION = "perluasan", _("Perluasan tengah tahun")


class Change(models.Model):
    """One pair of an amendment: a leaver with reason and evidence, and who takes the place.

    The names and NIK are as they stood at the approval; empty before.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    leaver = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joiner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joiner_area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=14, choices=ChangeReason.choices)
    evidence = models.CharField(max_length=120)
    leaver_name = models.CharField(max_length=120, blank=True)
    leaver_nik: models.Field[Sealed, Sealed] = SealedField()
    joiner_name = models.CharField(max_length=120, blank=True)
    joiner_nik: models.Field[Sealed, Sealed] = SealedField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "leaver"], name="leaves_once"),
            models.UniqueConstraint(fields=["amendment", "joiner"], name="joins_once"),
            models.CheckConstraint(
                condition=models.Q(leaver__isnull=False) | models.Q(joiner__isnull=False),
                name="a_change_names_somebody",
            ),
        ]
