"""What continuity keeps of its own: an office's fiscal dates, and who is planned by two payers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.ledger.models import Payer
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class FiscalStep(models.TextChoices):
    """The steps of `planning/data/fiscal-calendar.yaml`, in words."""

    RKPD = "rkpd", _("RKPD ditetapkan")
    KUA_PPAS = "kua_ppas", _("KUA-PPAS disepakati")
    RKA = "rka", _("RKA disusun")
    APBD = "apbd", _("APBD disetujui bersama DPRD")
    DPA = "dpa", _("DPA disahkan")
    SPD = "spd", _("SPD terbit")
    KUA_CHANGE = "kua_perubahan", _("KUA-PPAS perubahan disepakati")
    CHANGE = "apbd_perubahan", _("Perubahan APBD disetujui")
    DPPA = "dppa", _("DPPA disahkan")
    LAST_SPM = "spm_terakhir", _("Hari terakhir SPM")
    RT_MEETING = "musyawarah_rt", _("Musyawarah RT dan rekening Pokja")
    RT_REQUEST = "usulan_rt", _("Usulan RT diserahkan")
    RT_MONEY = "dana_masuk", _("Dana masuk rekening RT")
    RT_REPORT = "laporan_rt", _("Laporan pertanggungjawaban RT")
    TRANSFER = "transfer", _("Dana provinsi masuk kas kelurahan")
    GRANT_REPORT = "laporan_bkbk", _("Laporan BKBK")


class FiscalDate(models.Model):
    """The date that an office has set for one step of one year; without it the usual one counts."""

    source = models.CharField(max_length=10)
    year = models.IntegerField()
    step = models.CharField(max_length=16, choices=FiscalStep.choices)
    dated = models.DateField()
    document = models.CharField(max_length=80)
    set_by = models.CharField(max_length=40)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "year", "step"], name="fiscal_step_once"),
        ]


class OverlapState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu keputusan")
    WITHDRAWN = "ditarik", _("Rencana kedua ditarik")
    HANDED_OVER = "serah_terima", _("Serah terima ke pembayar kedua")


dress(
    OverlapState,
    OPEN=(Tone.WARN, "?"),
    WITHDRAWN=(Tone.NEUTRAL, "–"),
    HANDED_OVER=Tone.GOOD,
)


class Overlap(models.Model):
    """One person whom a second public payer wants to pay, or has paid, in months that one has.

    Nothing of it stands in the ledger: `holder` keeps the months until a person decides.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    segment = models.CharField(max_length=6)
    first: models.Field[Month, Month] = MonthField()
    last: models.Field[Month, Month] = MonthField()
    months = models.IntegerField()
    holder = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="+")
    holder_scheme = models.CharField(max_length=30)
    claimant = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="+")
    claimant_scheme = models.CharField(max_length=30)
    amounts = models.JSONField()
    paid = models.BooleanField()
    document = models.CharField(max_length=80)
    state = StateField(states=OverlapState, max_length=12, default=OverlapState.OPEN)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    reason = models.CharField(max_length=160, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["state", "claimant_scheme", "first", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "claimant_scheme", "holder_scheme", "first"],
                name="overlap_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="terbuka") | ~models.Q(decided_by=""),
                name="overlap_has_a_decider",
            ),
        ]

    @property
    def double_rp(self) -> int:
        """What the second payer would pay, or has paid, for months that are paid already."""
        each: int = sum(self.amounts.values())
        return self.months * each
