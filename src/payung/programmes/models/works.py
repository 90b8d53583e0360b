"""RT works under construction cover (Jakon): the works are insured, their workers are named."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area
from payung.programmes.models.programme import Programme
from payung.registry.models import Person


class Work(models.Model):
    """One work of an RT with its letter of assignment (surat tugas) and its one contribution.

    `decision` is the paper that settles an amount which the law's sources leave open.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="works")
    name = models.CharField(max_length=120)
    value_rp = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    letter_number = models.CharField(max_length=60)
    letter_dated = models.DateField()
    jkk_rp = models.BigIntegerField()
    jkm_rp = models.BigIntegerField()
    decision = models.CharField(max_length=120, blank=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    paid_on = models.DateField(null=True)
    proof = models.CharField(max_length=80, blank=True)
    paid_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-first_day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "letter_number"], name="letter_once_per_rt"),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="work_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(paid_by="") | ~models.Q(paid_by=models.F("made_by")),
                name="work_maker_is_not_payer",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def contribution_rp(self) -> int:
        return self.jkk_rp + self.jkm_rp


class WorkMember(models.Model):
    """Somebody whom a letter of assignment names; his own memberships stay as they are."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="works")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "person"], name="named_once_per_work"),
        ]
