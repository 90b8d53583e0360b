"""Lists to pay, their rows with what BPJS answered, and the rows that a check keeps out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.life import LifeEvent
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.payments.models.partnership import Partnership
from payung.programmes.models import Programme
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class ListState(models.TextChoices):
    PREPARED = "disiapkan", _("Menunggu jawaban BPJS")
    ANSWERED = "dijawab", _("Sudah dijawab BPJS")
    PAID = "dibayar", _("Dibayar")
    POSTED = "dibukukan", _("Sudah dibukukan BPJS")
    CANCELLED = "dibatalkan", _("Dibatalkan")


dress(
    ListState,
    PREPARED=Tone.WARN,
    ANSWERED=Tone.INFO,
    PAID=Tone.GOOD,
    POSTED=Tone.GOOD,
    CANCELLED=(Tone.NEUTRAL, "–"),
)


class PaymentList(models.Model):
    """Daftar bayar: one programme's people of one month, sent to BPJS in one go."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="lists")
    month: models.Field[Month, Month] = MonthField()
    sequence = models.IntegerField(default=1)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = StateField(states=ListState, max_length=10, default=ListState.PREPARED)
    people = models.IntegerField()
    accepted = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    jkk_rp = models.BigIntegerField()
    jkm_rp = models.BigIntegerField()
    jht_rp = models.BigIntegerField(default=0)
    paid_rp = models.BigIntegerField(default=0)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month", "programme_id", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month", "sequence"], name="list_once_per_month"
            ),
        ]

    def __str__(self) -> str:
        return f"Daftar bayar bulan {self.month.label}"

    @property
    def asked_rp(self) -> int:
        """What the list asks for: all components of all its people."""
        return self.jkk_rp + self.jkm_rp + self.jht_rp


class ListRow(models.Model):
    """One person in a list to pay, and what BPJS answered."""

    list = models.ForeignKey(
        PaymentList, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    number = models.IntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)
    reason = models.CharField(max_length=160, blank=True)
    kpj: models.Field[Sealed, Sealed] = SealedField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="list_row_once"),
            models.UniqueConstraint(fields=["list", "person"], name="list_person_once"),
        ]


class HoldReason(models.TextChoices):
    """What a check before a list finds; the five categories of the auditors and four of ours."""

    DEATH = LifeEvent.DEATH.value, _("Tercatat meninggal sebelum bulan ini")
    MOVE = LifeEvent.MOVE.value, _("Tercatat pindah")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Tercatat bekerja sebagai PU")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Tercatat ASN/TNI/POLRI")
    DOUBLE = "ganda", _("Orang yang sama tercatat dua kali")
    NO_NIK = "nik", _("NIK belum ada atau tidak sah")
    OTHER_COVER = "pu_bulan_ini", _("Sudah dibayar sebagai PU pada bulan ini")
    OTHER_PAYER = "pembayar_lain", _("Sudah dibayar pihak lain pada bulan ini")
    NO_BASIS = "tanpa_sk", _("Tidak tercantum di SK yang ditandatangani")
    UNANSWERED = "belum_dijawab", _("Belum dijawab BPJS ketika daftarnya dibayar")


class HeldRow(models.Model):
    """A person kept out of one list, until a person decides that he may follow in a later one."""

    list = models.ForeignKey(PaymentList, on_delete=models.PROTECT, related_name="held")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=14, choices=HoldReason.choices)
    decision = models.CharField(max_length=160, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["reason", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "person"], name="held_once_per_list"),
        ]
