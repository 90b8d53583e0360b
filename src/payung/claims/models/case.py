"""What an event means for one family: the case, its facts, its family, its stages, what is due."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.event import Event
from payung.ledger.models import Segment
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class CaseState(models.TextChoices):
    REPORTED = "dilaporkan", _("Dilaporkan")
    VERIFIED = "dipastikan", _("Dipastikan kelurahan")
    PAPERS = "berkas", _("Melengkapi berkas")
    SUBMITTED = "diajukan", _("Diajukan ke BPJS")
    ASKED_BACK = "dikembalikan", _("Diminta melengkapi")
    DECIDED = "diputuskan", _("Diputuskan BPJS")
    PAID = "dibayar", _("Dibayar")
    CLOSED = "selesai", _("Selesai")
    REFUSED = "ditolak", _("Ditolak BPJS")
    OBJECTION = "keberatan", _("Menanggapi keputusan")
    WITHDRAWN = "ditarik", _("Laporan ditarik")


dress(
    CaseState,
    REPORTED=Tone.WARN,
    VERIFIED=Tone.INFO,
    PAPERS=Tone.WARN,
    SUBMITTED=Tone.INFO,
    ASKED_BACK=Tone.WARN,
    DECIDED=(Tone.INFO, "●"),
    PAID=Tone.GOOD,
    CLOSED=Tone.GOOD,
    REFUSED=Tone.BAD,
    OBJECTION=Tone.WARN,
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


class Program(models.TextChoices):
    JKM = "jkm", _("JKM")
    JKK = "jkk", _("JKK")
    UNDECIDED = "belum", _("JKM atau JKK, belum diputuskan")


class Case(models.Model):
    """What one event means for one family; the entitlement is computed, never typed in.

    `owner` is the one whose turn it is; `letter_index` finds the case by the code of its letter.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    event = models.OneToOneField(Event, on_delete=models.PROTECT)
    program = models.CharField(max_length=5, choices=Program.choices)
    state = StateField(states=CaseState, max_length=12, default=CaseState.REPORTED)
    owner = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    reported_by = models.CharField(max_length=40, default="")
    complete_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    agreed_to_visit = models.BooleanField(default=False)
    letter_index = models.BinaryField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(owner=""), name="case_has_an_owner"),
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=F("reported_by")),
                name="reporter_does_not_confirm",
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="case_state"),
            models.Index(fields=["letter_index"], name="case_letter"),
        ]

    def __str__(self) -> str:
        return f"K-{self.pk:05d}"

    @property
    def fatal(self) -> bool:
        """Whether the person is dead: of the event itself, or later of an accident."""
        return self.facts.outcome == "death"


class CaseFacts(models.Model):
    """What the law asks of a case beside the ledger's months; names as in `law batch`.

    Segment, monthly base and payer are none of them: they come from the ledger's months and the
    programme, or from a `BasisCorrection`.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="facts"
    )
    outcome = models.CharField(max_length=20, default="death")
    other_membership = models.BooleanField(default=False)
    disability_permille = models.IntegerField(default=0)
    function_loss_permille = models.IntegerField(default=0)
    two_losses = models.BooleanField(default=False)
    incapacity_months = models.IntegerField(default=0)
    incapacity_days = models.IntegerField(default=0)
    medical_cost_rp = models.BigIntegerField(default=0)
    transport_land_rp = models.BigIntegerField(default=0)
    transport_sea_rp = models.BigIntegerField(default=0)
    transport_air_rp = models.BigIntegerField(default=0)
    home_care_rp = models.BigIntegerField(default=0)
    prosthesis_rp = models.BigIntegerField(default=0)
    hearing_rp = models.BigIntegerField(default=0)
    glasses_rp = models.BigIntegerField(default=0)
    dental_rp = models.BigIntegerField(default=0)
    rehabilitation_rp = models.BigIntegerField(default=0)
    violence = models.BooleanField(default=False)
    missing_person = models.BooleanField(default=False)
    concluded_on = models.DateField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")


class BasisCorrection(models.Model):
    """A person's word on segment, base or payer where ledger and programme have it wrong.

    Empty fields are left as the ledger says. The newest counts; the older ones stay as history.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    segment = models.CharField(max_length=6, blank=True, choices=Segment.choices)
    income_rp = models.BigIntegerField(null=True)
    payer = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300)
    corrected_by = models.CharField(max_length=40)
    corrected_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason")
        ]


class FamilyMember(models.Model):
    """One living relative; who he is is sealed, what the law asks of him is not."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family")
    relation = models.CharField(max_length=16)
    number = models.SmallIntegerField()
    name: models.Field[Sealed, Sealed] = SealedField()
    birth_date: models.Field[Sealed, Sealed] = SealedField()
    stage = models.CharField(max_length=4, blank=True)
    school: models.Field[Sealed, Sealed] = SealedField()
    married = models.BooleanField(default=False)
    working = models.CharField(max_length=12, blank=True)
    marriage_registered = models.BooleanField(default=True)
    of_earlier_marriage = models.BooleanField(default=False)
    will_by_notary = models.BooleanField(default=True)
    chosen = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="family_number_once")
        ]


class Evidence(models.Model):
    """What speaks for JKM or for JKK in one case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    speaks_for = models.CharField(max_length=5, choices=Program.choices)
    what = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")


class StageChange(models.Model):
    """One step of a case: from where to where, by whom, when, why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stages")
    state_before = models.CharField(max_length=12, blank=True)
    state = StateField(states=CaseState, max_length=12)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class Entitlement(models.Model):
    """One computation of what is due; a new one when facts change, the old ones stay.

    Three figures that are never added up: cash to the family, care paid to who treated and
    carried, and within that the first part that Jasa Raharja pays in traffic.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entitlements")
    facts = models.JSONField()
    result = models.JSONField()
    status = models.CharField(max_length=14)
    cash_low_rp = models.BigIntegerField()
    cash_high_rp = models.BigIntegerField()
    care_low_rp = models.BigIntegerField(default=0)
    care_high_rp = models.BigIntegerField(default=0)
    jasa_raharja_rp = models.BigIntegerField(default=0)
    beasiswa_low_rp = models.BigIntegerField()
    beasiswa_high_rp = models.BigIntegerField()
    law_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-computed_at", "-id"]
        get_latest_by = "computed_at"
