"""Programmes and their quotas."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.kernel.month import Month
from payung.ledger.fields import MonthField
from payung.ledger.models import Payer, Segment
from payung.verification.models import Category


def lowest_base_rp() -> int:
    """The monthly base of the lowest BPU tier, in rupiah, as the law has it."""
    from payung.law.jamsostek.iuran import lowest_base

    return lowest_base()


class Prepaid(models.TextChoices):
    """What becomes of months that are paid beyond the one in which somebody leaves."""

    KEEP = "tetap", _("Tetap milik yang keluar sampai habis")
    ASK_BACK = "minta", _("Dimintakan kembali kepada BPJS")


class Programme(models.Model):
    """What one payer buys for one category of workers over a period.

    `accounts` names the budget account of each component; `activity` and `fund` are the words of
    the budget for the fiscal year. `lists_ahead` is how many months beyond the running one a list
    to pay may be made. `version` counts the saves, so that a stale one is seen.
    """

    code = models.CharField(max_length=30, primary_key=True)
    name = models.CharField(max_length=120)
    payer = models.ForeignKey(Payer, on_delete=models.PROTECT)
    segment = models.CharField(max_length=6, choices=Segment.choices)
    jht = models.BooleanField(default=False)
    category = models.CharField(max_length=10, choices=Category.choices)
    basis = models.CharField(max_length=200)
    fiscal_year = models.IntegerField()
    first_month: models.Field[Month, Month] = MonthField()
    last_month: models.Field[Month, Month] = MonthField()
    headcount = models.IntegerField()
    ceiling_rp = models.BigIntegerField()
    base_rp = models.BigIntegerField(default=lowest_base_rp)
    criteria = models.JSONField()
    accounts = models.JSONField()
    activity = models.CharField(max_length=160, blank=True)
    fund = models.CharField(max_length=80, blank=True)
    prepaid = models.CharField(max_length=6, choices=Prepaid.choices, default=Prepaid.KEEP)
    lists_ahead = models.IntegerField(default=1)
    version = models.IntegerField(default=1)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many of a programme's places a kelurahan or an RT has at first."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="quotas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    places = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "area"], name="quota_once"),
        ]
