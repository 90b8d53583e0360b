"""Payers, the append-only entries and the current state of every person-month."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.registry.models import Person
from payung.ui.states import StateField, StateTag, Tone, dress


class Segment(models.TextChoices):
    BPU = "bpu", _("BPU")
    PU = "pu", _("PU")
    JAKON = "jakon", _("Jasa konstruksi")


class Component(models.TextChoices):
    JKK = "jkk", _("JKK")
    JKM = "jkm", _("JKM")
    JHT = "jht", _("JHT")


class State(models.TextChoices):
    """Where a person-month stands; who moves it where is in `ledger/sql/ledger.sql`."""

    PLANNED = "direncanakan", _("Direncanakan")
    SUBMITTED = "diajukan", _("Diajukan")
    ACCEPTED = "diterima", _("Diterima BPJS")
    REJECTED = "ditolak", _("Belum bisa didaftarkan")
    PAID = "dibayar", _("Dibayar")
    POSTED = "dibukukan", _("Dibukukan BPJS")
    REFUNDED = "dikembalikan", _("Dikembalikan")
    HELD = "ditahan", _("Ditahan")
    WITHDRAWN = "ditarik", _("Ditarik")


dress(
    State,
    PLANNED=StateTag(_("Rencana")),
    SUBMITTED=Tone.INFO,
    ACCEPTED=(Tone.INFO, "●"),
    REJECTED=Tone.BAD,
    PAID=Tone.GOOD,
    POSTED=(Tone.GOOD, "●"),
    REFUNDED=(Tone.NEUTRAL, "↩"),
    HELD=(Tone.WARN, "‖"),
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


COVERED_STATES = (State.ACCEPTED, State.PAID, State.POSTED)
ASSURED_STATES = (*COVERED_STATES, State.PLANNED, State.SUBMITTED)
"""Paid, or at least planned by somebody."""
PAID_STATES = (State.PAID, State.POSTED)
LEFT_STATES = (*PAID_STATES, State.REFUNDED)
"""What has left the payer's account, whether or not it came back."""
ENDED_STATES = (State.WITHDRAWN, State.REJECTED, State.REFUNDED)


class Payer(models.Model):
    """Who pays: the city's budget, RT money, the province, DBH, CSR, Baznas, the person."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=10)
    public = models.BooleanField()

    def __str__(self) -> str:
        return self.name


class PersonMonth(models.Model):
    """The current state of one person, month, segment and component under one payer.

    Written by the functions in `sql/` only, in the statement that adds the entry. No index holds
    `state` itself, so that moving a month rewrites one row and no index; `live` stands for it.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="months", db_index=False
    )
    month: models.Field[Month, Month] = MonthField()
    segment = models.CharField(max_length=6, choices=Segment.choices)
    component = models.CharField(max_length=4, choices=Component.choices)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, db_index=False)
    scheme = models.CharField(max_length=30)
    amount_rp = models.BigIntegerField()
    state = StateField(states=State, max_length=12)
    public = models.BooleanField()
    decision = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    entry = models.BigIntegerField()
    live: models.Field[bool, bool] = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=ENDED_STATES, then=models.Value(False)),
            default=models.Value(True),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month", "segment", "component", "payer", "scheme"],
                name="one_row_per_payer_and_scheme",
            ),
            models.UniqueConstraint(
                fields=["person", "month", "segment", "component"],
                condition=models.Q(public=True, decision="", live=True)
                & ~models.Q(segment="jakon"),
                name="one_public_payer",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "month"], name="scheme_month")]


class Entry(models.Model):
    """One change of one person-month: who, when, why, on which paper. Never changed.

    Its references need no check of their own: it copies a `PersonMonth` in the same statement.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    month: models.Field[Month, Month] = MonthField()
    segment = models.CharField(max_length=6)
    component = models.CharField(max_length=4)
    payer = models.ForeignKey(
        Payer, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    scheme = models.CharField(max_length=30)
    amount_rp = models.BigIntegerField()
    state_before = StateField(states=State, choices=None, max_length=12, blank=True)
    state = StateField(states=State, choices=None, max_length=12)
    decision = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    cause = models.CharField(max_length=160)
    document = models.CharField(max_length=80)

    class Meta:
        db_table = "ledger_entry"
        indexes = [models.Index(fields=["person", "month"], name="entry_person_month")]
