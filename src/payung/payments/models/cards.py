"""Member cards on their way to the people, and whether the family knows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class CardState(models.TextChoices):
    LISTED = "dicetak", _("Belum diserahkan")
    HANDED = "diserahkan", _("Diserahkan")
    UNDELIVERED = "kembali", _("Tidak tersampaikan")


dress(
    CardState,
    LISTED=Tone.WARN,
    HANDED=Tone.GOOD,
    UNDELIVERED=Tone.BAD,
)


class MemberCard(models.Model):
    """One member's card and what became of it; a card number is not needed to hand one over.

    `family_knows_on` is the day on which somebody of the family said that they know of the cover:
    that, and not the card, is what is measured.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="member_card")
    state = StateField(states=CardState, max_length=16, default=CardState.LISTED)
    listed_on = models.DateField()
    handed_on = models.DateField(null=True)
    received_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=160, blank=True)
    family_knows_on = models.DateField(null=True)
    family_told_by = models.CharField(max_length=40, blank=True)
    noted_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area_id", "person_id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="diserahkan") | models.Q(handed_on__isnull=False),
                name="handed_card_has_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="kembali") | ~models.Q(reason=""),
                name="undelivered_card_has_a_reason",
            ),
        ]
