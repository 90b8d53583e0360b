"""Proposals, and pairs of persons that may be one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.audit import clock
from payung.intake.models import Upload
from payung.kernel.life import LifeEvent
from payung.registry.models import Person
from payung.ui.states import StateField, Tone, dress


class Category(models.TextChoices):
    VULNERABLE = "rentan", _("Pekerja rentan")
    RELIGIOUS = "keagamaan", _("Pekerja keagamaan")
    RT_HEAD = "ketua_rt", _("Ketua RT")


class ProposalState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu verifikasi")
    VERIFIED = "terverifikasi", _("Terverifikasi")
    REFUSED = "ditolak", _("Ditolak")
    WITHDRAWN = "ditarik", _("Ditarik")


dress(
    ProposalState,
    WAITING=Tone.NEUTRAL,
    VERIFIED=Tone.GOOD,
    REFUSED=Tone.BAD,
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


class Reason(models.TextChoices):
    """Why a person refused a proposal; read aloud to the proposed one."""

    MOVE = LifeEvent.MOVE.value, _("Sudah pindah dari kota")
    DEATH = LifeEvent.DEATH.value, _("Sudah meninggal")
    NOT_WORKING = "tidak_bekerja", _("Tidak sedang bekerja")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Sudah terdaftar sebagai PU")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Sudah menjadi ASN, TNI, atau POLRI")
    OTHER_PAYER = "pembayar_lain", _("Sudah dibayar pihak lain")
    AGE = "usia", _("Di luar batas usia")
    IDENTITY = "identitas", _("Identitas tidak cocok")
    DOUBLE = "ganda", _("Sudah diusulkan")


class Proposal(models.Model):
    """One person proposed for one category in one area; a person decides."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    category = models.CharField(max_length=10, choices=Category.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    upload = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    row_number = models.IntegerField(null=True)
    doubts = models.CharField(max_length=200, blank=True)
    claimed_as = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The record under which it was sent, where an office said that it is this person."""
    state = StateField(states=ProposalState, max_length=14, default=ProposalState.WAITING)
    reason = models.CharField(max_length=14, choices=Reason.choices, blank=True)
    proposed_at = models.DateTimeField()
    collected_by = models.CharField(max_length=40)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category", "area"],
                condition=~models.Q(state="ditarik"),
                name="proposed_once_per_area",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by="") | ~models.Q(decided_by=models.F("collected_by")),
                name="collector_is_not_verifier",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ditolak") | ~models.Q(reason=""),
                name="refused_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["area", "state"], name="proposal_area_state")]


class PairState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu keputusan")
    SAME = "sama", _("Orang yang sama")
    DIFFERENT = "beda", _("Orang yang berbeda")
    UNSURE = "belum_jelas", _("Belum jelas")


dress(
    PairState,
    OPEN=(Tone.WARN, "?"),
    SAME=(Tone.INFO, "="),
    DIFFERENT=(Tone.INFO, "≠"),
    UNSURE=(Tone.WARN, "?"),
)


class Newcomer(models.Model):
    """A record that has come in and was not yet compared with everyone known."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)


class DoublePair(models.Model):
    """Two persons that may be one; `area` is the lowest office that covers both.

    In a `claim` one of them holds a NIK and the other says that it is its own: with the answer
    goes whose words hold, or whose the NIK is, which is the claiming one's if `claimer_holds`.
    """

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    probability_percent = models.IntegerField()
    evidence = models.CharField(max_length=300)
    claim = models.BooleanField(default=False)
    claimer_holds = models.BooleanField(default=False)
    state = StateField(states=PairState, max_length=12, default=PairState.OPEN)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=clock.now)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-probability_percent", "id"]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="pair_in_order"
            ),
        ]


class PaperKind(models.TextChoices):
    """Papers that somebody answers for with a wet signature, in the order in which they arise."""

    MINUTES = "musyawarah_rt", _("Berita acara musyawarah RT")
    PROPOSAL = "usulan_lurah", _("Surat usulan lurah")
    VERIFICATION = "ba_verifikasi", _("Berita acara verifikasi")
    STATEMENT = "sptjm_lurah", _("SPTJM lurah")
    RECOMMENDATION = "rekomendasi_camat", _("Rekomendasi camat")


