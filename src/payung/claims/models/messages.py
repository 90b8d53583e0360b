"""What was sent to whom by which way, and what was said: one table for all of the room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.registry.fields import Sealed, SealedField


class MessageWay(models.TextChoices):
    WHATSAPP = "wa", _("WhatsApp")
    MAIL = "surel", _("Surel")
    PHONE = "telepon", _("Telepon")
    PAPER = "kertas", _("Surat")


class SentMessage(models.Model):
    """One message about a case; `key` says about what, so that nobody is told one thing twice.

    The words hold no NIK; `said` is what the other one answered.
    """

    key = models.CharField(max_length=80)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    way = models.CharField(max_length=10, choices=MessageWay.choices)
    to: models.Field[Sealed, Sealed] = SealedField()
    words: models.Field[Sealed, Sealed] = SealedField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    said = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "way"], name="message_never_twice"),
            models.CheckConstraint(condition=~Q(sent_by=""), name="message_has_a_sender"),
        ]
