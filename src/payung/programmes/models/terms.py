"""Changes of a programme's terms in mid-year: more or fewer places, money, months."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.programmes.models.programme import Programme
from payung.ui.states import StateField, Tone, dress


class TermsState(models.TextChoices):
    PROPOSED = "diusulkan", _("Menunggu persetujuan")
    APPROVED = "disetujui", _("Disetujui")
    REFUSED = "ditolak", _("Tidak disetujui")


dress(
    TermsState,
    PROPOSED=Tone.WARN,
    APPROVED=Tone.GOOD,
    REFUSED=Tone.BAD,
)


class TermsChange(models.Model):
    """One change with what stood before, on which paper, by whom; the history is never rewritten.

    `version` is the programme's when it was proposed: another change in between makes it stale.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="changes")
    state = StateField(states=TermsState, max_length=10)
    version = models.IntegerField()
    headcount_before = models.IntegerField()
    headcount = models.IntegerField()
    ceiling_before_rp = models.BigIntegerField()
    ceiling_rp = models.BigIntegerField()
    last_month_before: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    basis = models.CharField(max_length=160)
    reason = models.CharField(max_length=200)
    rows_planned = models.IntegerField(default=0)
    rows_withdrawn = models.IntegerField(default=0)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("made_by")),
                name="terms_maker_is_not_approver",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state="diusulkan"),
                name="one_open_change_of_terms",
            ),
        ]

    def __str__(self) -> str:
        return self.basis
