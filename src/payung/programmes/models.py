"""Programmes, the ranking of verified proposals, and decrees."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.ledger.models import Payer
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.verification.models import Category, Proposal


class Programme(models.Model):
    """What one payer buys for one category of workers over a period."""

    code = models.CharField(max_length=30, primary_key=True)
    name = models.CharField(max_length=120)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT)
    segment = models.CharField(max_length=6)
    category = models.CharField(max_length=10, choices=Category.choices)
    basis = models.CharField(max_length=200)
    fiscal_year = models.IntegerField()
    first_month: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    headcount = models.IntegerField()
    ceiling_rp = models.BigIntegerField()
    base_rp = models.BigIntegerField(default=1_000_000)
    criteria = models.JSONField()
    accounts = models.JSONField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many of a programme's places a kelurahan has at first."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="quotas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    places = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "area"], name="quota_once"),
        ]


class Outcome(models.TextChoices):
    IN = "masuk", _("Masuk")
    RESERVE = "cadangan", _("Cadangan")
    OUT = "tidak", _("Tidak memenuhi syarat")


class Selection(models.Model):
    """One ranking of one programme over the proposals verified by then."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="selections")
    ranked_on = models.DateField()
    criteria = models.JSONField()
    cost_per_person_rp = models.BigIntegerField()
    places = models.IntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("made_by")),
                name="maker_is_not_approver",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=~models.Q(approved_by=""),
                name="one_approved_selection",
            ),
        ]


class Ranked(models.Model):
    """One proposal's place in a selection and the reason for it."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="ranked")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rank = models.IntegerField()
    score = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "person"], name="ranked_once"),
        ]


class DecreeState(models.TextChoices):
    FROZEN = "beku", _("Lampiran dibekukan")
    SIGNED = "ditandatangani", _("Ditandatangani")


class Decree(models.Model):
    """The mayor's decision (SK) with its frozen annex; number and date come after the signature."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decrees")
    selection = models.OneToOneField(Selection, on_delete=models.PROTECT)
    state = models.CharField(max_length=16, choices=DecreeState.choices)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True)
    first_month: models.Field[Month, Month] = MonthField()
    people = models.IntegerField()
    annex_sha256 = models.CharField(max_length=64)
    verification_code = models.CharField(max_length=16, unique=True)
    frozen_by = models.CharField(max_length=40)
    frozen_at = models.DateTimeField()
    signed_by_name = models.CharField(max_length=120, blank=True)
    early_start_decision = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.number or f"SK {self.programme_id}"


class DecreeMember(models.Model):
    """One name in the annex, as it was on the day of the freeze."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="members")
    number = models.IntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    nik: models.Field[Sealed, Sealed] = SealedField()
    birth_date = models.DateField(null=True)
    occupation = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decree", "number"], name="annex_number_once"),
            models.UniqueConstraint(fields=["decree", "person"], name="annex_person_once"),
        ]


class AmendmentState(models.TextChoices):
    PROPOSED = "diusulkan", _("Menunggu persetujuan")
    APPROVED = "disetujui", _("Disetujui")
    SIGNED = "ditandatangani", _("Ditandatangani")


class Amendment(models.Model):
    """A change of a decree's annex: who leaves, who joins from the reserve, from which month."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="amendments")
    state = models.CharField(max_length=16, choices=AmendmentState.choices)
    first_month: models.Field[Month, Month] = MonthField()
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)
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
    DEATH = "meninggal", _("Meninggal")
    MOVE = "pindah", _("Pindah dari kota")
    NEW_JOB = "bekerja_pu", _("Bekerja sebagai PU")
    CIVIL_SERVANT = "asn", _("Menjadi ASN/TNI/POLRI")
    WITHDREW = "mundur", _("Mengundurkan diri")
    REFUSED = "ditolak_bpjs", _("Belum bisa didaftarkan BPJS")
    FREE_PLACE = "tempat_kosong", _("Tempat masih kosong")


class Change(models.Model):
    """One pair of an amendment: a leaver with reason and evidence, and who takes the place."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    leaver = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joiner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joiner_area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=14, choices=ChangeReason.choices)
    evidence = models.CharField(max_length=120)
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
