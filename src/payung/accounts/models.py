"""Accounts of the people who work with Payung; they hold no citizen's data."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area


class Role(models.TextChoices):
    """What a person does here; what each may do stands in `accounts.permissions`."""

    OPERATOR = "operator", _("Operator Disnaker")
    VERIFIER = "verifikator", _("Verifikator kelurahan")
    APPROVER = "penyetuju", _("Pejabat penyetuju")
    FINANCE = "keuangan", _("Petugas keuangan")
    RT = "rt", _("Ketua RT")
    COMPANION = "pendamping", _("Pendamping ahli waris")
    BPJS = "bpjs", _("Petugas BPJS Ketenagakerjaan")
    AUDITOR = "auditor", _("Inspektorat")
    LEADER = "pimpinan", _("Pimpinan daerah")
    SYSTEM = "sistem", _("Sistem")


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a password is never stored in the clear."""

    def create_user(self, username: str, password: str | None, **fields: object) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person's account, with one role in one area."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.full_name
