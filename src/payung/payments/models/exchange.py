"""Files that go to BPJS beside the lists to pay, their layouts, and what came back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.payments.models.lists import PaymentList
from payung.programmes.models import Programme
from payung.registry.fields import Sealed, SealedField
from payung.registry.models import Person


class FileLayout(models.Model):
    """A layout that the office has set right against what its branch sent; else the shipped one."""

    name = models.CharField(max_length=20, primary_key=True)
    text = models.TextField()
    edited_by = models.CharField(max_length=40)
    edited_at = models.DateTimeField()


class FileKind(models.TextChoices):
    """The files beside the lists to pay, by the name of their layout."""

    NEW = "pendaftaran", _("Pendaftaran peserta baru")
    EXIT = "berhenti", _("Peserta berhenti")
    CHANGE = "perubahan", _("Perubahan data")


class BpjsFile(models.Model):
    """One file for BPJS: who is new, who has left, or whose data changed, for one month."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bpjs_files")
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    month: models.Field[Month, Month] = MonthField()
    sequence = models.IntegerField()
    people = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-month", "kind", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "month", "sequence"], name="bpjs_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{FileKind(self.kind).label} {self.month.label}"


class BpjsFileRow(models.Model):
    """One line of such a file, and what BPJS answered.

    An exit says why and since when; a change says which field, from what to what (sealed).
    """

    file = models.ForeignKey(BpjsFile, on_delete=models.PROTECT, related_name="rows")
    number = models.IntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=14, blank=True)
    happened_on = models.DateField(null=True)
    field = models.CharField(max_length=20, blank=True)
    before: models.Field[Sealed, Sealed] = SealedField()
    after: models.Field[Sealed, Sealed] = SealedField()
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=160, blank=True)
    kpj: models.Field[Sealed, Sealed] = SealedField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="bpjs_file_row_once"),
        ]


class ReturnFile(models.Model):
    """A file that BPJS sent back for a list to pay or for another file."""

    list = models.ForeignKey(
        PaymentList, on_delete=models.PROTECT, null=True, related_name="returns"
    )
    file = models.ForeignKey(BpjsFile, on_delete=models.PROTECT, null=True, related_name="returns")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    rows = models.IntegerField()
    applied = models.IntegerField()
    taken_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(fields=["list", "sha256"], name="return_of_list_once"),
            models.UniqueConstraint(fields=["file", "sha256"], name="return_of_file_once"),
            models.CheckConstraint(
                condition=models.Q(list__isnull=True) ^ models.Q(file__isnull=True),
                name="return_answers_one_thing",
            ),
        ]


class ReturnProblem(models.Model):
    """A row of a return file that could not be taken over by itself; it waits for a person.

    What stood there is kept whole: the NIK's text sealed, BPJS's word and reason as they were.
    """

    returned = models.ForeignKey(ReturnFile, on_delete=models.PROTECT, related_name="problems")
    sheet = models.CharField(max_length=60)
    row = models.IntegerField()
    code = models.CharField(max_length=24)
    nik: models.Field[Sealed, Sealed] = SealedField()
    name = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=60, blank=True)
    accepted = models.BooleanField(null=True)
    reason = models.CharField(max_length=160, blank=True)
    kpj: models.Field[Sealed, Sealed] = SealedField()
    settled = models.CharField(max_length=160, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sheet", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["returned", "sheet", "row"], name="return_problem_once"
            ),
        ]