class PaperState(models.TextChoices):
    DRAFTED = "disusun", _("Disusun")
    PRINTED = "dicetak", _("Dicetak, menunggu tanda tangan")
    SIGNED = "ditandatangani", _("Ditandatangani")
    CANCELLED = "dibatalkan", _("Diganti kertas baru")


dress(
    PaperState,
    DRAFTED=Tone.NEUTRAL,
    PRINTED=Tone.WARN,
    SIGNED=Tone.GOOD,
    CANCELLED=(Tone.NEUTRAL, "–"),
)


class Paper(models.Model):
    """One paper over a frozen list of names; `sha256` is over that list, `code` stands on it."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    category = models.CharField(max_length=10, choices=Category.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    serial = models.IntegerField()
    number = models.CharField(max_length=80)
    dated = models.DateField()
    state = StateField(states=PaperState, max_length=14, default=PaperState.DRAFTED)
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=12, unique=True)
    people = models.IntegerField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    signed_by_name = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(null=True)
    scan_kind = models.CharField(max_length=4, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-made_at", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "year", "serial"], name="paper_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ditandatangani")
                | (~models.Q(scan_sha256="") & models.Q(signed_on__isnull=False)),
                name="signed_with_a_scan",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PaperName(models.Model):
    """One name on a paper as it stood on that day; `outcome` is a proposal's state or *usulan*.

    `area` is the proposal's, so that an RT sees what a kelurahan's paper says of its people.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="names")
    number = models.IntegerField()
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=120)
    birth_date = models.DateField(null=True)
    occupation = models.CharField(max_length=80, blank=True)
    outcome = StateField(states=ProposalState, choices=None, max_length=14)
    reason = models.CharField(max_length=14, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_line_once"),
            models.UniqueConstraint(fields=["paper", "proposal"], name="paper_name_once"),
        ]


class MatchRequest(models.Model):
    """A file of persons for Dukcapil, with the purpose for which it was made."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    people = models.IntegerField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Pemadanan {self.pk}"


class AnswerTakenBack(models.Model):
    """An answer that was wrong and no longer counts: why, by whom, and what it had said.

    `said` are number, result and day of each row.
    """

    request = models.ForeignKey(MatchRequest, on_delete=models.PROTECT, related_name="taken_back")
    because = models.CharField(max_length=200)
    said = models.JSONField()
    answered_by = models.CharField(max_length=40)
    answered_at = models.DateTimeField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]


class MatchResult(models.TextChoices):
    """What Dukcapil says of one person; a difference names its field."""

    MATCH = "cocok", _("Cocok")
    NAME = "beda_nama", _("Nama berbeda")
    BIRTH_DATE = "beda_tanggal_lahir", _("Tanggal lahir berbeda")
    SEX = "beda_jenis_kelamin", _("Jenis kelamin berbeda")
    DEATH = LifeEvent.DEATH.value, _("Tercatat meninggal")
    MOVE = LifeEvent.MOVE.value, _("Tercatat pindah")
    INACTIVE = "tidak_aktif", _("NIK tidak aktif")
    DOUBLE = "ganda", _("Data ganda")
    UNKNOWN = "tidak_ditemukan", _("NIK tidak ditemukan")


dress(
    MatchResult,
    MATCH=Tone.GOOD,
    NAME=(Tone.WARN, "≠"),
    BIRTH_DATE=(Tone.WARN, "≠"),
    SEX=(Tone.WARN, "≠"),
    DEATH=Tone.WARN,
    MOVE=Tone.WARN,
    INACTIVE=Tone.WARN,
    DOUBLE=(Tone.NEUTRAL, "="),
    UNKNOWN=(Tone.WARN, "?"),
)


class Match(models.Model):
    """One person of a request, and Dukcapil's answer with its date; empty until it comes."""

    request = models.ForeignKey(MatchRequest, on_delete=models.PROTECT, related_name="matches")
    number = models.IntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="matches")
    result = StateField(states=MatchResult, max_length=20, blank=True)
    answered_on = models.DateField(null=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="match_row_once"),
            models.UniqueConstraint(fields=["request", "person"], name="match_person_once"),
        ]
