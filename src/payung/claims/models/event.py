"""Events in the lives of the covered, and every report that was made of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.life import LifeEvent
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import LifeFact, Person


class EventKind(models.TextChoices):
    DEATH = LifeEvent.DEATH.value, _("Kematian")
    ACCIDENT = LifeEvent.ACCIDENT.value, _("Kecelakaan kerja")


class ReportSource(models.IntegerChoices):
    """Who reports; where reports contradict each other, the higher number is believed."""

    NEIGHBOUR = 1, _("RT atau keluarga")
    LIST = 2, _("Daftar kematian")
    OFFICE = 3, _("Kelurahan atau BPJS")
    HOSPITAL = 4, _("Rumah sakit")
    REGISTER = 5, _("Dukcapil")


class Teller(models.TextChoices):
    """From whom the reporter has it; an office that notes it down for others says so here."""

    SELF = "sendiri", _("Saya sendiri")
    FAMILY = "keluarga", _("Keluarga")
    RT_HEAD = "rt", _("Ketua RT")
    KELURAHAN = "kelurahan", _("Kelurahan")
    HOSPITAL = "rs", _("Rumah sakit atau puskesmas")
    BPJS = "bpjs", _("BPJS Ketenagakerjaan")
    OTHER = "lain", _("Orang lain")


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
    """One line about an event, as it came in; a correction names the report that it mends.

    `teller` is who told it, with name and telephone for the notice of Pasal 48A, sealed like the
    chronology. A report that its own reporter took back no longer counts.
    """

    id = models.UUIDField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reports")
    corrects = models.UUIDField(null=True)
    source = models.SmallIntegerField(choices=ReportSource.choices)
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    cause = models.CharField(max_length=120, blank=True)
    work_related = models.BooleanField(null=True)
    traffic = models.BooleanField(default=False)
    teller = models.CharField(max_length=12, choices=Teller.choices, default=Teller.SELF)
    teller_name: models.Field[Sealed, Sealed] = SealedField()
    teller_phone: models.Field[Sealed, Sealed] = SealedField()
    chronology: models.Field[Sealed, Sealed] = SealedField()
    kin_name: models.Field[Sealed, Sealed] = SealedField()
    kin_phone: models.Field[Sealed, Sealed] = SealedField()
    """Whom of the family to call."""
    taken_back = models.CharField(max_length=200, blank=True)
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
