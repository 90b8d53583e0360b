"""Decrees with their frozen annexes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.programmes.models.programme import Programme
from payung.programmes.models.selection import Selection
from payung.programmes.models.wording import Wording
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class DecreeState(models.TextChoices):
    FROZEN = "beku", _("Lampiran dibekukan")
    REOPENED = "dibuka", _("Lampiran dibuka lagi")
    SIGNED = "ditandatangani", _("Ditandatangani")


dress(
    DecreeState,
    FROZEN=Tone.INFO,
    REOPENED=Tone.WARN,
    SIGNED=Tone.GOOD,
)


class Decree(models.Model):
    """The mayor's decision (SK) with its frozen annex; number and date come after the signature.

    `wording` is the city's text that was signed; none means the shipped one, or not yet signed.
    A draft whose annex was opened again stays as it was; the next one `replaces` it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decrees")
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    state = StateField(states=DecreeState, max_length=16)
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
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["selection"],
                condition=~models.Q(state="dibuka"),
                name="one_decree_a_selection",
            ),
        ]

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
