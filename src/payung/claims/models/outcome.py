"""What came of a case: decisions and payments by component, objections, scholarship years."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case, FamilyMember
from payung.ui.states import StateField, Tone, dress


class Decision(models.Model):
    """What BPJS decided, once or again after an objection; `number` runs within the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.SmallIntegerField()
    letter = models.CharField(max_length=60)
    branch = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField()
    granted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="decision_number_once")
        ]


class Amount(models.Model):
    """One component of a decision beside what was predicted; a difference has its reason."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="amounts")
    component = models.CharField(max_length=12)
    predicted_low_rp = models.BigIntegerField()
    predicted_high_rp = models.BigIntegerField()
    amount_rp = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "component"], name="amount_once"),
            models.CheckConstraint(
                condition=~Q(reason="")
                | Q(amount_rp__gte=F("predicted_low_rp"), amount_rp__lte=F("predicted_high_rp")),
                name="difference_has_a_reason",
            ),
        ]


class YearState(models.TextChoices):
    PLANNED = "direncanakan", _("Rencana")
    FILED = "diajukan", _("Diajukan")
    PAID = "dibayar", _("Dibayar")
    ENDED = "ditarik", _("Hak berakhir")


dress(
    YearState,
    PLANNED=Tone.NEUTRAL,
    FILED=Tone.INFO,
    PAID=Tone.GOOD,
    ENDED=(Tone.NEUTRAL, "–"),
)


class ScholarshipYear(models.Model):
    """One school year of one child: planned, filed, paid, or ended with its reason."""

    child = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="years")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scholarship")
    school_year = models.IntegerField()
    stage = models.CharField(max_length=4)
    planned_rp = models.BigIntegerField()
    state = StateField(states=YearState, max_length=12, default=YearState.PLANNED)
    filed_on = models.DateField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["child", "school_year"]
        constraints = [
            models.UniqueConstraint(fields=["child", "school_year"], name="school_year_once")
        ]


class SchoolClass(models.Model):
    """The class that a child really attended from a school year on, where the plan said another."""

    child = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="classes")
    school_year = models.IntegerField()
    stage = models.CharField(max_length=4)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["child", "school_year"]
        constraints = [
            models.UniqueConstraint(fields=["child", "school_year"], name="school_class_once")
        ]


class Payment(models.Model):
    """Money that reached the heir's account; who noted the decision does not note the payment.

    `reason` says why a school year was paid with another sum than planned.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True)
    year = models.OneToOneField(ScholarshipYear, on_delete=models.PROTECT, null=True)
    component = models.CharField(max_length=12)
    amount_rp = models.BigIntegerField()
    paid_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=40)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("recorded_by")), name="decider_does_not_pay"
            ),
            models.UniqueConstraint(
                fields=["decision", "component"],
                condition=Q(year=None),
                name="component_paid_once",
            ),
        ]


class Rung(models.TextChoices):
    """The ladder when too little was paid; the word keberatan belongs to the last rung alone."""

    CLARIFY = "klarifikasi", _("Permintaan penjelasan")
    COMPLAIN = "pengaduan", _("Pengaduan ke BPJS")
    MEDIATE = "mediasi", _("Mediasi")
    OBJECT = "keberatan", _("Keberatan")


class Objection(models.Model):
    """One rung: drafted here, sent only by the heir or with a power of attorney."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections")
    rung = models.CharField(max_length=12, choices=Rung.choices)
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_with = models.CharField(max_length=12, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "rung"], name="rung_once"),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(sent_with__in=["ahli_waris", "surat_kuasa"]),
                name="heir_or_attorney_sends",
            ),
        ]
