"""Rankings of verified proposals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.programmes.models.programme import Programme
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress
from payung.verification.models import Proposal


class Outcome(models.TextChoices):
    IN = "masuk", _("Masuk")
    RESERVE = "cadangan", _("Cadangan")
    OUT = "tidak", _("Tidak memenuhi syarat")


dress(
    Outcome,
    IN=Tone.GOOD,
    RESERVE=Tone.NEUTRAL,
    OUT=Tone.WARN,
)


class Selection(models.Model):
    """One ranking of one programme over the proposals verified by then."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="selections")
    ranked_on = models.DateField()
    criteria = models.JSONField()
    cost_per_person_rp = models.BigIntegerField()
    places = models.IntegerField()
    programme_version = models.IntegerField(default=1)
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
    """One proposal's place in a selection and the reason for it.

    `facts` is what the rules looked at on that day, so that the answer can be told again later.
    """

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="ranked")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rank = models.IntegerField()
    score = models.IntegerField()
    outcome = StateField(states=Outcome, max_length=10)
    reason = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "person"], name="ranked_once"),
        ]
