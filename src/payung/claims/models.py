"""Events in the lives of the covered, and the cases that follow from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.registry.models import LifeFact, Person


class EventKind(models.TextChoices):
    DEATH = "kematian", _("Kematian")
    ACCIDENT = "kecelakaan", _("Kecelakaan kerja")


class Event(models.Model):
    """One report: who, what, when, where. Its id is made on the reporter's device."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    happened_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    cause = models.CharField(max_length=120, blank=True)
    work_related = models.BooleanField(null=True)
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    fact = models.ForeignKey(LifeFact, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-happened_on"]


class CaseState(models.TextChoices):
    REPORTED = "dilaporkan", _("Dilaporkan")
    VERIFIED = "dipastikan", _("Dipastikan kelurahan")
    PAPERS = "berkas", _("Melengkapi berkas")
    SUBMITTED = "diajukan", _("Diajukan ke BPJS")
    ASKED_BACK = "dikembalikan", _("Diminta melengkapi")
    DECIDED = "diputuskan", _("Diputuskan BPJS")
    PAID = "dibayar", _("Dibayar")
    CLOSED = "selesai", _("Selesai")
    REFUSED = "ditolak", _("Ditolak BPJS")
    OBJECTION = "keberatan", _("Keberatan")
    WITHDRAWN = "ditarik", _("Laporan ditarik")


class Case(models.Model):
    """What one event means for one family; the entitlement is computed, never typed in."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    event = models.OneToOneField(Event, on_delete=models.PROTECT)
    program = models.CharField(max_length=3)
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.REPORTED)
    owner = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_at"]


class Entitlement(models.Model):
    """One computation of what is due; a new one when facts change, the old ones stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entitlements")
    facts = models.JSONField()
    result = models.JSONField()
    status = models.CharField(max_length=14)
    now_low_rp = models.BigIntegerField()
    now_high_rp = models.BigIntegerField()
    beasiswa_low_rp = models.BigIntegerField()
    beasiswa_high_rp = models.BigIntegerField()
    law_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-computed_at", "-id"]
        get_latest_by = "computed_at"
