"""Persons, where they belong, and the facts of their lives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.nik import Sex
from payung.registry.fields import Sealed, SealedField


class Person(models.Model):
    """One human being, as on the KTP; identity columns are sealed and found by a keyed index."""

    name = models.CharField(max_length=120)
    birth_place = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True, choices=[(s.value, s.value) for s in Sex])
    nik: models.Field[Sealed, Sealed] = SealedField()
    nik_index = models.BinaryField(null=True)
    nkk: models.Field[Sealed, Sealed] = SealedField()
    nkk_index = models.BinaryField(null=True)
    phone: models.Field[Sealed, Sealed] = SealedField()
    phone_index = models.BinaryField(null=True)
    mother: models.Field[Sealed, Sealed] = SealedField()
    address = models.CharField(max_length=200, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    income_rp = models.BigIntegerField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nik_index"], name="one_person_per_nik"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonArea(models.Model):
    """A person belongs to every area in which he is proposed or lives."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "area"], name="person_area_once"),
        ]


class FactKind(models.TextChoices):
    """What can happen in a life that changes cover."""

    DEATH = "meninggal", _("Meninggal")
    MOVE = "pindah", _("Pindah")
    NEW_JOB = "bekerja_pu", _("Bekerja sebagai PU")
    CIVIL_SERVANT = "asn", _("Menjadi ASN/TNI/POLRI")


class FactState(models.TextChoices):
    REPORTED = "dilaporkan", _("Dilaporkan")
    CONFIRMED = "dipastikan", _("Dipastikan")
    WITHDRAWN = "ditarik", _("Ditarik")


class LifeFact(models.Model):
    """One fact, with the day it happened and the day on which the city knew."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    state = models.CharField(max_length=12, choices=FactState.choices, default=FactState.REPORTED)
    happened_on = models.DateField()
    known_at = models.DateTimeField()
    source = models.CharField(max_length=80)
    reported_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(kind="meninggal") & ~models.Q(state="ditarik"),
                name="one_death_per_person",
            )
        ]


class Merge(models.Model):
    """A person's decision that two records are one human being; undoing it restores both."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    folded = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    undone_by = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)
