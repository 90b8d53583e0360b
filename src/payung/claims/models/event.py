"""Events in the lives of the covered, and every report that was made of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.registry.models import LifeFact, Person


class EventKind(models.TextChoices):
    DEATH = "kematian", _("Kematian")
    ACCIDENT = "kecelakaan", _("Kecelakaan kerja")


class Source(models.IntegerChoices):
    """Who reports; where reports contradict each other, the higher number is believed."""

    NEIGHBOUR = 1, _("RT atau keluarga")
    LIST = 2, _("Daftar kematian")
    OFFICE = 3, _("Kelurahan atau BPJS")
    HOSPITAL = 4, _("Rumah sakit")
    REGISTER = 5, _("Dukcapil")


class Event(models.Model):
    """What happened, as the reports together say; its id is that of the first report."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    cause = models.CharField(max_length=120, blank=True)
    work_related = models.BooleanField(null=True)
    traffic = models.BooleanField(default=False)
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    fact = models.ForeignKey(LifeFact, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-happened_on"]


class EventReport(models.Model):
    """One line about an event, as it came in; a correction names the report that it mends."""

    id = models.UUIDField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reports")
    corrects = models.UUIDField(null=True)
    source = models.SmallIntegerField(choices=Source.choices)
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    cause = models.CharField(max_length=120, blank=True)
    work_related = models.BooleanField(null=True)
    traffic = models.BooleanField(default=False)
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
