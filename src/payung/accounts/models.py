"""Accounts of the people who work with Payung; they hold no citizen's data.

Who somebody is (`User`) and what he may do here (`Assignment`) are two things: the first stays, the
second begins and ends with a paper. `Invitation` is a one-time way in, `Device` a known one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.audit import clock


class Role(models.TextChoices):
    """What a person does here; what each may do stands beside the acts and pages."""

    OPERATOR = "operator", _("Operator Disnaker")
    VERIFIER = "verifikator", _("Verifikator kelurahan")
    APPROVER = "penyetuju", _("Pejabat penyetuju")
    FINANCE = "keuangan", _("Petugas keuangan")
    RT = "rt", _("Ketua RT")
    COMPANION = "pendamping", _("Pendamping ahli waris")
    BPJS = "bpjs", _("Petugas BPJS Ketenagakerjaan")
    AUDITOR = "auditor", _("Inspektorat")
    LEADER = "pimpinan", _("Pimpinan daerah")
    ADMIN = "admin", _("Administrator kota")
    SYSTEM = "sistem", _("Sistem")


BLIND = frozenset((Role.ADMIN,))
"""Roles that see no citizen at all: the database shows them no protected row."""


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a password is never stored in the clear."""

    def create_user(
        self, username: str, password: str | None, *, role: str = "", area: Area | str = "",
        area_id: str = "", **fields: Any,
    ) -> User:  # fmt: skip
        """An account, and where a role is given its first assignment, open from the beginning."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        if role:
            code = area_id or (area.code if isinstance(area, Area) else area)
            user.assignments.create(
                role=role, area_id=code, valid_from=date.min, made_by="system", made_at=clock.now()
            )
        return user


class User(AbstractBaseUser):
    """One person's account. He acts in one assignment at a time; the actor's id stays the same."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    email = models.EmailField(blank=True)
    phone = models.BinaryField(default=b"")
    made_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.full_name

    def in_force(self) -> list[Assignment]:
        """The assignments in which he may act today, the newest first."""
        today, rows = clock.today(), self.assignments.all()
        if "assignments" not in getattr(self, "_prefetched_objects_cache", {}):
            rows = rows.select_related("area")
        return [row for row in rows if row.holds_on(today)]

    def choose(self, number: int | None) -> None:
        """Acts in this assignment from now on, as long as it is in force; else in the first."""
        able = self.in_force()
        self._chosen = next((a for a in able if a.pk == number), next(iter(able), None))

    @property
    def assignment(self) -> Assignment | None:
        if not hasattr(self, "_chosen"):
            self.choose(None)
        return self._chosen

    @property
    def role(self) -> str:
        return self.assignment.role if self.assignment else ""

    @property
    def area_id(self) -> str:
        return self.assignment.area_id if self.assignment else ""

    @property
    def area(self) -> Area | None:
        return self.assignment.area if self.assignment else None

    def get_role_display(self) -> str:
        return str(Role(self.role).label) if self.role else ""


class Tenure(models.TextChoices):
    """How somebody holds an assignment; a substitute only for a span and by a written order."""

    OWN = "definitif", _("Definitif")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")


class Assignment(models.Model):
    """A person works in a role for an area from when to when, by which paper (penugasan).

    Its days go by the site's clock. It is never changed: it ends, and another one begins.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    tenure = models.CharField(max_length=10, choices=Tenure.choices, default=Tenure.OWN)
    paper = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(tenure="definitif")
                | (models.Q(valid_to__isnull=False) & ~models.Q(paper="")),
                name="a_substitute_has_an_end_and_a_paper",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "area"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_assignment_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{Role(self.role).label} · {self.area}"

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return begun and self.ended_at is None

    @property
    def words(self) -> str:
        """The role as people say it: `Plt. Verifikator kelurahan`."""
        word = {Tenure.PLT: "Plt. ", Tenure.PLH: "Plh. "}.get(Tenure(self.tenure), "")
        return f"{word}{Role(self.role).label}"


class Purpose(models.TextChoices):
    """What a one-time code opens."""

    OPENING = "pembukaan", _("Membuka kota")
    ACCOUNT = "akun", _("Masuk pertama")
    PASSWORD = "kata_sandi", _("Kata sandi baru")


class Invitation(models.Model):
    """A one-time way in: its code is random and kept as a keyed hash; the real clock ends it."""

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations")
    code = models.BinaryField(unique=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(Purpose(self.purpose).label)


class Device(models.Model):
    """A browser that its owner has signed in from: told from a guesser's, and bound for a while."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    token = models.BinaryField(unique=True)
    bound = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.user} · {self.made_at:%Y-%m-%d}"


class FactorKind(models.TextChoices):
    """What shows, beside the password, that it is really he."""

    TOTP = "aplikasi", _("Aplikasi kode")
    PASSKEY = "kunci", _("Kunci sandi")
    SPARE = "cadangan", _("Kode cadangan")


class Factor(models.Model):
    """A second step of signing in. `secret` is the app's, or the passkey's public part, sealed; of
    a spare code the keyed hash. `last_step` is the half minute of the app's last code that was
    taken: none is good twice."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=10, choices=FactorKind.choices)
    secret = models.BinaryField()
    handle = models.BinaryField(null=True, unique=True)
    name = models.CharField(max_length=60, blank=True)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} · {FactorKind(self.kind).label}"


class Attempt(models.Model):
    """One try to come in that didn't succeed; the place and the name are keyed hashes."""

    bucket = models.BinaryField()
    name = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "at"], name="attempts_of_a_place")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
