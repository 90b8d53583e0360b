"""Death lists from outside, and who on them was ever covered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class DeathList(models.Model):
    """One list of deaths: from Dukcapil, a kelurahan's letters, a hospital.

    `problems` are pairs of a row's number in the file and the sentence that says how to mend it.
    """

    id = models.UUIDField(primary_key=True)
    source = models.CharField(max_length=80)
    rows = models.IntegerField()
    unreadable = models.IntegerField(default=0)
    problems = models.JSONField(default=list)
    sha256 = models.BinaryField()
    taken_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=40, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(taken_back_at__isnull=True),
                name="a_list_of_deaths_once",
            )
        ]


class DeathRow(models.Model):
    """One death of a list, kept only if it matches somebody who was covered.

    `died_on` is the day as the list tells it, None where it tells none.
    """

    list = models.ForeignKey(DeathList, on_delete=models.PROTECT, related_name="kept")
    number = models.IntegerField()
    name: models.Field[Sealed, Sealed] = SealedField()
    nik: models.Field[Sealed, Sealed] = SealedField()
    birth_date = models.DateField(null=True)
    died_on = models.DateField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")


class How(models.TextChoices):
    EXACT = "nik", _("NIK sama")
    PROBABLE = "mirip", _("Mungkin orang yang sama")


class MatchState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu kunjungan")
    NO_DAY = "hari", _("Orang yang sama, hari meninggal belum diketahui")
    CLAIMED = "klaim", _("Sudah ada klaim")
    NOT_THE_SAME = "beda", _("Orang yang berbeda")
    WITHDRAWN = "ditarik", _("Daftarnya ditarik")
    ELSEWHERE = "ganda", _("Sudah di daftar lain")


dress(
    MatchState,
    OPEN=(Tone.WARN, "?"),
    NO_DAY=(Tone.WARN, "?"),
    CLAIMED=Tone.GOOD,
    NOT_THE_SAME=(Tone.INFO, "≠"),
    WITHDRAWN=(Tone.NEUTRAL, "–"),
    ELSEWHERE=(Tone.NEUTRAL, "="),
)


class DeathMatch(models.Model):
    """A covered person on a death list: was the month paid, what is due, until when.

    The day, or the bounds of one that nobody has told, is what is known by now from any source
    (`registry.deaths.when`); `month_paid` is None while they hold paid and unpaid months.
    """

    row = models.ForeignKey(DeathRow, on_delete=models.PROTECT, related_name="matches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=5, choices=How.choices)
    probability = models.FloatField()
    state = StateField(states=MatchState, max_length=8, default=MatchState.OPEN)
    happened_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    month_paid = models.BooleanField(null=True)
    status = models.CharField(max_length=14)
    low_rp = models.BigIntegerField()
    high_rp = models.BigIntegerField()
    expires_on = models.DateField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    found_on = models.DateField(null=True)
    owner = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area", "id"]
        constraints = [
            models.UniqueConstraint(fields=["row", "person"], name="death_match_once"),
            models.CheckConstraint(
                condition=models.Q(happened_on__isnull=False) | models.Q(not_after__isnull=False),
                name="match_has_a_day_or_its_bounds",
            ),
        ]


class AttemptKind(models.TextChoices):
    """What came of a try to reach a family; the last four say why nobody files."""

    CALLED = "ditelepon", _("Ditelepon")
    VISITED = "dikunjungi", _("Dikunjungi")
    MET = "ditemui", _("Keluarga ditemui, akan mengajukan")
    NOT_HOME = "tidak_ada", _("Tidak ada orang di rumah")
    REFUSED = "menolak", _("Keluarga tidak mau mengajukan")
    MOVED = "alamat_lama", _("Keluarga pindah, alamat baru tidak diketahui")
    NO_HEIR = "tanpa_waris", _("Tidak ada ahli waris yang ditemukan")
    NO_RIGHT = "tanpa_hak", _("Tidak ada hak menurut aturan")


class FamilyAttempt(models.Model):
    """One try to reach a family that has not claimed; never changed."""

    match = models.ForeignKey(DeathMatch, on_delete=models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=12, choices=AttemptKind.choices)
    on = models.DateField()
    told: models.Field[Sealed, Sealed] = SealedField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]


class PatternNote(models.Model):
    """What the second examiner found about a pattern of deaths; `pattern` names its group."""

    pattern = models.CharField(max_length=60)
    note = models.CharField(max_length=300)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
