"""Persons, where they belong, and the facts of their lives."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.life import LifeEvent
from payung.kernel.nik import Sex
from payung.registry.fields import Sealed, SealedField
from payung.registry.seen import saw
from payung.ui.states import StateField, Tone, dress


class Person(models.Model):
    """One human being, as on the KTP; identity columns are sealed and found by a keyed index."""

    name = models.CharField(max_length=120)
    birth_place = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True, choices=[(s.value, s.value) for s in Sex])
    nik: models.Field[Sealed, Sealed] = SealedField()
    nik_index = models.BinaryField(null=True)
    nik_claim = models.BinaryField(null=True)
    """A NIK that this record says is its own while another holds it, until an office answers."""
    nkk: models.Field[Sealed, Sealed] = SealedField()
    nkk_index = models.BinaryField(null=True)
    phone: models.Field[Sealed, Sealed] = SealedField()
    phone_index = models.BinaryField(null=True)
    mother: models.Field[Sealed, Sealed] = SealedField()
    address = models.CharField(max_length=200, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    income_rp = models.BigIntegerField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nik_index"], name="one_person_per_nik"),
        ]
        indexes = [
            models.Index(fields=["area"], name="person_in_area"),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="merged_persons",
            ),
            models.Index(
                fields=["nik_claim"],
                condition=models.Q(nik_claim__isnull=False),
                name="claimed_niks",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """Whoever loads a person has read him: see `registry.seen`."""
        person = super().from_db(db, field_names, values, **more)
        saw((person.pk,))
        return person


class PersonArea(models.Model):
    """A person belongs to every area in which he is proposed or lives."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="areas", db_index=False
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area"], name="persons_of_area")]
        constraints = [
            models.UniqueConstraint(fields=["person", "area"], name="person_area_once"),
        ]


class FactKind(models.TextChoices):
    """What can happen in a life that changes cover."""

    DEATH = LifeEvent.DEATH.value, _("Meninggal")
    MOVE = LifeEvent.MOVE.value, _("Pindah")
    NEW_JOB = LifeEvent.NEW_JOB.value, _("Bekerja sebagai PU")
    CIVIL_SERVANT = LifeEvent.CIVIL_SERVANT.value, _("Menjadi ASN/TNI/POLRI")


class FactState(models.TextChoices):
    REPORTED = "dilaporkan", _("Dilaporkan")
    CONFIRMED = "dipastikan", _("Dipastikan")
    WITHDRAWN = "ditarik", _("Ditarik")


dress(
    FactState,
    REPORTED=Tone.WARN,
    CONFIRMED=Tone.INFO,
    WITHDRAWN=(Tone.NEUTRAL, "–"),
)


class LifeFact(models.Model):
    """One fact, with the day it happened and the day on which the city knew.

    A death may be known without its day: then `not_after` is the day on which he was known to be
    dead and `not_before` the last sign of life, if any. `registry.deaths` reads the three.
    `day_source` says who told a day that the fact's own source didn't know. `origin` names the
    file or answer from which it came, `day_origin` that of the day: either can be taken back; why
    it was stands in `doubted`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    state = StateField(states=FactState, max_length=12, default=FactState.REPORTED)
    happened_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    day_source = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    day_origin = models.CharField(max_length=60, blank=True)
    doubted = models.CharField(max_length=200, blank=True)
    known_at = models.DateTimeField()
    source = models.CharField(max_length=80)
    reported_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(kind="meninggal") & ~models.Q(state="ditarik"),
                name="one_death_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(happened_on__isnull=False)
                | models.Q(kind="meninggal", not_after__isnull=False),
                name="a_day_or_its_bounds",
            ),
        ]


class Merge(models.Model):
    """A person's decision that two records are one human being; undoing it restores both.

    `granted` are the areas that see the kept record because of it; `former` is what the kept
    record said, where the folded one's words were taken over.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    folded = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    undone_by = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)
    granted: models.Field[list[str], list[str]] = models.JSONField(default=list)
    former: models.Field[Sealed, Sealed] = SealedField()


class EvidenceKind(models.TextChoices):
    """What a piece of evidence speaks for."""

    IDENTITY = "identitas", _("Identitas")
    RESIDENCE = "domisili", _("Tempat tinggal")
    WORK = "pekerjaan", _("Pekerjaan")


