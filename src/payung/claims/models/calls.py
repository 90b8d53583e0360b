"""What a family asks through its page: to be called."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.registry.fields import Sealed, SealedField


class CallTime(models.TextChoices):
    MORNING = "pagi", _("Pagi")
    NOON = "siang", _("Siang")
    AFTERNOON = "sore", _("Sore")
    EVENING = "malam", _("Malam, sesudah magrib")


class CallRequest(models.Model):
    """*Tolong hubungi saya*: a number and a time; its id is made with the form, so that a re-send
    never doubles. `said` is what came of the call."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="calls")
    phone: models.Field[Sealed, Sealed] = SealedField()
    wanted = models.CharField(max_length=10, choices=CallTime.choices)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    said = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answered_by=""),
                name="a_call_is_answered_by_somebody",
            )
        ]
