"""Uploads in quarantine, their checked rows and findings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.audit import clock
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class UploadState(models.TextChoices):
    RECEIVED = "diterima", _("Diterima")
    CHECKED = "diperiksa", _("Sudah diperiksa")
    REFUSED = "tak_terbaca", _("Tidak terbaca")
    CONFIRMED = "dikonfirmasi", _("Dikonfirmasi")
    UNDONE = "dibatalkan", _("Dibatalkan")


dress(
    UploadState,
    RECEIVED=Tone.NEUTRAL,
    CHECKED=Tone.INFO,
    REFUSED=Tone.BAD,
    CONFIRMED=Tone.GOOD,
    UNDONE=(Tone.NEUTRAL, "–"),
)


class Upload(models.Model):
    """One file from one sender; its content is kept sealed, its hash is over the plain text."""

    id = models.UUIDField(primary_key=True)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    category = models.CharField(max_length=20)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=120)
    sent_by = models.CharField(max_length=40)
    received_at = models.DateTimeField(default=clock.now)
    state = StateField(states=UploadState, max_length=14, default=UploadState.RECEIVED)
    message = models.CharField(max_length=400, blank=True)
    rows = models.IntegerField(default=0)
    rows_ok = models.IntegerField(default=0)
    rows_periksa = models.IntegerField(default=0)
    rows_tolak = models.IntegerField(default=0)
    unknown_headers = models.JSONField(default=list)
    questions = models.JSONField(default=dict)
    """What is asked once before the rest goes in; see `intake.questions`."""
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-received_at", "filename"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "area"],
                condition=~models.Q(state__in=["tak_terbaca", "dibatalkan"]),
                name="same_file_once",
            )
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def ready(self) -> int:
        """Rows that go in when the list is confirmed."""
        return self.rows_ok + self.rows_periksa - self.left_out

    @property
    def left_out(self) -> int:
        """Hidden rows that stay out, as long as nobody said that they are meant."""
        taken = self.answers.get("tersembunyi") == "ikut"
        return 0 if taken else int(self.questions.get("tersembunyi", 0))


class Row(models.Model):
    """One checked row in quarantine; `person` is filled on confirmation.

    Rows are only looked for by their upload, so no other key has an index; areas and persons are
    never deleted, so nothing is checked row by row: at 20,000 rows both cost a second.
    """

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="checked_rows", db_index=False
    )
    number = models.IntegerField()
    sheet = models.CharField(max_length=80)
    sheet_row = models.IntegerField()
    status = models.CharField(max_length=8)
    doubts = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120)
    birth_place = models.CharField(max_length=80)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1)
    nik: models.Field[Sealed, Sealed] = SealedField()
    nik_index = models.BinaryField(null=True)
    nkk: models.Field[Sealed, Sealed] = SealedField()
    nkk_index = models.BinaryField(null=True)
    phone: models.Field[Sealed, Sealed] = SealedField()
    phone_index = models.BinaryField(null=True)
    mother: models.Field[Sealed, Sealed] = SealedField()
    address = models.CharField(max_length=200)
    occupation = models.CharField(max_length=80)
    income_rp = models.BigIntegerField(null=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="row_once"),
        ]


class RowFinding(models.Model):
    """What is wrong with a row; a suggestion may hold identity and is sealed."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="findings")
    number = models.IntegerField(null=True)
    sheet = models.CharField(max_length=80)
    sheet_row = models.IntegerField()
    column = models.CharField(max_length=80)
    code = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    suggestion: models.Field[Sealed, Sealed] = SealedField()
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        ordering = ["sheet", "sheet_row"]


class HeaderMemory(models.Model):
    """What a sending office answered about a header that nobody knew; asked once, then known."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=20)
    answered_by = models.CharField(max_length=40)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["header"]
        constraints = [
            models.UniqueConstraint(fields=["area", "header"], name="header_known_once"),
        ]


class WorkerDraft(models.Model):
    """A worker being entered on a screen form: no data yet, sealed, seen by who enters him.

    The id is made on the device, so that the same worker sent again is known.
    """

    id = models.UUIDField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    told: models.Field[Sealed, Sealed] = SealedField()
    kept_by = models.CharField(max_length=40)
    kept_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-kept_at"]
        indexes = [models.Index(fields=["kept_by", "proposed_at"], name="draft_of_whom")]
