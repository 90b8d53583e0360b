"""Reports about people whom the teller can't see: a name and a place, as text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.claims.models.change import LifeChange
from payung.kernel.life import LifeEvent
from payung.registry.fields import Sealed, SealedField
from payung.ui.states import StateField, Tone, dress


class NamedKind(models.TextChoices):
    DEATH = LifeEvent.DEATH.value, _("Meninggal")
    ACCIDENT = LifeEvent.ACCIDENT.value, _("Kecelakaan kerja")
    MOVE = LifeEvent.MOVE.value, _("Pindah tempat tinggal")


class NamedState(models.TextChoices):
    WAITING = "menunggu", _("Diterima, sedang dicocokkan")
    PASSED_ON = "kota", _("Diterima, diteruskan ke kota")
    ANSWERED = "dijawab", _("Sudah dijawab kantor")
    WITHDRAWN = "ditarik", _("Laporan ditarik")


dress(
    NamedState,
    WAITING=Tone.WARN,
    PASSED_ON=Tone.INFO,
    ANSWERED=Tone.GOOD,
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


class NamedReport(models.Model):
    """One report by name; its id is made on the device, so that a re-send never doubles.

    `told_area` is where the teller works, `area` where the person lives as far as he knows; both
    see it, and nobody else. `answer` is what the office tells him; `case` or `change` is what the
    report became.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=NamedKind.choices)
    name: models.Field[Sealed, Sealed] = SealedField()
    lives: models.Field[Sealed, Sealed] = SealedField()
    what: models.Field[Sealed, Sealed] = SealedField()
    phone: models.Field[Sealed, Sealed] = SealedField()
    happened_on = models.DateField()
    state = StateField(states=NamedState, max_length=10, default=NamedState.WAITING)
    told_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    change = models.ForeignKey(LifeChange, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-reported_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="dijawab") | ~models.Q(answered_by=""),
                name="a_named_report_is_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "area"], name="named_waiting")]

    @property
    def is_open(self) -> bool:
        return self.state in (NamedState.WAITING, NamedState.PASSED_ON)
