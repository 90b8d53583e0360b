"""What changes a life without a claim: a move, a job, a marriage, a child's school."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.event import Teller
from payung.kernel.life import LifeEvent
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import LifeFact, Person
from payung.ui.states import StateField, Tone, dress


class ChangeKind(models.TextChoices):
    MOVE = LifeEvent.MOVE.value, _("Pindah tempat tinggal")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Mendapat pekerjaan")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Menjadi ASN, TNI, atau POLRI")
    MARRIAGE = LifeEvent.MARRIAGE.value, _("Menikah")
    CHILD_SCHOOL = LifeEvent.CHILD_SCHOOL.value, _("Sekolah anak berubah")
    CHILD_MARRIAGE = LifeEvent.CHILD_MARRIAGE.value, _("Anak menikah atau bekerja")


HOLDING = (ChangeKind.MOVE, ChangeKind.NEW_JOB, ChangeKind.CIVIL_SERVANT)
"""After these, confirmed, the months that follow are held until a person decides on them."""


class ChangeState(models.TextChoices):
    REPORTED = "dilaporkan", _("Menunggu dipastikan")
    CONFIRMED = "dipastikan", _("Dipastikan, menunggu keputusan")
    SETTLED = "selesai", _("Selesai")
    WITHDRAWN = "ditarik", _("Laporan ditarik")


dress(
    ChangeState,
    REPORTED=Tone.WARN,
    CONFIRMED=Tone.INFO,
    SETTLED=Tone.GOOD,
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


class LifeChange(models.Model):
    """One change in the life of a covered person; its id is that of the first report.

    `report_ids` are all reports of it; `corrects` names the report that it takes the place of.
    `decision` says why the months after a move or a new job go on or stop; until one is made they
    are held no longer than `hold_ends_on`. `to_area` is where somebody moved inside the city: such
    a move holds nothing.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    state = StateField(states=ChangeState, max_length=12, default=ChangeState.REPORTED)
    happened_on = models.DateField()
    detail: models.Field[Sealed, Sealed] = SealedField()
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    teller = models.CharField(max_length=12, choices=Teller.choices, default=Teller.SELF)
    report_ids = models.JSONField(default=list)
    corrects = models.UUIDField(null=True)
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    keeps_cover = models.BooleanField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    hold_ends_on = models.DateField(null=True)
    fact = models.ForeignKey(LifeFact, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    @property
    def holds(self) -> bool:
        """Whether months wait after it: a move inside the city changes nothing of the cover."""
        return self.kind in HOLDING and self.to_area_id is None

    class Meta:
        ordering = ["-happened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "happened_on"],
                condition=~Q(state="ditarik"),
                name="change_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=F("reported_by")),
                name="change_reporter_does_not_confirm",
            ),
            models.CheckConstraint(
                condition=Q(keeps_cover=None) | ~Q(decision=""),
                name="change_decided_with_a_reason",
            ),
        ]
