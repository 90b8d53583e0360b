"""The money as the office knows it: pagu, SPD, and the papers of each list in their order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.ledger.models import Component
from payung.payments.models.lists import PaymentList
from payung.programmes.models import Programme


class Pagu(models.Model):
    """What a DPA holds for one programme and component; a DPPA is a further revision.

    Nothing is overwritten: the highest revision counts, the earlier ones stay as history.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pagu")
    component = models.CharField(max_length=4, choices=Component.choices)
    account = models.CharField(max_length=40)
    revision = models.IntegerField()
    number = models.CharField(max_length=60)
    dated = models.DateField()
    amount_rp = models.BigIntegerField()
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["programme", "component", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "component", "revision"], name="pagu_revision_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "component", "number"], name="pagu_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_rp__gte=0), name="pagu_is_not_negative"
            ),
        ]


class Spd(models.Model):
    """Surat Penyediaan Dana: the part of a pagu that may be asked for, from its date on."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="spd")
    component = models.CharField(max_length=4, choices=Component.choices)
    number = models.CharField(max_length=60)
    dated = models.DateField()
    first_month: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    amount_rp = models.BigIntegerField()
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dated", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "component", "number"], name="spd_once"),
            models.CheckConstraint(condition=models.Q(amount_rp__gt=0), name="spd_is_positive"),
        ]


class MoneyKind(models.TextChoices):
    """The papers of the money, in their order."""

    KODE_IURAN = "kode_iuran", _("Kode iuran")
    SPP = "spp_ls", _("SPP-LS")
    VERIFIED = "verifikasi", _("Verifikasi SPP")
    SPM = "spm", _("SPM")
    SP2D = "sp2d", _("SP2D")
    PROOF = "bukti", _("Bukti bayar")
    POSTED = "dibukukan", _("Dibukukan BPJS")


class MoneyDocument(models.Model):
    """One paper of one list: number, date, amount, who recorded it.

    A returned SPP or an expired kode iuran stays with its reason (`void_reason`) and is replaced by
    a new paper. `list_made_by` repeats the list's maker and `spp_by` who recorded the SPP, so that
    the database itself keeps maker and payer, asker and verifier apart.
    """

    list = models.ForeignKey(PaymentList, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=MoneyKind.choices)
    number = models.CharField(max_length=60)
    dated = models.DateField()
    amount_rp = models.BigIntegerField()
    valid_to = models.DateField(null=True)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    list_made_by = models.CharField(max_length=40)
    spp_by = models.CharField(max_length=40, blank=True)
    void_reason = models.CharField(max_length=160, blank=True)
    void_on = models.DateField(null=True)
    void_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dated", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "kind"],
                condition=models.Q(void_reason=""),
                name="one_paper_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(recorded_by=models.F("list_made_by")),
                name="maker_is_not_payer",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="verifikasi") | ~models.Q(recorded_by=models.F("spp_by")),
                name="asker_is_not_verifier",
            ),
        ]


class MoneyPart(models.Model):
    """The part of a paper that falls to one component, under its account."""

    document = models.ForeignKey(MoneyDocument, on_delete=models.PROTECT, related_name="parts")
    component = models.CharField(max_length=4, choices=Component.choices)
    account = models.CharField(max_length=40)
    amount_rp = models.BigIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "component"], name="part_once"),
        ]