class Evidence(models.Model):
    """One piece of evidence: what was seen, from whom, when, by whom; a scan may be kept sealed.

    A wrong entry is withdrawn, never deleted. What comes from another area than the person's home
    is a `report`: it counts once somebody of the home area has accepted it.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    what = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    dated = models.DateField()
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    scan_kind = models.CharField(max_length=4, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    report = models.BooleanField(default=False)
    accepted_by = models.CharField(max_length=40, blank=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "-dated"]


class DecileFile(models.Model):
    """One file of deciles that was taken in; taken back, nothing of it counts any more."""

    source = models.CharField(max_length=80)
    rows = models.IntegerField()
    known = models.IntegerField(default=0)
    taken_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=40, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return self.source


class WelfareDecile(models.Model):
    """The decile of a person's family in DTSEN on a day, its vintage; none means unknown.

    Of one vintage the latest file counts that was not taken back.
    """

    file = models.ForeignKey(DecileFile, on_delete=models.PROTECT, null=True, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deciles")
    decile = models.IntegerField()
    family: models.Field[Sealed, Sealed] = SealedField()
    dated = models.DateField()
    source = models.CharField(max_length=80)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-dated"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dated", "file"], name="one_decile_per_vintage"
            ),
            models.CheckConstraint(
                condition=models.Q(decile__gte=1, decile__lte=10), name="decile_is_1_to_10"
            ),
        ]


class MaritalState(models.TextChoices):
    SINGLE = "belum_kawin", _("Belum kawin")
    MARRIED = "kawin", _("Kawin")
    DIVORCED = "cerai_hidup", _("Cerai hidup")
    WIDOWED = "cerai_mati", _("Cerai mati")


class FamilySheet(models.Model):
    """A member's family as he told it, after he was told what the data are for."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="family_sheet")
    marital = models.CharField(max_length=12, choices=MaritalState.choices)
    spouse_name: models.Field[Sealed, Sealed] = SealedField()
    spouse_birth_date: models.Field[Sealed, Sealed] = SealedField()
    marital_paper: models.Field[Sealed, Sealed] = SealedField()
    children_told = models.IntegerField()
    notice_version = models.CharField(max_length=20)
    notice_on = models.DateField()
    version = models.IntegerField(default=1)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()


class OwnCode(models.Model):
    """A person's own secret code: found by its keyed hash, sealed for the family's letter."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="own_code")
    code = models.BinaryField(unique=True)
    sealed: models.Field[Sealed, Sealed] = SealedField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()


class SchoolStage(models.TextChoices):
    """The stages of `law batch`; `law.jamsostek` counts scholarship years from them."""

    BEFORE = "PRA", _("Belum sekolah")
    TK1 = "TK1", "TK A"
    TK2 = "TK2", "TK B"
    SD1 = "SD1", "SD 1"
    SD2 = "SD2", "SD 2"
    SD3 = "SD3", "SD 3"
    SD4 = "SD4", "SD 4"
    SD5 = "SD5", "SD 5"
    SD6 = "SD6", "SD 6"
    SMP1 = "SMP1", "SMP 1"
    SMP2 = "SMP2", "SMP 2"
    SMP3 = "SMP3", "SMP 3"
    SMA1 = "SMA1", "SMA 1"
    SMA2 = "SMA2", "SMA 2"
    SMA3 = "SMA3", "SMA 3"
    PT1 = "PT1", _("Kuliah tahun 1")
    PT2 = "PT2", _("Kuliah tahun 2")
    PT3 = "PT3", _("Kuliah tahun 3")
    PT4 = "PT4", _("Kuliah tahun 4")
    PT5 = "PT5", _("Kuliah tahun 5")
    OUT = "LUAR", _("Tidak sekolah")


class SheetChild(models.Model):
    """One child of a member; `name_index` keeps one child from standing there twice."""

    sheet = models.ForeignKey(FamilySheet, on_delete=models.CASCADE, related_name="children")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    name: models.Field[Sealed, Sealed] = SealedField()
    name_index = models.BinaryField()
    birth_date: models.Field[Sealed, Sealed] = SealedField()
    stage = models.CharField(max_length=4, choices=SchoolStage.choices, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "name_index"], name="child_once"),
        ]


class KeptFile(models.Model):
    """A sealed file that some row owns; a file without this one was kept by an act that failed."""

    owner = models.UUIDField()
    part = models.CharField(max_length=20)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "part"], name="file_kept_once")]

    def __str__(self) -> str:
        return f"{self.owner}.{self.part}"


class Look(models.Model):
    """One page that showed persons to an account; added by `registry.looks`, never changed."""

    at = models.DateTimeField()
    account = models.CharField(max_length=40)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    page = models.CharField(max_length=60)
    people: models.Field[list[int], list[int]] = ArrayField(models.BigIntegerField())

    class Meta:
        managed = False
        db_table = "registry_look"
