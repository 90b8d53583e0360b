"""Payers, the append-only entries and the current state of every person-month."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.registry.fields import Sealed, SealedField
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


class Enrolment(models.Model):
    """One person's membership of one segment, as BPJS keeps it, whoever pays and in what year.

    It outlives programmes: KPJ and clocks hang on it. `payer` is who enrolled him; who pays a
    month stands at the month. One is open at a time; an ended one stays.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="enrolments", db_index=False
    )
    segment = models.CharField(max_length=6, choices=Segment.choices)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_month: models.Field[Month, Month] = MonthField()
    registered_on = models.DateField(null=True)
    kpj: models.Field[Sealed, Sealed] = SealedField()
    kpj_index = models.BinaryField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["person_id", "first_month"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "segment"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_enrolment",
            ),
        ]
        indexes = [models.Index(fields=["kpj_index"], name="enrolment_by_kpj")]

    def __str__(self) -> str:
        return f"{Segment(self.segment).label} {self.first_month.label}"


class Told(models.TextChoices):
    """In what BPJS and the city can differ about a membership."""

    KPJ = "kpj", _("Nomor KPJ")
    FIRST = "bulan_pertama", _("Bulan pertama")
    REGISTERED = "tanggal_daftar", _("Tanggal pendaftaran")
    SHARED = "kpj_dua_orang", _("Satu KPJ untuk dua orang")


class EnrolmentDifference(models.Model):
    """What a file says otherwise than the membership: kept beside it until a person has decided."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="differences", db_index=False
    )
    about = models.CharField(max_length=14, choices=Told.choices)
    known: models.Field[Sealed, Sealed] = SealedField()
    told: models.Field[Sealed, Sealed] = SealedField()
    told_index = models.BinaryField()
    source = models.CharField(max_length=120)
    told_by = models.CharField(max_length=40)
    told_at = models.DateTimeField()
    told_holds = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "about", "told_index"], name="difference_once"
            ),
        ]
