"""What must be done in a case: obligations with owner and alarm, papers with their scans."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.claims.models.case import Case
from payung.claims.models.change import LifeChange


class Task(models.TextChoices):
    """What is owed; where the law sets the term, the word is that of `law.jamsostek.deadlines`."""

    CONFIRM = "pastikan", _("Pastikan laporan kematian")
    FIRST_REPORT = "lapor_tahap_1", _("Laporan kecelakaan tahap I")
    SECOND_REPORT = "lapor_tahap_2", _("Laporan kecelakaan tahap II")
    CLASSIFY = "golongkan", _("Putuskan JKM atau JKK")
    UNPAID_DEATH_MONTH = "bulan_kematian", _("Putuskan iuran bulan kematian yang belum dibayar")
    REFUND = "minta_kembali", _("Minta kembali iuran sesudah kematian")
    PAPERS = "lengkapi_berkas", _("Lengkapi berkas")
    CLAIM = "klaim", _("Ajukan sebelum hak gugur")
    PAYMENT = "bayar_manfaat", _("Tagih pembayaran BPJS")
    OBJECT = "tanggapi", _("Tanggapi keputusan BPJS")
    SCHOLARSHIP = "beasiswa_tahunan", _("Laporan beasiswa tahun ini")
    CONFIRM_CHANGE = "pastikan_kabar", _("Pastikan kabar warga")
    CHANGE_MONTHS = "bulan_ditahan", _("Putuskan bulan yang ditahan")
    FAMILY_DATA = "data_keluarga", _("Perbarui data keluarga")
    CALL_BACK = "telepon", _("Telepon keluarga yang minta dihubungi")


class Obligation(models.Model):
    """Something owed by one person until a day; open as long as `done_at` is empty.

    It belongs to a case or to a change in a life. `due` empty: no source names a term. `subject`
    tells apart several of one kind in one case. `alarmed_on` is the day on which its alarm went
    off.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="obligations")
    change = models.ForeignKey(
        LifeChange, on_delete=models.PROTECT, null=True, related_name="obligations"
    )
    task = models.CharField(max_length=20, choices=Task.choices)
    subject = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    alarm_on = models.DateField(null=True)
    alarmed_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(owner=""), name="obligation_has_an_owner"),
            models.UniqueConstraint(
                fields=["case", "task", "subject"],
                condition=Q(done_at=None),
                name="one_open_obligation",
            ),
            models.UniqueConstraint(
                fields=["change", "task"],
                condition=Q(done_at=None),
                name="one_open_obligation_of_change",
            ),
            models.CheckConstraint(
                condition=Q(case=None) ^ Q(change=None), name="obligation_of_case_or_change"
            ),
        ]
        indexes = [models.Index(fields=["owner"], condition=Q(done_at=None), name="open_by_owner")]


class Paper(models.Model):
    """One paper of a case's checklist: who asks for it, whose turn it is, and its scan.

    `asked_by` empty: the case no longer needs it; what was received stays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    subject = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=30)
    asked_by = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=200)
    turn = models.CharField(max_length=20)
    city_holds = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=40, blank=True)
    scan = models.UUIDField(null=True)
    scan_kind = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "subject", "code"], name="paper_once_per_case")
        ]


class Care(models.Model):
    """A facility that treats work accidents without asking for money (PLKK), as the city knows."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20)
    always_open = models.BooleanField(default=True)
    checked_on = models.DateField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="care_once")]


class Stage(models.IntegerChoices):
    FIRST = 1, _("Tahap I")
    SECOND = 2, _("Tahap II")


class StageNotice(models.Model):
    """A report of an accident to BPJS and the labour office: from when its clock runs, when sent.

    The first runs from the accident, the second from the doctor's word (`outcome`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    stage = models.SmallIntegerField(choices=Stage.choices)
    outcome = models.CharField(max_length=20, blank=True)
    counted_from = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["case", "stage"], name="notice_once_per_stage")
        ]
