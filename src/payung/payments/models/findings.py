"""The register of audit findings and each step of their follow-up."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.life import LifeEvent
from payung.programmes.models import Programme
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class FindingKind(models.TextChoices):
    """What was found; the first four carry the names of the facts of life behind them."""

    DEATH = LifeEvent.DEATH.value, _("Dibayar sesudah meninggal")
    MOVE = LifeEvent.MOVE.value, _("Dibayar sesudah pindah")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Dibayar sesudah bekerja sebagai PU")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Dibayar sesudah menjadi ASN/TNI/POLRI")
    AGED = "usia", _("Dibayar sesudah lewat usia program")
    BEFORE_DECREE = "sebelum_sk", _("Dibayar sebelum SK berlaku atau tanpa SK")
    NO_MINUTES = "tanpa_ba", _("Dibayar tanpa berita acara verifikasi")


class FindingState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu tanggapan")
    ANSWERED = "ditanggapi", _("Sudah ditanggapi")
    CLOSED = "ditutup", _("Ditutup Inspektorat")


dress(
    FindingState,
    OPEN=Tone.WARN,
    ANSWERED=Tone.INFO,
    CLOSED=Tone.GOOD,
)


class AuditFinding(models.Model):
    """One person's months that should not have been paid, until the Inspektorat closes it.

    `known_on` is when the city knew; `after_known` the months that began after that. Of a death
    without a day the bounds stand here, and apart what was paid between them. Whoever answered
    does not close.
    """

    kind = models.CharField(max_length=12, choices=FindingKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    happened_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    known_on = models.DateField(null=True)
    months = models.IntegerField()
    after_known = models.IntegerField(default=0)
    amount_rp = models.BigIntegerField()
    perhaps_months = models.IntegerField(default=0)
    perhaps_rp = models.BigIntegerField(default=0)
    recovered_rp = models.BigIntegerField(default=0)
    state = StateField(states=FindingState, max_length=12, default=FindingState.OPEN)
    opened_by = models.CharField(max_length=40)
    opened_on = models.DateField()
    answered_by = models.CharField(max_length=40, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)
    closed_on = models.DateField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["state", "-amount_rp", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "person"], name="finding_once"),
            models.CheckConstraint(
                condition=models.Q(closed_by="") | ~models.Q(closed_by=models.F("answered_by")),
                name="who_answers_does_not_close",
            ),
            models.CheckConstraint(
                condition=models.Q(recovered_rp__lte=models.F("amount_rp")),
                name="no_more_recovered_than_found",
            ),
        ]


class FindingStep(models.Model):
    """One step of a follow-up: an answer, money that came back, or the closing; never changed."""

    finding = models.ForeignKey(AuditFinding, on_delete=models.PROTECT, related_name="steps")
    dated = models.DateField()
    what = models.CharField(max_length=300)
    document = models.CharField(max_length=80, blank=True)
    recovered_rp = models.BigIntegerField(default=0)
    by = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
